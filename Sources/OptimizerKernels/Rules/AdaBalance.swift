/// AdaBalance: averages each element's rate as AdaMod does, and clamps the average as AdaBound does.
///
/// From the published code alone; no text of the paper was at hand.
public struct AdaBalance: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// adabalance.AdaBalance (ahddlwq/AdaBalance e403afc): η = (α/c1) / (√(v/c2) + ε), s = β3 · s + (1 − β3) · η, θ −= clamp(s) · m, with AdaBound's bounds;
  /// λθ in the gradient. With `amsbound` the raw maximum takes the place of v/c2, without any c2.
  /// α = 0 and γ = 0 are refused, for they divide by zero there.
  ///
  /// - Throws: ``HyperparameterError``: NaN, ∞ and what is out of range (α > 0, 0 ≤ β < 1, 0 < γ ≤ 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func published(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), beta3: Double = 0.999, finalLR: Double = 0.1, gamma: Double = 1e-3,
    eps: Double = 1e-8, weightDecay: Double = 0, amsbound: Bool = false
  ) throws(HyperparameterError) -> AdaBalance {
    try HyperparameterRange.positiveConstant("learningRate", lr)
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = amsbound ? .none : .insideRoot
    f.maximum = amsbound ? .raw : .none
    f.beta3 = beta3
    f.rateAverage = .replaces
    f.finalLearningRate = finalLR
    f.gamma = gamma
    f.weightDecay = weightDecay
    return try AdaBalance(formula: f)
  }
}
