/// Adamax: Adam with the greatest gradient, slowly forgotten, in the place of the root.
///
/// D. Kingma, J. Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015, §7. u = max(β2 · u, |g|) is the state's second moment.
public struct Adamax: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Algorithm 2: θ −= (α/c1) · m / u. Where no gradient came so far that is 0/0, NaN.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999) throws(HyperparameterError) -> Adamax {
    try Adamax(formula: .greatest(learningRate, (beta1, beta2), 0))
  }

  /// torch.optim.Adamax 2.15.0: u = max(β2 · u, |g| + ε), θ −= (α/c1) · m / u, λθ in the gradient.
  public static func torch(
    lr: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0, maximize: Bool = false
  ) throws(HyperparameterError) -> Adamax {
    var f = RuleFormula.greatest(lr, betas, 0)
    f.momentEpsilon = eps
    f.weightDecay = weightDecay
    f.maximize = maximize
    return try Adamax(formula: f)
  }

  /// lucid.optim.Adamax 3.8.0: θ −= (α/c1) · m / (u + ε), λθ in the gradient.
  public static func lucid(
    lr: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> Adamax {
    var f = RuleFormula.greatest(lr, betas, eps)
    f.weightDecay = weightDecay
    return try Adamax(formula: f)
  }

  /// AdaMax of tensorflow/swift-apis f51ee461: θ −= α / (1 + decay · t) / c1 · m / (u + ε).
  public static func swiftAPIs(
    learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, decay: Double = 0
  ) throws(HyperparameterError) -> Adamax {
    var f = RuleFormula.greatest(learningRate.inFloat, (beta1.inFloat, beta2.inFloat), epsilon)
    f.decayAsSwiftAPIs(decay)
    return try Adamax(formula: f)
  }
}

extension RuleFormula {
  fileprivate static func greatest(_ α: Double, _ betas: (Double, Double), _ ε: Double) -> RuleFormula {
    var f = RuleFormula(α, betas, ε)
    f.secondMoment = .greatest
    return f
  }
}
