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
    let length = gradient.count / rows
    for row in 0..<rows {
      let range = row * length..<(row + 1) * length
      let mean = Float(GradientNorm.sum(gradient[range].map(Double.init)) / Double(length))
      for i in range { gradient[i] -= mean }
    }
  }
}
