import KernelShims
import OptimizerKernels
import Testing

@Suite struct KernelPositionTests {
  /// A value that no step gives.
  private static let guardValue = Float(bitPattern: 0x7fab_cdef)

  /// Lays `x` at `offset` between guards, steps it there, and tells whether the guards are whole and what came out.
  private func stepped(_ x: StepArrays, at offset: Int, _ shape: KernelStep, on set: KernelInstructionSet) -> (Bool, [[UInt32]]) {
    let count = x.θ.count
    func guarded(_ a: [Float], before: Int) -> [Float] {
      [Float](repeating: Self.guardValue, count: before) + a + [Float](repeating: Self.guardValue, count: 17)
    }
    let start = 16 + offset
    var wide = StepArrays(count: 0, seed: 0, special: false, keepsMaximum: shape.keepsMaximum)
    wide.θ = guarded(x.θ, before: start)
    wide.g = guarded(x.g, before: start)
    wide.m = guarded(x.m, before: start)
    wide.v = guarded(x.v, before: start)
    if shape.keepsMaximum { wide.vMax = guarded(x.vMax, before: start) }
    wide.step(start..<start + count, shape, on: set)
    let arrays = [wide.θ, wide.g, wide.m, wide.v] + (shape.keepsMaximum ? [wide.vMax] : [])
    let whole = arrays.allSatisfy { a in
      a[..<start].allSatisfy { $0.bitPattern == Self.guardValue.bitPattern }
        && a[(start + count)...].allSatisfy { $0.bitPattern == Self.guardValue.bitPattern }
    }
    return (whole, arrays.map { $0[start..<start + count].map(canonicalBits) })
  }

  /// 67 elements are four vectors of 16 and three elements.
  @Test(arguments: KernelInstructionSet.available, everyShape.indices) func `no position, count or neighbour changes a bit`(
    set: KernelInstructionSet, shapeNumber: Int
  ) {
    let shape = everyShape[shapeNumber]
    let longest = StepArrays(count: 67, seed: UInt64(shapeNumber), special: true, keepsMaximum: shape.keepsMaximum)
    // One element at a time.
    var alone = longest
    for i in 0..<67 { alone.step(i..<i + 1, shape, on: set) }
    let want = alone.bits.filter { !$0.isEmpty }
    for count in 0...67 {
      var x = longest
      x.θ.removeLast(67 - count)
      x.g.removeLast(67 - count)
      x.m.removeLast(67 - count)
      x.v.removeLast(67 - count)
      if shape.keepsMaximum { x.vMax.removeLast(67 - count) }
      for offset in 0...15 {
        let (whole, got) = stepped(x, at: offset, shape, on: set)
        #expect(whole, "\(count) elements at offset \(offset) wrote outside")
        #expect(got == want.map { Array($0[..<count]) }, "\(count) elements at offset \(offset)")
      }
    }
  }
}
