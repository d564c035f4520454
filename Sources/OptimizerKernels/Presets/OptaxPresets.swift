/// optax. A learning rate must be given.
enum OptaxPresets {
  static let rows = [
    PresetRow("optax.adam", adam), PresetRow("optax.radam", rAdam), PresetRow("optax.amsgrad", amsGrad),
    PresetRow("optax.adabelief", adaBelief), PresetRow("optax.sgd", sgd), PresetRow("optax.lookahead", lookahead),
  ]

  private static func adam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adam.optax(learningRate: 0)
    return try Adam.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1", d.beta1), b2: o.number("b2", d.beta2),
      eps: o.number("eps", d.epsilon), epsRoot: o.number("eps_root", d.rootEpsilon), nesterov: o.flag("nesterov"))
  }

  private static func rAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.optax(learningRate: 0)
    return try RAdam.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1", d.beta1), b2: o.number("b2", d.beta2),
      eps: o.number("eps", d.epsilon), epsRoot: o.number("eps_root", d.rootEpsilon), threshold: o.number("threshold", 5),
      nesterov: o.flag("nesterov"))
  }

  private static func amsGrad(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AMSGrad.optax(learningRate: 0)
    return try AMSGrad.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1", d.beta1), b2: o.number("b2", d.beta2),
      eps: o.number("eps", d.epsilon), epsRoot: o.number("eps_root", d.rootEpsilon),
      biasCorrectionMu: o.flag("bias_correction_mu", true), biasCorrectionNu: o.flag("bias_correction_nu", true))
  }

  private static func adaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBelief.optax(learningRate: 0)
    return try AdaBelief.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1", d.beta1), b2: o.number("b2", d.beta2),
      eps: o.number("eps", d.epsilon), epsRoot: o.number("eps_root", 1e-16, as: "momentEpsilon"),
      weightDecay: o.number("weight_decay", 0), nesterov: o.flag("nesterov"))
  }

  private static func sgd(_ o: inout PresetReader) throws -> any TrainingRule {
    try SGD.optax(learningRate: o.number("learning_rate"), momentum: o.optionalNumber("momentum"), nesterov: o.flag("nesterov"))
  }

  private static func lookahead(_ o: inout PresetReader) throws -> any TrainingRule {
    func wrap(_ inner: some FormulaRule) throws -> any TrainingRule {
      try Lookahead.optax(
        inner, syncPeriod: o.count("sync_period"), slowStepSize: o.number("slow_step_size"), resetState: o.flag("reset_state"))
    }
    return try wrap(o.inner())
  }
}
