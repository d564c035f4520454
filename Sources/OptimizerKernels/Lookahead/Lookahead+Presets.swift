extension Lookahead {
  /// Algorithm 1: φ begins at θ0 and meets θ after every k steps, φ += a · (θ − φ).
  ///
  /// - Throws: ``HyperparameterError``, as every preset, for a period below 1 and a step size that is below 0 or no Float.
  public static func paper(_ inner: Inner, syncPeriod: Int = 5, slowStepSize: Double = 0.5) throws(HyperparameterError) -> Lookahead {
    try Lookahead(inner, syncPeriod: syncPeriod, slowStepSize: slowStepSize)
  }

  /// tfa.optimizers.Lookahead 0.23. Clipping that is set on the inner optimizer is ignored there; here clipping is the caller's.
  public static func tensorFlowAddons(
    _ inner: Inner, syncPeriod: Int = 6, slowStepSize: Double = 0.5
  ) throws(HyperparameterError) -> Lookahead {
    try Lookahead(inner, syncPeriod: syncPeriod, slowStepSize: slowStepSize)
  }

  /// lookahead.Lookahead (michaelrzhang/lookahead c4fd85f, PyTorch): θ = a · θ + (1 − a) · φ. `pullbackMomentum` is about the momentum of ``SGD``:
  /// another rule's first moment is left as it is, as there.
  public static func michaelrzhang(
    _ inner: Inner, laSteps: Int = 5, laAlpha: Double = 0.8, pullbackMomentum: LookaheadMomentum = .none
  ) throws(HyperparameterError) -> Lookahead {
    try Lookahead(
      inner, syncPeriod: laSteps, slowStepSize: laAlpha, meeting: .ofShares, momentum: Inner.self == SGD.self ? pullbackMomentum : .none)
  }

  /// The same repository's for TensorFlow 1: φ begins at 0, and meets θ every k + 1 steps.
  public static func michaelrzhangTensorFlow(
    _ inner: Inner, laSteps: Int = 5, laAlpha: Double = 0.8
  ) throws(HyperparameterError) -> Lookahead {
    try Lookahead(inner, syncPeriod: laSteps, slowStepSize: laAlpha, phase: .fromZero)
  }

  /// torch_optimizer.Lookahead 0.3.0: φ begins where θ is after the first step, and meets it at t = k + 1, 2k + 1, …
  public static func torchOptimizer(_ inner: Inner, k: Int = 5, alpha: Double = 0.5) throws(HyperparameterError) -> Lookahead {
    try Lookahead(inner, syncPeriod: k, slowStepSize: alpha, phase: .fromSecondStep, meeting: .ofShares)
  }

  /// pytorch_optimizer.Lookahead 4.1.0.
  public static func pytorchOptimizer(
    _ inner: Inner, k: Int = 5, alpha: Double = 0.5, pullbackMomentum: LookaheadMomentum = .none
  ) throws(HyperparameterError) -> Lookahead {
    try Lookahead(inner, syncPeriod: k, slowStepSize: alpha, momentum: pullbackMomentum)
  }

  /// optax.lookahead 0.2.8, where fast and slow weights begin alike. With `resetState` the inner rule begins anew after a synchronisation.
  public static func optax(
    _ inner: Inner, syncPeriod: Int, slowStepSize: Double, resetState: Bool = false
  ) throws(HyperparameterError) -> Lookahead {
    try Lookahead(inner, syncPeriod: syncPeriod, slowStepSize: slowStepSize, resetsInner: resetState)
  }
}

extension Lookahead where Inner == RAdam {
  /// Ranger 20.4.11 (lessw2020/Ranger-Deep-Learning-Optimizer c82a304): ``RAdam/ranger(lr:betas:eps:weightDecay:nSMAThreshold:)`` and Lookahead.
  /// Centralise gradients of more than one axis beforehand: ``GradientCentralization``. It does so without its `use_gc` too.
  public static func ranger(
    lr: Double = 1e-3, alpha: Double = 0.5, k: Int = 6, nSMAThreshold: Double = 5, betas: (Double, Double) = (0.95, 0.999),
    eps: Double = 1e-5, weightDecay: Double = 0
  ) throws(HyperparameterError) -> Lookahead {
    try Lookahead(
      .ranger(lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, nSMAThreshold: nSMAThreshold), syncPeriod: k, slowStepSize: alpha)
  }

  /// pytorch_optimizer.Ranger 4.1.0, which ascends at first unless `degeneratedToSGD`. Centralise as for
  /// ``ranger(lr:alpha:k:nSMAThreshold:betas:eps:weightDecay:)``.
  public static func pytorchOptimizerRanger(
    lr: Double = 1e-3, betas: (Double, Double) = (0.95, 0.999), alpha: Double = 0.5, k: Int = 6, nSMAThreshold: Double = 5,
    degeneratedToSGD: Bool = false, weightDecay: Double = 0, weightDecouple: Bool = true, fixedDecay: Bool = false, eps: Double = 1e-5,
    maximize: Bool = false
  ) throws(HyperparameterError) -> Lookahead {
    let inner = try RAdam.pytorchOptimizerRanger(
      lr: lr, betas: betas, nSMAThreshold: nSMAThreshold, degeneratedToSGD: degeneratedToSGD, weightDecay: weightDecay,
      weightDecouple: weightDecouple, fixedDecay: fixedDecay, eps: eps, maximize: maximize)
    return try Lookahead(inner, syncPeriod: k, slowStepSize: alpha, meeting: .ofShares)
  }
}
