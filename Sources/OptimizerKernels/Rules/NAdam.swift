/// NAdam: Adam with Nesterov's momentum, which comes up slowly.
///
/// T. Dozat, *Incorporating Nesterov Momentum into Adam*, ICLR workshop 2016.
///
/// With μt = β1 · (1 − ½ · 0.96^(tψ)): θ −= α · (μt₊₁ · m / (1 − μ1 … μt₊₁) + (1 − μt) · g / (1 − μ1 … μt)) / (√(v/c2) + ε). The products are computed from t.
public struct NAdam: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// torch.optim.NAdam 2.15.0. λθ in the gradient, or θ multiplied by 1 − αλ first.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, ψ ≥ 0).
  public static func torch(
    lr: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0, momentumDecay: Double = 4e-3,
    decoupledWeightDecay: Bool = false, maximize: Bool = false
  ) throws(HyperparameterError) -> NAdam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .insideRoot
    f.correctsFirstMoment = false
    f.numerator = .nesterovWithSchedule
    f.momentumDecay = momentumDecay
    f.maximize = maximize
    f.decay(weightDecay, decoupled: decoupledWeightDecay)
    return try NAdam(formula: f)
  }

  /// lucid.optim.NAdam 3.8.0: torch's with ψ = 0.004.
  public static func lucid(
    lr: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> NAdam {
    try torch(lr: lr, betas: betas, eps: eps, weightDecay: weightDecay)
  }
}
