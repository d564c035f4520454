/// The Euclidean norm of gradients.
///
/// A sum in Double, of fixed blocks in a fixed tree: the same bits on every machine and however the work is shared. Squares of Floats do not overflow there.
public enum GradientNorm {
  /// How many elements a block has. Blocks of one array may be summed apart, in any order, and joined by `sum(_:)`.
  public static let blockSize = 4096

  /// The sum of squares of an array.
  public static func squared(_ gradients: Span<Float>) -> Double {
    unsafe gradients.withUnsafeBufferPointer { g in
      guard let first = g.baseAddress else { return 0 }
      return sum(
        stride(from: 0, to: g.count, by: blockSize).map { start in
          // In bounds: start < count, and the block ends at the count or before it.
          unsafe Blocks.sumOfSquares(first + start, count: min(blockSize, g.count - start))
        })
    }
  }

  /// The sum of squares of several arrays: their sums, joined in order.
  public static func squared(_ gradients: [[Float]]) -> Double { sum(gradients.map { squared($0.span) }) }

  /// The sum of partial sums, each half on its own. NaN and ∞ go through.
  public static func sum(_ parts: [Double]) -> Double { sum(parts.span) }

  /// The same of a span.
  public static func sum(_ parts: Span<Double>) -> Double {
    if parts.count <= 1 { return parts.isEmpty ? 0 : parts[0] }
    let middle = parts.count / 2
    return sum(parts.extracting(0..<middle)) + sum(parts.extracting(middle..<parts.count))
  }
}
