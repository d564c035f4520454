/// What a formula may hold.
extension RuleFormula {
  /// The formula itself.
  ///
  /// - Throws: ``HyperparameterError``: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  func validated() throws(HyperparameterError) -> RuleFormula {
    try validateRates(learningRate: learningRate)
    for (name, value) in [
      ("epsilon", epsilon), ("rootEpsilon", rootEpsilon), ("momentEpsilon", momentEpsilon), ("initialSecondMoment", initialSecondMoment),
      ("momentum", momentum), ("dampening", dampening), ("finalLearningRate", finalLearningRate ?? 0),
    ] {
      try HyperparameterRange.constant(name, value)
    }
    try HyperparameterRange.decay("beta3", beta3)
    try HyperparameterRange.nonnegative("momentumDecay", momentumDecay)
    if finalLearningRate != nil {
      // With γ = 0 the bounds are 0 and ∞ for ever, and the published code divides by zero.
      guard gamma > 0, gamma <= 1 else { throw HyperparameterError(parameter: "gamma", value: "\(gamma)", allowed: "0 < gamma ≤ 1") }
      // The bounds are divided by it.
      if let firstLearningRate { try HyperparameterRange.positiveConstant("firstLearningRate", firstLearningRate) }
    }
    if let threshold = rectification?.threshold { try HyperparameterRange.nonnegative("threshold", threshold) }
    for (name, entries) in [("schedule", schedule), ("weightDecaySchedule", weightDecaySchedule)] {
      // Each rate of an element goes through all of them.
      guard entries.count <= Self.mostSchedules else {
        throw HyperparameterError(
          parameter: name, value: "\(entries.count) entries", allowed: "at most \(Self.mostSchedules)")
      }
      for entry in entries { try entry.validate() }
    }
    return self
  }

  /// How many schedules a rate may go through.
  private static let mostSchedules = 64

  /// The numbers that have a rate in common, with α in the place of the formula's.
  func validateRates(learningRate α: Double) throws(HyperparameterError) {
    try HyperparameterRange.rates(
      learningRate: α, beta1: beta1, beta2: beta2, weightDecay: weightDecay, decoupled: decoupledWeightDecay)
  }
}
