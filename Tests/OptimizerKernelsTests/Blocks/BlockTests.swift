import KernelsAVX2
import KernelsBaseline
import Testing

@testable import OptimizerKernels

/// The other block functions of an instruction set, over arrays.
private struct Blocks {
  let isAVX2: Bool
  static var available: [Blocks] {
    KernelInstructionSet.best == .avx2 ? [Blocks(isAVX2: false), Blocks(isAVX2: true)] : [Blocks(isAVX2: false)]
  }

  func hasNonFinite(_ g: [Float]) -> Bool {
    unsafe with(g) {
      unsafe isAVX2 ? KernelsAVX2.hasNonFinite($0, count: g.count) : KernelsBaseline.hasNonFinite($0, count: g.count)
    }
  }

  func sumOfSquares(_ g: [Float]) -> Double {
    unsafe with(g) {
      unsafe isAVX2 ? KernelsAVX2.sumOfSquares($0, count: g.count) : KernelsBaseline.sumOfSquares($0, count: g.count)
    }
  }

  func divide(_ g: [Float], by x: Float) -> [Float] {
    unsafe map(g) {
      isAVX2
        ? unsafe KernelsAVX2.divideElements($0, $1, count: g.count, by: x)
        : unsafe KernelsBaseline.divideElements($0, $1, count: g.count, by: x)
    }
  }

  func scale(_ g: [Float], by x: Float) -> [Float] {
    unsafe map(g) {
      isAVX2
        ? unsafe KernelsAVX2.scaleElements($0, $1, count: g.count, by: x)
        : unsafe KernelsBaseline.scaleElements($0, $1, count: g.count, by: x)
    }
  }

  func clamp(_ g: [Float], limit: Float) -> [Float] {
    unsafe map(g) {
      isAVX2
        ? unsafe KernelsAVX2.clampElements($0, $1, count: g.count, limit: limit)
        : unsafe KernelsBaseline.clampElements($0, $1, count: g.count, limit: limit)
    }
  }

  /// The address holds for the closure's time. An element more, so that an empty array has one too.
  private func with<R>(_ g: [Float], _ body: (UnsafePointer<Float>) -> R) -> R {
    unsafe (g + [.nan]).withUnsafeBufferPointer { unsafe body($0.baseAddress.unsafelyUnwrapped) }
  }

  /// In place and into another array; an element more must stay.
  private func map(_ g: [Float], _ body: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void) -> [Float] {
    var (inPlace, other) = (g + [-77], [Float](repeating: -77, count: g.count + 1))
    // Each has the count and one more.
    unsafe inPlace.withUnsafeMutableBufferPointer { x in
      unsafe body(UnsafePointer(x.baseAddress.unsafelyUnwrapped), x.baseAddress.unsafelyUnwrapped)
    }
    unsafe with(g) { from in
      unsafe other.withUnsafeMutableBufferPointer { unsafe body(from, $0.baseAddress.unsafelyUnwrapped) }
    }
    #expect(inPlace.map(\.bitPattern) == other.map(\.bitPattern) && other[g.count] == -77)
    return Array(other.dropLast())
  }
}

@Suite struct BlockTests {
  private let counts = Array(0..<70) + [4095, 4096, 4097]

  @Test func `one element that is not finite is found wherever it is`() {
    for blocks in Blocks.available {
      for count in counts.prefix(70) {
        let finite = (0..<count).map { $0 % 2 == 0 ? Float.greatestFiniteMagnitude : -.leastNonzeroMagnitude }
        #expect(!blocks.hasNonFinite(finite))
        for i in finite.indices {
          for x in [Float.nan, .infinity, -.infinity, .signalingNaN] {
            var g = finite
            g[i] = x
            #expect(blocks.hasNonFinite(g), "\(x) at \(i) of \(count)")
          }
        }
      }
    }
  }

  /// By the definition: element i belongs to sum i mod `lanes`, and the halves are joined.
  private func sum(_ g: [Float], lanes: Int = 8) -> Double {
    var sums = [Double](repeating: 0, count: lanes)
    for (i, x) in g.enumerated() { sums[i % lanes] += Double(x) * Double(x) }
    while sums.count > 1 { sums = (0..<sums.count / 2).map { sums[$0] + sums[$0 + sums.count / 2] } }
    return sums[0]
  }

  @Test func `the sum of squares is that of eight sums, to the bit`() {
    var draws = Draws(state: 11)
    for count in counts {
      let g = (0..<count).map { _ in draws.number() }
      for blocks in Blocks.available { #expect(blocks.sumOfSquares(g).bitPattern == sum(g).bitPattern, "\(count)") }
      if count == 4096 { #expect(sum(g, lanes: 4) != sum(g)) }
    }
    for blocks in Blocks.available {
      #expect(blocks.sumOfSquares([1, .nan]).isNaN && blocks.sumOfSquares([-.infinity, 1]) == .infinity)
      #expect(blocks.sumOfSquares([.greatestFiniteMagnitude]).isFinite && blocks.sumOfSquares([.leastNonzeroMagnitude]) == 0x1p-298)
    }
  }

  @Test func `elements are divided, scaled and clamped as one by one`() {
    var draws = Draws(state: 12)
    for count in counts {
      var g = (0..<count).map { _ in draws.number() }
      let special: [Float] = [.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 3]
      for (i, x) in special.enumerated() where i < count { g[count - 1 - i] = x }
      for blocks in Blocks.available {
        #expect(same(blocks.divide(g, by: 3), g.map { $0 / 3 }) && same(blocks.scale(g, by: 0.7), g.map { $0 * 0.7 }))
        let clamped = g.map { $0 > 0.5 ? 0.5 : $0 < -0.5 ? -0.5 : $0 }
        #expect(same(blocks.clamp(g, limit: 0.5), clamped))
      }
      // A reciprocal is not a division.
      if count == 4096 { #expect(!same(Blocks(isAVX2: false).scale(g, by: 1 / 3), g.map { $0 / 3 })) }
    }
  }

  /// The bits, or NaN for NaN.
  private func same(_ a: [Float], _ b: [Float]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
  }
}
