import KernelVerification
import OptimizerReference

/// What an implementation compares ρt with, as far as its hyperparameters or its convention say.
enum RectificationThreshold {
  /// Nil where it compares with nothing, or says nowhere what with.
  static func of(_ implementation: Implementation, _ json: String) -> Double? {
    guard !implementation.branches.isEmpty else { return nil }
    if let threshold = MeantHyperparameters(json).threshold { return threshold }
    return implementation.convention?(json)?.rectification?.threshold
  }

  /// The first step at which ρt is above `threshold`; nil where none up to 10,000 is.
  static func firstStep(β2: Double, threshold: Double) -> Int? {
    // ρt rises to ρ∞.
    guard β2 < 1, 2 / (1 - β2) - 1 > threshold else { return nil }
    // One plus twice the mean age of what is in the average: nothing cancels.
    var (sum, weighted, power) = (0.0, 0.0, 1.0)
    for t in 1...10_000 {
      sum += power
      weighted += Double(t - 1) * power
      power *= β2
      if 1 + 2 * weighted / sum > threshold { return t }
    }
    return nil
  }
}
