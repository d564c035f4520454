/// AMSGrad: Adam with the running maximum of the second moment, so that no element's rate grows.
///
/// S. Reddi, S. Kale, S. Kumar, *On the Convergence of Adam and Beyond*, ICLR 2018, Algorithm 2.
///
/// The maximum is NaN for good once v was.
public struct AMSGrad: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Algorithm 2: θ −= α · m / √v̂max, without bias correction. `epsilon` is not the paper's; greater than 0 it is added to the root.
  /// With ε = 0 an element that never had a gradient becomes NaN. The other defaults are Adam's.
  /// Not done here: the projection onto a feasible set, and the theory's α/√t.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 0
  ) throws(HyperparameterError) -> AMSGrad {
    var f = RuleFormula(learningRate, (beta1, beta2), epsilon)
    f.correctsFirstMoment = false
    f.maximum = .raw
    return try AMSGrad(formula: f)
  }

  /// torch.optim.Adam 2.15.0 with `amsgrad=True`: the same bits as ``Adam/torch(lr:betas:eps:weightDecay:amsgrad:maximize:decoupledWeightDecay:)``.
  public static func torch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
    maximize: Bool = false, decoupledWeightDecay: Bool = false
  ) throws(HyperparameterError) -> AMSGrad {
    let adam = try Adam.torch(
      lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, amsgrad: true, maximize: maximize,
      decoupledWeightDecay: decoupledWeightDecay)
    return try AMSGrad(formula: adam.formula)
  }

  /// tf.keras.optimizers.legacy.Adam 2.15 with `amsgrad=True`: the raw maximum, corrected afterwards; ε added before the correction.
  public static func keras(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, decay: Double = 0,
    schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> AMSGrad {
    let adam = try Adam.keras(
      learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, decay: decay, amsgrad: true, schedule: schedule)
    return try AMSGrad(formula: adam.formula)
  }

  /// labml_nn.optimizers.amsgrad.AMSGrad 0.5.1: the raw maximum, corrected afterwards; else as its Adam.
  public static func labml(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-16, weightDecay: LabMLWeightDecay = LabMLWeightDecay(),
    optimizedUpdate: Bool = true, amsgrad: Bool = true
  ) throws(HyperparameterError) -> AMSGrad {
    try AMSGrad(formula: .labml(lr, betas, eps, weightDecay, optimizedUpdate, amsgrad, nil))
  }

  /// AMSGrad of tensorflow/swift-apis f51ee461: the raw maximum, corrected afterwards; ε added before the correction; α / (1 + decay · t).
  public static func swiftAPIs(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, decay: Double = 0
  ) throws(HyperparameterError) -> AMSGrad {
    var f = RuleFormula.swiftAPIs(learningRate, (beta1, beta2), epsilon, decay: decay)
    f.maximum = .raw
    return try AMSGrad(formula: f)
  }

  /// optax.amsgrad 0.2.8: x = max(x, v/c2), θ −= α · m̂ / (√(x + epsRoot) + ε). Without `biasCorrectionNu` the maximum is of v, and is not corrected
  /// at all; without `biasCorrectionMu` m takes the place of m̂. Neither is PyTorch's form.
  public static func optax(
    learningRate: Double, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-8, epsRoot: Double = 0, biasCorrectionMu: Bool = true,
    biasCorrectionNu: Bool = true, schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> AMSGrad {
    var f = RuleFormula(learningRate, (b1, b2), eps)
    f.rootEpsilon = epsRoot
    f.correctsFirstMoment = biasCorrectionMu
    f.maximum = biasCorrectionNu ? .corrected : .raw
    if let schedule { f.schedule = [schedule] }
    return try AMSGrad(formula: f)
  }
}
