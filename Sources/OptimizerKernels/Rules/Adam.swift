/// Adam: steps by the average gradient over the root of the average squared gradient.
///
/// D. Kingma, J. Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015 (arXiv 1412.6980).
///
/// m and v are averages from 0, c1 = 1 − β1ᵗ and c2 = 1 − β2ᵗ their bias corrections, m̂ = m/c1, v̂ = v/c2. At t = 1, m̂ = g and v̂ = g²:
/// the update is α·sign(g) but for ε. Where v = 0 and ε = 0 it is 0/0, NaN.
public struct Adam: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Algorithm 1, with the paper's defaults: θ −= α · m̂ / (√v̂ + ε).
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) throws(HyperparameterError) -> Adam {
    var f = RuleFormula(learningRate, (beta1, beta2), epsilon)
    f.secondCorrection = .insideRoot
    return try Adam(formula: f)
  }

  /// The more efficient order of the end of §2, where ε̂ is added before the bias correction: α_t = α·√c2/c1, θ −= α_t · m / (√v + ε̂).
  /// The same as the paper's for ε = ε̂/√c2. The default of ε̂ is Algorithm 1's ε.
  public static func reformulated(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) throws(HyperparameterError) -> Adam {
    var f = RuleFormula(learningRate, (beta1, beta2), epsilon)
    f.secondCorrection = .inRate
    return try Adam(formula: f)
  }

  /// torch.optim.Adam 2.15.0: θ −= (α/c1) · m / (√v/√c2 + ε), with weight decay and the raw maximum of AMSGrad, corrected afterwards.
  ///
  /// Departs from it in rounding alone: torch computes m as m + (1 − β1)(g − m). Sparse gradients and tensors as rates are not taken.
  public static func torch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
    amsgrad: Bool = false, maximize: Bool = false, decoupledWeightDecay: Bool = false
  ) throws(HyperparameterError) -> Adam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .outsideRoot
    f.maximum = amsgrad ? .raw : .none
    f.maximize = maximize
    f.decay(weightDecay, decoupled: decoupledWeightDecay)
    return try Adam(formula: f)
  }

  /// tf.keras.optimizers.legacy.Adam 2.15: ``reformulated(learningRate:beta1:beta2:epsilon:)`` with a learning rate that may decay, and the raw
  /// maximum, corrected afterwards. α, β and `decay` are rounded to Float, and ε = 0 becomes 1e-7, as there.
  public static func keras(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, decay: Double = 0,
    amsgrad: Bool = false, schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> Adam {
    var f = RuleFormula(learningRate, (beta1.inFloat, beta2.inFloat), epsilon == 0 ? 1e-7 : epsilon)
    f.secondCorrection = .inRate
    f.maximum = amsgrad ? .raw : .none
    f.scheduleAsKeras(schedule, decay: decay)
    return try Adam(formula: f)
  }

  /// labml_nn.optimizers.adam.Adam 0.5.1: θ −= (α√c2/c1) · m / (√v + ε), or (α/c1) · m / (√v/√c2 + ε) without `optimizedUpdate`.
  /// With a `schedule`, its AdamWarmup, AdamWarmupCosineDecay and Noam; decay takes the rate without it.
  public static func labml(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-16, weightDecay: LabMLWeightDecay = LabMLWeightDecay(),
    optimizedUpdate: Bool = true, amsgrad: Bool = false, schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> Adam {
    try Adam(formula: .labml(lr, betas, eps, weightDecay, optimizedUpdate, amsgrad, schedule))
  }

  /// lucid.optim.Adam 3.8.0: θ −= α · m̂ / (√v̂ + ε), λθ in the gradient. Its `amsgrad` does nothing and is not offered.
  public static func lucid(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> Adam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .insideRoot
    f.weightDecay = weightDecay
    return try Adam(formula: f)
  }

  /// Adam of tensorflow/swift-apis f51ee461: ``reformulated(learningRate:beta1:beta2:epsilon:)`` with α / (1 + decay · t). Its numbers are
  /// rounded to Float, as there.
  public static func swiftAPIs(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, decay: Double = 0
  ) throws(HyperparameterError) -> Adam {
    try Adam(formula: .swiftAPIs(learningRate, (beta1, beta2), epsilon, decay: decay))
  }

  /// optax.adam 0.2.8: θ −= α · m̂ / (√(v/c2 + epsRoot) + ε). With `nesterov` β1 · m/(1 − β1ᵗ⁺¹) + (1 − β1) · g/c1 takes the place of m̂.
  public static func optax(
    learningRate: Double, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-8, epsRoot: Double = 0, nesterov: Bool = false,
    schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> Adam {
    var f = RuleFormula(learningRate, (b1, b2), eps)
    f.rootEpsilon = epsRoot
    f.secondCorrection = .insideRoot
    if nesterov { f.takeNesterovOfCorrected() }
    if let schedule { f.schedule = [schedule] }
    return try Adam(formula: f)
  }

  /// Adam of ml-explore/mlx-swift 09051ed: θ −= α · m / (√v + ε), without bias correction unless asked for: then (α/c1) · m / (√v/√c2 + ε).
  /// Its numbers are rounded to Float, as there.
  public static func mlx(
    learningRate: Double, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, biasCorrection: Bool = false
  ) throws(HyperparameterError) -> Adam {
    try Adam(formula: .mlx(learningRate, betas, eps, biasCorrection))
  }
}

extension RuleFormula {
  /// labml's Adam, AMSGrad and RAdam, which share their update.
  static func labml(
    _ lr: Double, _ betas: (Double, Double), _ eps: Double, _ weightDecay: LabMLWeightDecay, _ optimizedUpdate: Bool, _ amsgrad: Bool,
    _ schedule: LearningRateSchedule?
  ) -> RuleFormula {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = optimizedUpdate ? .inRate : .outsideRoot
    f.maximum = amsgrad ? .raw : .none
    f.decay(weightDecay)
    if let schedule { f.schedule = [schedule] }
    return f
  }

  /// swift-apis's Adam and AMSGrad.
  static func swiftAPIs(_ α: Double, _ betas: (Double, Double), _ ε: Double, decay: Double) -> RuleFormula {
    var f = RuleFormula(α.inFloat, (betas.0.inFloat, betas.1.inFloat), ε)
    f.secondCorrection = .inRate
    f.decayAsSwiftAPIs(decay)
    return f
  }

  /// swift-apis's learning rate, which falls from the first step on.
  mutating func decayAsSwiftAPIs(_ decay: Double) {
    if decay != 0 { schedule = [.inverseTime(rate: decay.inFloat, first: 1)] }
  }

  /// mlx-swift's Adam and AdamW.
  static func mlx(_ α: Double, _ betas: (Double, Double), _ ε: Double, _ biasCorrection: Bool) -> RuleFormula {
    var f = RuleFormula(α.inFloat, (betas.0.inFloat, betas.1.inFloat), ε)
    f.correctsFirstMoment = biasCorrection
    f.secondCorrection = biasCorrection ? .outsideRoot : .none
    return f
  }
}
