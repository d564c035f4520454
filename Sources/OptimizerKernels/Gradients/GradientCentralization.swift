/// Gradient centralisation: the mean of each row is taken from it.
///
/// H. Yong et al., *Gradient Centralization: A New Optimization Technique for Deep Neural Networks*, ECCV 2020 (arXiv 2004.01461).
public enum GradientCentralization {
  /// Takes from each row of the first axis its mean, computed in Double, where the gradient has more than one axis (`convolutionsOnly`: more than three).
  ///
  /// A row with NaN or ∞ becomes NaN in part. Where `shape` is not that of the gradient nothing is done.
  public static func centralize(_ gradient: inout [Float], shape: [Int], convolutionsOnly: Bool = false) {
    guard shape.count > (convolutionsOnly ? 3 : 1), let rows = shape.first, rows > 0, gradient.count.isMultiple(of: rows),
      shape.reduce(1, &*) == gradient.count
    else { return }
    var span = gradient.mutableSpan
    centralize(&span, rows: rows)
  }

  /// - Precondition: the gradient is so many rows of one length.
  static func centralize(_ gradient: inout MutableSpan<Float>, rows: Int) {
    let length = gradient.count / rows
    guard length > 0 else { return }
    for row in 0..<rows {
      let range = row * length..<(row + 1) * length
      let mean = Float(sum(gradient, range) / Double(length))
      for i in range { gradient[i] -= mean }
    }
  }

  /// Each half on its own.
  private static func sum(_ values: borrowing MutableSpan<Float>, _ range: Range<Int>) -> Double {
    if range.count <= 1 { return range.isEmpty ? 0 : Double(values[range.lowerBound]) }
    let middle = range.lowerBound + range.count / 2
    return sum(values, range.lowerBound..<middle) + sum(values, middle..<range.upperBound)
  }
}
