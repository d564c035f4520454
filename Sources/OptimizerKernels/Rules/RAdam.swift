/// RAdam: Adam that steps by plain momentum until its second moment has seen enough, and is rectified from then on.
///
/// L. Liu et al., *On the Variance of the Adaptive Learning Rate and Beyond*, ICLR 2020 (arXiv 1908.03265), Algorithm 2.
///
/// ρt is the length of the average behind v; above the threshold the step is scaled by rt, else it is θ −= α · m̂. m and v advance in both.
/// With β2 = 0.999 the first rectified step is t = 5 where the threshold is 4, t = 6 where it is 5. With β2 ≤ 0.6 ρt never passes 4.
/// ρt is computed without the cancellation of the published form, in which TensorFlow and JAX lose its digits.
public struct RAdam: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Algorithm 2 with a constant α: ρt > 4, θ −= α · rt · m̂ · √(c2/v), no ε. An element without a gradient so far becomes NaN at the first
  /// rectified step. (The paper's second version prints 1/β2 where v decays; the authors call it a misprint.) The defaults are Adam's.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(learningRate, (beta1, beta2), 0)
    f.secondCorrection = .inRate
    f.rectify(above: 4)
    return try RAdam(formula: f)
  }

  /// torch.optim.RAdam 2.15.0, one tensor at a time: ρt > 5, θ −= α · rt · (√c2/c1) · m / (√v + ε). Weight decay goes into the gradient unless
  /// decoupled: θ is then multiplied by 1 − αλ first.
  ///
  /// Departs from it in rounding alone (torch computes m as m + (1 − β1)(g − m)). torch's `foreach` path gives NaN below the threshold
  /// where ε = 0 and v = 0; this does not.
  public static func torch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
    decoupledWeightDecay: Bool = false, maximize: Bool = false
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .inRate
    f.maximize = maximize
    f.decay(weightDecay, decoupled: decoupledWeightDecay)
    f.rectify(above: 5)
    return try RAdam(formula: f)
  }

  /// kozistr/RAdam-tensorflow ed889cad: ρt > 4, θ −= α_t · (rt · m̂ / √(v/c2 + ε) + λθ), α_t = α / (1 + decay · (t − 1)). ε must be greater than
  /// 0, as there. `amsgrad` is what was meant: there it fails. The maximum is of v, and corrected afterwards.
  ///
  /// Departs from it: coefficients are computed in Double, where TensorFlow's float32 loses digits of ρt; a negative `decay` is refused, not ignored;
  /// `exclude_from_weight_decay`, which fails there, and `warmup_proportion`, which does nothing there, are not offered.
  public static func kozistr(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-6, decay: Double = 0,
    weightDecay: Double = 0, amsgrad: Bool = false
  ) throws(HyperparameterError) -> RAdam {
    try HyperparameterRange.positiveConstant("epsilon", epsilon)
    var f = RuleFormula(learningRate, (beta1, beta2), 0)
    f.rootEpsilon = epsilon
    f.secondCorrection = .insideRoot
    f.maximum = amsgrad ? .raw : .none
    f.weightDecay = weightDecay
    f.weightDecayForm = .inUpdate
    if decay != 0 { f.schedule = [.inverseTime(rate: decay, first: 0)] }
    f.rectify(above: 4)
    return try RAdam(formula: f)
  }

  /// tfa.optimizers.RectifiedAdam 0.23: ρt ≥ smaThreshold, θ −= α_t · (rt · m̂ / (√(v/c2) + ε) + λθ), and α_t · (m̂ + λθ) below. α_t comes from
  /// `schedule`, then `decay` (t − 1), then, where totalSteps > 0, the warmup (t). AMSGrad's maximum is of v, and corrected afterwards.
  /// With a threshold of 3 or less θ becomes NaN, as there; ε = 0 becomes 1e-7, and all other numbers are rounded to Float, as there.
  ///
  /// Departs from it: coefficients are computed in Double, where TensorFlow's float32 loses digits of ρt.
  public static func tensorFlowAddons(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, weightDecay: Double = 0,
    amsgrad: Bool = false, smaThreshold: Double = 5, totalSteps: Int = 0, warmupProportion: Double = 0.1, minLR: Double = 0,
    decay: Double = 0, schedule: LearningRateSchedule? = nil, weightDecaySchedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(learningRate, (beta1.inFloat, beta2.inFloat), epsilon == 0 ? 1e-7 : epsilon)
    f.secondCorrection = .insideRoot
    f.maximum = amsgrad ? .raw : .none
    f.scheduleAsTensorFlowAddons(schedule, decay: decay, totalSteps, warmupProportion, minLR)
    f.weightDecay = weightDecaySchedule == nil ? weightDecay.inFloat : weightDecay
    f.weightDecayForm = .inUpdate
    f.absentRows = .decay
    if let weightDecaySchedule { f.weightDecaySchedule = [weightDecaySchedule] }
    f.rectify(from: smaThreshold.inFloat)
    return try RAdam(formula: f)
  }

  /// LiyuanLucasLiu/RAdam d9fd30a, RAdam and PlainRAdam: ρt ≥ 5; θ is multiplied by 1 − αλ, then steps by (α · rt · √c2/c1) · m / (√v + ε).
  /// Below, nothing moves, θ does not decay either; with `degeneratedToSGD` it decays and steps by α · m̂.
  ///
  /// Departs from it: the cache that groups of parameters share there is not.
  public static func liyuanLucasLiu(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
    degeneratedToSGD: Bool = false
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .inRate
    f.decay(weightDecay, decoupled: true)
    f.rectify(from: 5, below: degeneratedToSGD ? .momentum : .holdWithoutDecay)
    return try RAdam(formula: f)
  }

  /// labml_nn.optimizers.radam.RAdam 0.5.1: ρt ≥ 5, the update of its Adam times rt, with the raw maximum where `amsgrad`. Below, α · m̂, or nothing but
  /// the decay without `degeneratedToSGD`.
  public static func labml(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: LabMLWeightDecay = LabMLWeightDecay(),
    optimizedUpdate: Bool = true, amsgrad: Bool = false, degeneratedToSGD: Bool = true
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula.labml(lr, betas, eps, weightDecay, optimizedUpdate, amsgrad, nil)
    f.rectify(from: 5, below: degeneratedToSGD ? .momentum : .hold)
    return try RAdam(formula: f)
  }
}

extension RuleFormula {
  /// tensorflow-addons's learning rate: Keras's, then its own warmup where there are steps for it.
  mutating func scheduleAsTensorFlowAddons(
    _ schedule: LearningRateSchedule?, decay: Double, _ totalSteps: Int, _ proportion: Double, _ minimum: Double
  ) {
    scheduleAsKeras(schedule, decay: decay)
    guard totalSteps > 0 else { return }
    self.schedule.append(.warmupThenDecay(totalSteps: Double(totalSteps).inFloat, proportion: proportion.inFloat, minimum: minimum.inFloat))
  }
}
