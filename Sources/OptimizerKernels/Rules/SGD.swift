/// Gradient descent, with momentum or without.
///
/// The momentum is the state's first moment; without one the state is empty.
public struct SGD: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Momentum: v = μ · v − α · g, θ += v. With `nesterov` θ += μ · v − α · g: Nesterov's accelerated gradient (I. Sutskever et al., *On the Importance of
  /// Initialization and Momentum in Deep Learning*, ICML 2013) in parameters that are looked ahead already. B. Polyak, 1964.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, μ ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(learningRate: Double = 1e-2, momentum: Double = 0.9, nesterov: Bool = false) throws(HyperparameterError) -> SGD {
    try SGD(formula: .velocity(learningRate, momentum, nesterov))
  }

  /// torch.optim.SGD 2.15.0: m = μ · m + (1 − dampening) · g, but m = g at t = 1; θ −= α · m, or with `nesterov` α · (g + μ · m); λθ in the gradient.
  /// There `nesterov` wants a momentum and no dampening; here too.
  public static func torch(
    lr: Double = 1e-3, momentum: Double = 0, dampening: Double = 0, weightDecay: Double = 0, nesterov: Bool = false, maximize: Bool = false
  ) throws(HyperparameterError) -> SGD {
    try SGD(formula: .descent(lr, momentum, dampening, weightDecay, nesterov, maximize, .momentumFromFirstGradient))
  }

  /// lucid.optim.SGD 3.8.0: torch's, but m begins at 0, and is (1 − dampening) · g at t = 1.
  public static func lucid(
    lr: Double = 1e-3, momentum: Double = 0, dampening: Double = 0, weightDecay: Double = 0, nesterov: Bool = false
  ) throws(HyperparameterError) -> SGD {
    try SGD(formula: .descent(lr, momentum, dampening, weightDecay, nesterov, false, .momentum))
  }

  /// optax.sgd 0.2.8: m = μ · m + g from 0, θ −= α_t · m, or with `nesterov` α_t · (g + μ · m). A momentum of 0 is one, and is kept.
  public static func optax(
    learningRate: Double, momentum: Double? = nil, nesterov: Bool = false, schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> SGD {
    var f = try RuleFormula.descent(learningRate, momentum ?? 0, 0, 0, false, false, .momentum)
    if momentum != nil {
      f.firstMoment = .momentum
      f.numerator = nesterov ? .nesterov : .moment
    }
    if let schedule { f.schedule = [schedule] }
    return try SGD(formula: f)
  }

  /// tf.keras.optimizers.legacy.SGD 2.15: v = μ · v − α_t · g, θ += v, or with `nesterov` θ += μ · v − α_t · g. The learning rate is inside the velocity.
  /// α, μ and `decay` are rounded to Float, as there.
  public static func keras(
    learningRate: Double = 1e-2, momentum: Double = 0, nesterov: Bool = false, decay: Double = 0, schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> SGD {
    var f = RuleFormula.velocity(learningRate, momentum.inFloat, nesterov)
    f.absentRows = .stay
    f.scheduleAsKeras(schedule, decay: decay)
    return try SGD(formula: f)
  }

  /// SGD of tensorflow/swift-apis f51ee461: Keras's with α / (1 + decay · t).
  public static func swiftAPIs(
    learningRate: Double = 1e-2, momentum: Double = 0, decay: Double = 0, nesterov: Bool = false
  ) throws(HyperparameterError) -> SGD {
    var f = RuleFormula.velocity(learningRate.inFloat, momentum.inFloat, nesterov)
    f.decayAsSwiftAPIs(decay)
    return try SGD(formula: f)
  }
}

extension RuleFormula {
  /// A velocity that θ moves by.
  fileprivate static func velocity(_ α: Double, _ momentum: Double, _ nesterov: Bool) -> RuleFormula {
    var f = RuleFormula(learningRate: α)
    f.secondMoment = .none
    f.momentum = momentum
    f.firstMoment = momentum == 0 ? .none : .velocity
    f.numerator = momentum == 0 ? .gradient : nesterov ? .nesterov : .moment
    return f
  }

  /// torch's SGD and lucid's.
  fileprivate static func descent(
    _ lr: Double, _ momentum: Double, _ dampening: Double, _ weightDecay: Double, _ nesterov: Bool, _ maximize: Bool, _ kind: FirstMoment
  ) throws(HyperparameterError) -> RuleFormula {
    guard !nesterov || (momentum > 0 && dampening == 0) else {
      throw HyperparameterError(parameter: "nesterov", value: "true", allowed: "true only with a momentum and a dampening of 0")
    }
    var f = RuleFormula(learningRate: lr)
    f.secondMoment = .none
    f.momentum = momentum
    f.dampening = dampening
    f.firstMoment = momentum == 0 ? .none : kind
    f.numerator = momentum == 0 ? .gradient : nesterov ? .nesterov : .moment
    f.weightDecay = weightDecay
    f.maximize = maximize
    return f
  }
}
