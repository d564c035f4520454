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
    var wide = x
    for array in StepArrays.all where !x[keyPath: array].isEmpty || count == 0 {
      wide[keyPath: array] = guarded(x[keyPath: array], before: start)
    }
    wide.step(start..<start + count, shape, on: set)
    let arrays = StepArrays.all.map { wide[keyPath: $0] }.filter { !$0.isEmpty }
    let whole = arrays.allSatisfy { a in
      a[..<start].allSatisfy { $0.bitPattern == Self.guardValue.bitPattern }
        && a[(start + count)...].allSatisfy { $0.bitPattern == Self.guardValue.bitPattern }
    }
    return (whole, arrays.map { $0[start..<start + count].map(canonicalBits) })
  }

  /// 67 elements are four vectors of 16 and three elements. Shapes of the general loop share it: a few will do.
  @Test(arguments: KernelInstructionSet.available, placedShapes.indices) func `no position, count or neighbour changes a bit`(
    set: KernelInstructionSet, shapeNumber: Int
  ) {
    let shape = placedShapes[shapeNumber]
    let longest = StepArrays(count: 67, seed: UInt64(shapeNumber), special: true, shape)
    // One element at a time.
    var alone = longest
    for i in 0..<67 { alone.step(i..<i + 1, shape, on: set) }
    let want = alone.bits.filter { !$0.isEmpty }
    for count in 0...67 {
      var x = longest
      for array in StepArrays.all where !x[keyPath: array].isEmpty { x[keyPath: array].removeLast(67 - count) }
      #if DEBUG
        // The inner loop: each count at the first place and at another.
        let offsets = [0, (5 * count + shapeNumber) % 16]
      #else
        let offsets = Array(0...15)
      #endif
      for offset in offsets {
        let (whole, got) = stepped(x, at: offset, shape, on: set)
        #expect(whole, "\(count) elements at offset \(offset) wrote outside")
        #expect(count == 0 || got == want.map { Array($0[..<count]) }, "\(count) elements at offset \(offset)")
      }
    }
  }
}
