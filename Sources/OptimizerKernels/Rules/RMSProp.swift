/// RMSProp: steps by the gradient over the root of the average squared gradient, with a momentum of that or without.
///
/// T. Tieleman, G. Hinton, Coursera lecture 6.5, 2012. The momentum is the state's first moment.
public struct RMSProp: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// torch.optim.RMSprop 2.15.0 without `centered`: v = α · v + (1 − α) · g²; θ −= lr · g / (√v + ε), or with a momentum
  /// b = μ · b + g / (√v + ε), θ −= lr · b. λθ in the gradient. `alpha` is the decay of v.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (lr ≥ 0, 0 ≤ α < 1, μ ≥ 0, ε ≥ 0, λ ≥ 0).
  public static func torch(
    lr: Double = 1e-2, alpha: Double = 0.99, eps: Double = 1e-8, weightDecay: Double = 0, momentum: Double = 0, maximize: Bool = false
  ) throws(HyperparameterError) -> RMSProp {
    var f = RuleFormula(learningRate: lr, beta2: alpha, epsilon: eps)
    f.momentum = momentum
    f.firstMoment = momentum == 0 ? .none : .quotients
    f.numerator = momentum == 0 ? .gradient : .moment
    f.weightDecay = weightDecay
    f.maximize = maximize
    return try RMSProp(formula: f)
  }

  /// lucid.optim.RMSprop 3.8.0: torch's, step by step.
  public static func lucid(
    lr: Double = 1e-2, alpha: Double = 0.99, eps: Double = 1e-8, weightDecay: Double = 0, momentum: Double = 0
  ) throws(HyperparameterError) -> RMSProp {
    try torch(lr: lr, alpha: alpha, eps: eps, weightDecay: weightDecay, momentum: momentum)
  }

  /// RMSProp of tensorflow/swift-apis f51ee461: θ −= α / (1 + decay · t) · g / (√v + ε), v = ρ · v + (1 − ρ) · g².
  public static func swiftAPIs(
    learningRate: Double = 1e-3, rho: Double = 0.9, epsilon: Double = 1e-8, decay: Double = 0
  ) throws(HyperparameterError) -> RMSProp {
    var f = RuleFormula(learningRate: learningRate.inFloat, beta2: rho.inFloat, epsilon: epsilon)
    f.firstMoment = .none
    f.numerator = .gradient
    f.decayAsSwiftAPIs(decay)
    return try RMSProp(formula: f)
  }
}
