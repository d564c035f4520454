extension RAdam {
  /// torch_optimizer.RAdam 0.3.0: ρt ≥ 5; θ is multiplied by 1 − αλ at every step, then steps by (α · rt · √c2/c1) · m / (√v + ε), or by α · m̂ below.
  ///
  /// Departs from it: the cache that groups of parameters share there, learning rate and all, is not; α = 0 is taken.
  public static func torchOptimizer(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> RAdam {
    try liyuanLucasLiu(lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, degeneratedToSGD: true)
  }

  /// pytorch_optimizer.RAdam 4.1.0: ρt ≥ nSMAThreshold; as torch_optimizer's, but below the threshold nothing moves unless `degeneratedToSGD`.
  /// `fixedDecay` multiplies θ by 1 − λ. Without `weightDecouple` there is no decay at all, as there.
  public static func pytorchOptimizer(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), weightDecay: Double = 0, weightDecouple: Bool = true,
    fixedDecay: Bool = false, nSMAThreshold: Double = 5, degeneratedToSGD: Bool = false, eps: Double = 1e-8, maximize: Bool = false
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .inRate
    f.maximize = maximize
    f.decay(weightDecouple ? weightDecay : 0, decoupled: true, fixed: fixedDecay)
    // With a rate of 0 nothing is added, not even 0 · NaN.
    f.rectify(from: nSMAThreshold, below: degeneratedToSGD && lr > 0 ? .momentum : .holdWithoutDecay)
    return try RAdam(formula: f)
  }

  /// The inner step of pytorch_optimizer.Ranger 4.1.0: as its RAdam, but it decays always, in the gradient without `weightDecouple`; and below the
  /// threshold it *ascends* unless `degeneratedToSGD`, as there. Lookahead and centralisation are not part of it.
  public static func pytorchOptimizerRanger(
    lr: Double = 1e-3, betas: (Double, Double) = (0.95, 0.999), nSMAThreshold: Double = 5, degeneratedToSGD: Bool = false,
    weightDecay: Double = 0, weightDecouple: Bool = true, fixedDecay: Bool = false, eps: Double = 1e-5, maximize: Bool = false
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .inRate
    f.maximize = maximize
    f.decay(weightDecay, decoupled: weightDecouple, fixed: fixedDecay)
    f.rectify(from: nSMAThreshold, below: degeneratedToSGD ? .momentum : .ascent)
    return try RAdam(formula: f)
  }

  /// The inner step of Ranger 20.4.11 (lessw2020/Ranger-Deep-Learning-Optimizer c82a304): ρt > nSMAThreshold; else as torch_optimizer's RAdam.
  /// Lookahead and centralisation are not part of it.
  public static func ranger(
    lr: Double = 1e-3, betas: (Double, Double) = (0.95, 0.999), eps: Double = 1e-5, weightDecay: Double = 0, nSMAThreshold: Double = 5
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .inRate
    f.decay(weightDecay, decoupled: true)
    f.rectify(above: nSMAThreshold)
    return try RAdam(formula: f)
  }

  /// optax.radam 0.2.8: ρt ≥ threshold, θ −= α · rt · m̂ / (√(v/c2 + epsRoot) + ε), α · m̂ below. With `nesterov`
  /// β1 · m/(1 − β1ᵗ⁺¹) + (1 − β1) · g/c1 takes the place of m̂.
  ///
  /// Departs from it: coefficients are computed in Double, where JAX's float32 loses digits of ρt.
  public static func optax(
    learningRate: Double, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-8, epsRoot: Double = 0, threshold: Double = 5,
    nesterov: Bool = false, schedule: LearningRateSchedule? = nil
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(learningRate, (b1, b2), eps)
    f.rootEpsilon = epsRoot
    f.secondCorrection = .insideRoot
    f.rectify(from: threshold)
    if nesterov { f.takeNesterovOfCorrected() }
    if let schedule { f.schedule = [schedule] }
    return try RAdam(formula: f)
  }

  /// lucid.optim.RAdam 3.8.0 step by step: ρt > 5, θ −= α · rt · (√c2/c1) · m / (√v + ε), λθ in the gradient: torch's.
  ///
  /// Departs from it: every array steps, where there t stands still as long as the first has no gradient.
  public static func lucid(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> RAdam {
    try torch(lr: lr, betas: betas, eps: eps, weightDecay: weightDecay)
  }

  /// lucid's RAdam in a compiled step, which is another: ρt > 4, θ −= α · rt · m̂ / (√(v/c2) + ε), λθ in the gradient.
  public static func lucidCompiled(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> RAdam {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .insideRoot
    f.weightDecay = weightDecay
    f.rectify(above: 4)
    return try RAdam(formula: f)
  }

  /// lucid's RAdam as its documentation has it: the compiled one.
  public static func lucidDocumented(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> RAdam {
    try lucidCompiled(lr: lr, betas: betas, eps: eps, weightDecay: weightDecay)
  }

  /// RAdam of tensorflow/swift-apis f51ee461: ρt ≥ 5, θ −= α · rt · (√c2/c1) · m / (√v + ε), α · m̂ below. Its `decay` does nothing and is not
  /// offered. Its numbers are rounded to Float, as there.
  ///
  /// Departs from it: coefficients are computed in Double, where Float loses digits of ρt.
  public static func swiftAPIs(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) throws(HyperparameterError) -> RAdam {
    try liyuanLucasLiu(lr: learningRate.inFloat, betas: (beta1.inFloat, beta2.inFloat), eps: epsilon, degeneratedToSGD: true)
  }
}
