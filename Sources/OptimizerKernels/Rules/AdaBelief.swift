/// AdaBelief: Adam that divides by how far gradients are from their average, not by how large they are.
///
/// J. Zhuang et al., *AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients*, NeurIPS 2020 (arXiv 2010.07468).
///
/// s = β2 · s + (1 − β2)(g − m)², with the m of this step, is the state's second moment. Where an ε is added to s and stays there, it piles up to ε/(1 − β2).
public struct AdaBelief: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Algorithm 2: s keeps ε at every step, θ −= α · m̂ / (√(s/c2) + ε). Not done here: the projection onto a feasible set.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) throws(HyperparameterError) -> AdaBelief {
    try AdaBelief(formula: .belief(learningRate, (beta1, beta2), epsilon, kept: epsilon))
  }

  /// adabelief_pytorch 0.2.1. s keeps ε; `amsgrad` takes the maximum of that. Without `rectify` θ −= (α/c1) · m / (√s/√c2 + ε). With it, from ρt = 5,
  /// θ −= (α · rt · √c2/c1) · m / (√s + ε), and the maximum, though kept, is not used; below, α · m̂, or nothing but decay without `degeneratedToSGD`.
  /// θ is multiplied by 1 − αλ first (1 − λ with `fixedDecay`), or λθ is added to the gradient.
  ///
  /// Departs from it: the caller's gradient is not changed.
  public static func adabeliefPytorch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-16, weightDecay: Double = 0, amsgrad: Bool = false,
    weightDecouple: Bool = true, fixedDecay: Bool = false, rectify: Bool = true, degeneratedToSGD: Bool = true
  ) throws(HyperparameterError) -> AdaBelief {
    var f = RuleFormula.belief(lr, betas, eps, kept: eps)
    f.secondCorrection = rectify ? .inRate : .outsideRoot
    f.maximum = amsgrad ? .raw : .none
    f.ignoresMaximum = rectify
    f.decay(weightDecay, decoupled: weightDecouple, fixed: fixedDecay)
    if rectify { f.rectify(from: 5, below: degeneratedToSGD ? .momentum : .hold) }
    return try AdaBelief(formula: f)
  }

  /// adabelief_pytorch 0.0.5: s keeps ε, or with `amsgrad` the maximum does. θ −= (α/c1) · m / (√s/√c2 + ε); with `rectify` that times rt where ρt > 4, and
  /// α · m, uncorrected, below.
  public static func adabeliefPytorch005(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false,
    weightDecouple: Bool = false, fixedDecay: Bool = false, rectify: Bool = false
  ) throws(HyperparameterError) -> AdaBelief {
    var f = RuleFormula.belief(lr, betas, eps, kept: eps)
    f.momentEpsilonForm = .keptByMaximum
    f.secondCorrection = .outsideRoot
    f.maximum = amsgrad ? .raw : .none
    f.decay(weightDecay, decoupled: weightDecouple, fixed: fixedDecay)
    if rectify { f.rectify(above: 4, below: .rawMomentum) }
    return try AdaBelief(formula: f)
  }

  /// torch_optimizer.AdaBelief 0.3.0, which is adabelief_pytorch 0.0.5. (α = 0, refused there, is taken.)
  public static func torchOptimizer(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false,
    weightDecouple: Bool = false, fixedDecay: Bool = false, rectify: Bool = false
  ) throws(HyperparameterError) -> AdaBelief {
    try adabeliefPytorch005(
      lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, amsgrad: amsgrad, weightDecouple: weightDecouple, fixedDecay: fixedDecay,
      rectify: rectify)
  }

  /// pytorch_optimizer.AdaBelief 4.1.0: s keeps ε, `amsBound` takes the maximum of that. Without `rectify` θ −= (α/c1) · m / (√s/√c2 + ε); with it, from
  /// ρt = nSMAThreshold, θ −= (α · rt · √c2/c1) · m / (√s + ε), the maximum used in both; below, α · m̂, or nothing but decay without `degeneratedToSGD`.
  public static func pytorchOptimizer(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), weightDecay: Double = 0, weightDecouple: Bool = true,
    fixedDecay: Bool = false,
    rectify: Bool = false, nSMAThreshold: Double = 5, degeneratedToSGD: Bool = true, amsBound: Bool = false, eps: Double = 1e-16,
    maximize: Bool = false
  ) throws(HyperparameterError) -> AdaBelief {
    var f = RuleFormula.belief(lr, betas, eps, kept: eps)
    f.secondCorrection = rectify ? .inRate : .outsideRoot
    f.maximum = amsBound ? .raw : .none
    f.maximize = maximize
    f.decay(weightDecay, decoupled: weightDecouple, fixed: fixedDecay)
    if rectify { f.rectify(from: nSMAThreshold, below: degeneratedToSGD ? .momentum : .hold) }
    return try AdaBelief(formula: f)
  }

  /// tfa.optimizers.AdaBelief 0.23: s keeps ε, `amsgrad` takes the maximum of that; θ −= α_t · (rt · m̂ / (√(s/c2) + ε) + λθ) from ρt = smaThreshold,
  /// α_t · (m̂ + λθ) below; rt = 1 at every step without `rectify`. α_t is ``RAdam``'s of that library; ε = 0 becomes 1e-7, and all
  /// other numbers are rounded to Float, as there.
  ///
  /// Departs from it: coefficients are computed in Double.
  public static func tensorFlowAddons(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-14, weightDecay: Double = 0,
    amsgrad: Bool = false, rectify: Bool = true, smaThreshold: Double = 5, totalSteps: Int = 0, warmupProportion: Double = 0.1,
    minLR: Double = 0, decay: Double = 0, schedule: LearningRateSchedule? = nil, weightDecaySchedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> AdaBelief {
    let ε = epsilon == 0 ? 1e-7 : epsilon
    var f = RuleFormula.belief(learningRate, (beta1.inFloat, beta2.inFloat), ε, kept: ε)
    f.maximum = amsgrad ? .raw : .none
    f.scheduleAsTensorFlowAddons(schedule, decay: decay, totalSteps, warmupProportion, minLR)
    f.weightDecay = weightDecaySchedule == nil ? weightDecay.inFloat : weightDecay
    f.weightDecayForm = .inUpdate
    f.absentRows = .decay
    if let weightDecaySchedule { f.weightDecaySchedule = [weightDecaySchedule] }
    if rectify { f.rectify(from: smaThreshold.inFloat) }
    return try AdaBelief(formula: f)
  }

  /// labml_nn.optimizers.ada_belief.AdaBelief 0.5.1 as it was shipped, with its arguments in the wrong places: `degenerateToSGD` switches the maximum
  /// on, `amsgrad` moves ε before the correction, and below ρt = 5 nothing moves but the decay. See
  /// ``labmlDocumented(lr:betas:eps:weightDecay:optimizedUpdate:amsgrad:degenerateToSGD:rectify:)``.
  public static func labml(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-16, weightDecay: LabMLWeightDecay = LabMLWeightDecay(),
    amsgrad: Bool = false, degenerateToSGD: Bool = true, rectify: Bool = true
  ) throws(HyperparameterError) -> AdaBelief {
    try labmlDocumented(
      lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, optimizedUpdate: amsgrad, amsgrad: degenerateToSGD, degenerateToSGD: false,
      rectify: rectify)
  }

  /// labml's AdaBelief as it is documented: θ −= (α√c2/c1) · m / (√(s + ε) + ε), or (α/c1) · m / (√(s + ε)/√c2 + ε) without `optimizedUpdate`, where s keeps
  /// no ε and the maximum takes its place with `amsgrad`. With `rectify` that times rt from ρt = 5; below, α · m̂, or nothing but the decay.
  public static func labmlDocumented(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-16, weightDecay: LabMLWeightDecay = LabMLWeightDecay(),
    optimizedUpdate: Bool = true, amsgrad: Bool = false, degenerateToSGD: Bool = true, rectify: Bool = true
  ) throws(HyperparameterError) -> AdaBelief {
    var f = RuleFormula.labml(lr, betas, eps, weightDecay, optimizedUpdate, amsgrad, nil)
    f.secondMoment = .residuals
    f.momentEpsilon = eps
    f.momentEpsilonForm = .forgotten
    if rectify { f.rectify(from: 5, below: degenerateToSGD ? .momentum : .hold) }
    return try AdaBelief(formula: f)
  }

  /// optax.adabelief 0.2.8: s keeps epsRoot, θ −= α_t · (m̂ / (√(s/c2) + ε) + λθ). With `nesterov` β1 · m/(1 − β1ᵗ⁺¹) + (1 − β1) · g/c1 takes the place of m̂.
  public static func optax(
    learningRate: Double, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-16, epsRoot: Double = 1e-16, weightDecay: Double = 0,
    nesterov: Bool = false, schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> AdaBelief {
    var f = RuleFormula.belief(learningRate, (b1, b2), eps, kept: epsRoot)
    f.weightDecay = weightDecay
    f.weightDecayForm = .inUpdate
    if nesterov { f.takeNesterovOfCorrected() }
    if let schedule { f.schedule = [schedule] }
    return try AdaBelief(formula: f)
  }
}

extension RuleFormula {
  /// The paper's AdaBelief, with the ε that s keeps.
  fileprivate static func belief(_ α: Double, _ betas: (Double, Double), _ ε: Double, kept: Double) -> RuleFormula {
    var f = RuleFormula(α, betas, ε)
    f.secondMoment = .residuals
    f.momentEpsilon = kept
    f.secondCorrection = .insideRoot
    return f
  }
}
