import KernelShims
import OptimizerKernels
import Testing

@Suite struct KernelArithmeticTests {
  @Test(arguments: KernelInstructionSet.available) func `every shape gives the bits of scalar arithmetic in the stated order`(
    set: KernelInstructionSet
  ) {
    #expect(specialShapes.count == 128)
    for (number, shape) in everyShape.enumerated() {
      let before = StepArrays(count: 531, seed: UInt64(number), special: true, shape)
      var after = before
      after.step(0..<531, shape, on: set)
      for i in 0..<531 {
        var x = before[i]
        x.step(shape)
        #expect(after[i].bits == x.bits, "shape \(number), element \(i): \(after[i]), not \(x)")
      }
      #expect(after.g.map(\.bitPattern) == before.g.map(\.bitPattern))
    }
  }

  /// Each of the general loop's choices changes what a step gives: none is there in name alone.
  @Test func `no two choices of the general loop give the same`() {
    let alone = generalShapes.prefix(24).map { shape in
      var x = StepArrays(count: 67, seed: 7, special: false, plainShape)
      x.s = x.θ.map(\.magnitude)
      x.vMax = x.v.map { $0 / 2 }
      return x.θ.indices.map { i in
        var element = x[i]
        element.step(shape)
        return element.bits
      }
    }
    #expect(Set(alone).count == 24)
  }

  @Test(arguments: KernelInstructionSet.available) func `the maximum is NaN once either is`(set: KernelInstructionSet) throws {
    let shape = try #require(everyShape.first { $0.keepsMaximum && !$0.decaysGradient })
    var x = StepArrays(count: 3, seed: 1, special: false, shape)
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
      var baseline = StepArrays(count: 1003, seed: UInt64(number), special: true, shape)
      var avx2 = baseline
      for _ in 0..<3 {
        baseline.step(0..<1003, shape, on: .baseline)
        avx2.step(0..<1003, shape, on: .avx2)
      }
      #expect(baseline.bits == avx2.bits, "shape \(number)")
    }
  }
}
