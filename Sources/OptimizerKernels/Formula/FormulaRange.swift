/// What a formula may hold.
extension RuleFormula {
  /// The formula itself.
  ///
  /// - Throws: ``HyperparameterError``: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  func validated() throws(HyperparameterError) -> RuleFormula {
    try HyperparameterRange.rates(
      learningRate: learningRate, beta1: beta1, beta2: beta2, weightDecay: weightDecay, decoupled: decoupledWeightDecay)
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
    }
    if let threshold = rectification?.threshold { try HyperparameterRange.nonnegative("threshold", threshold) }
    for entry in schedule { try entry.validate() }
    for entry in weightDecaySchedule { try entry.validate() }
    return self
  }
}
