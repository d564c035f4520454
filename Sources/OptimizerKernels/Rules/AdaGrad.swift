/// AdaGrad: steps by the gradient over the root of the sum of all squared gradients.
///
/// J. Duchi, E. Hazan, Y. Singer, *Adaptive Subgradient Methods for Online Learning and Stochastic Optimization*, JMLR 12, 2011.
///
/// The sum is the state's second moment; there is no first.
public struct AdaGrad: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Figure 1, diagonal: θ −= η · g / (δ + √Σg²), without composite term.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(learningRate: Double = 1e-2, epsilon: Double = 1e-8) throws(HyperparameterError) -> AdaGrad {
    try AdaGrad(formula: .sum(learningRate, epsilon, from: 0))
  }

  /// torch.optim.Adagrad 2.15.0: θ −= α / (1 + lrDecay · (t − 1)) · g / (√sum + ε), λθ in the gradient.
  public static func torch(
    lr: Double = 1e-2, lrDecay: Double = 0, weightDecay: Double = 0, initialAccumulatorValue: Double = 0, eps: Double = 1e-10,
    maximize: Bool = false
  ) throws(HyperparameterError) -> AdaGrad {
    var f = RuleFormula.sum(lr, eps, from: initialAccumulatorValue)
    if lrDecay != 0 { f.schedule = [.inverseTime(rate: lrDecay, first: 0)] }
    f.weightDecay = weightDecay
    f.maximize = maximize
    return try AdaGrad(formula: f)
  }

  /// tf.keras.optimizers.legacy.Adagrad 2.15: θ −= α_t · g / (√sum + ε), the sum from 0.1. α and `decay` are rounded to Float, and ε = 0
  /// becomes 1e-7, as there.
  public static func keras(
    learningRate: Double = 1e-3, initialAccumulatorValue: Double = 0.1, epsilon: Double = 1e-7, decay: Double = 0,
    schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> AdaGrad {
    var f = RuleFormula.sum(learningRate, epsilon == 0 ? 1e-7 : epsilon, from: initialAccumulatorValue)
    f.absentRows = .stay
    f.scheduleAsKeras(schedule, decay: decay)
    return try AdaGrad(formula: f)
  }

  /// lucid.optim.Adagrad 3.8.0 as it was shipped, with its arguments in the wrong places: ε is `lrDecay`, and the sum begins at `eps`.
  public static func lucid(
    lr: Double = 1e-2, lrDecay: Double = 0, weightDecay: Double = 0, eps: Double = 1e-10
  ) throws(HyperparameterError) -> AdaGrad {
    var f = RuleFormula.sum(lr, lrDecay, from: eps)
    f.weightDecay = weightDecay
    return try AdaGrad(formula: f)
  }

  /// AdaGrad of tensorflow/swift-apis f51ee461: θ −= α / (1 + decay · t) · g / (√sum + ε).
  public static func swiftAPIs(
    learningRate: Double = 1e-3, epsilon: Double = 1e-8, decay: Double = 0, initialAccumulatorValue: Double = 0
  ) throws(HyperparameterError) -> AdaGrad {
    var f = RuleFormula.sum(learningRate.inFloat, epsilon, from: initialAccumulatorValue.inFloat)
    f.decayAsSwiftAPIs(decay)
    return try AdaGrad(formula: f)
  }
}

extension RuleFormula {
  fileprivate static func sum(_ α: Double, _ ε: Double, from start: Double) -> RuleFormula {
    var f = RuleFormula(learningRate: α, epsilon: ε)
    f.firstMoment = .none
    f.secondMoment = .sum
    f.numerator = .gradient
    f.initialSecondMoment = start
    return f
  }
}
