import OptimizerReference

/// Where ρt meets a threshold: the β2 at which RAdam's step t turns from one branch to the other.
public enum RectificationBoundary {
  /// The β2 at which ρt is nearest to `threshold`, of all Doubles between 0 and 1; nil where no β2 takes it there: t ≤ threshold.
  public static func β2(threshold: Double, t: Int) -> Double? {
    guard Double(t) > threshold else { return nil }
    var (low, high) = (0.5, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if ρ(middle, t) > threshold { high = middle } else { low = middle }
    }
    return high
  }

  /// ρt without cancellation: one plus twice the mean age of the gradients in the average.
  static func ρ(_ β2: Double, _ t: Int) -> Double {
    var (sum, weighted, power) = (0.0, 0.0, 1.0)
    for j in 0..<t {
      sum += power
      weighted += Double(j) * power
      power *= β2
    }
    return 1 + 2 * weighted / sum
  }
}
