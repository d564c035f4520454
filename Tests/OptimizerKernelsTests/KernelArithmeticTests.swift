import KernelShims
import OptimizerKernels
import Testing

@Suite struct KernelArithmeticTests {
  /// One element by the stated order in scalar Float.
  private func stepped(_ x: StepArrays, _ i: Int, _ k: KernelStep) -> [Float] {
    var (θ, g, m, v) = (x.θ[i], x.g[i], x.m[i], x.v[i])
    if k.decaysGradient { g = g + k.decay * θ }
    m = k.firstDecay * m + k.firstWeight * g
    v = k.secondDecay * v + k.secondWeight * (g * g)
    var d = v
    if k.keepsMaximum {
      d = x.vMax[i].isNaN || v.isNaN ? .nan : Swift.max(x.vMax[i], v)
    }
    let kept = d
    if k.scalesInside { d = d * k.scale }
    if k.epsilonInside { d = d + k.epsilon }
    d = d.squareRoot()
    if k.scalesOutside { d = d * k.scale }
    if k.epsilonOutside { d = d + k.epsilon }
    let update = k.rate * (k.dividesByRoot ? m / d : m)
    if k.decaysBeforeUpdate { θ = θ * k.decay }
    θ = k.decaysInUpdate ? θ - (update + k.decay * θ) : θ - update
    return k.keepsMaximum ? [θ, m, v, kept] : [θ, m, v]
  }

  @Test(arguments: KernelInstructionSet.available) func `every shape gives the bits of scalar arithmetic in the stated order`(
    set: KernelInstructionSet
  ) {
    #expect(everyShape.count == 48)
    for (number, shape) in everyShape.enumerated() {
      let before = StepArrays(count: 531, seed: UInt64(number), special: true, keepsMaximum: shape.keepsMaximum)
      var after = before
      after.step(0..<531, shape, on: set)
      for i in 0..<531 {
        let got = [after.θ[i], after.m[i], after.v[i]] + (shape.keepsMaximum ? [after.vMax[i]] : [])
        let want = stepped(before, i, shape)
        #expect(got.map(canonicalBits) == want.map(canonicalBits), "shape \(number), element \(i): \(got), not \(want)")
      }
      #expect(after.g.map(\.bitPattern) == before.g.map(\.bitPattern))
    }
  }

  @Test(arguments: KernelInstructionSet.available) func `the maximum is NaN once either is`(set: KernelInstructionSet) {
    let shape = everyShape[1]
    #expect(shape.keepsMaximum && !shape.decaysGradient)
    var x = StepArrays(count: 3, seed: 1, special: false, keepsMaximum: true)
    x.g = [1, .nan, 0]
    x.v = [1, 1, 1]
    x.vMax = [.nan, 1, 5]
    x.step(0..<3, shape, on: set)
    #expect(x.vMax[0].isNaN)
    #expect(x.vMax[1].isNaN)
    #expect(x.vMax[2] == 5)
  }

  @Test func `the instruction sets agree to the bit`() throws {
    try #require(KernelInstructionSet.available.count == 2, "this machine runs one instruction set: nothing to compare")
    for (number, shape) in everyShape.enumerated() {
      var baseline = StepArrays(count: 1003, seed: UInt64(number), special: true, keepsMaximum: shape.keepsMaximum)
      var avx2 = baseline
      for _ in 0..<3 {
        baseline.step(0..<1003, shape, on: .baseline)
        avx2.step(0..<1003, shape, on: .avx2)
      }
      #expect(baseline.bits == avx2.bits, "shape \(number)")
    }
  }
}
