import OptimizerKernels

/// The presets of optax.
enum OptaxPresets {
  static func rAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1"), b2: o.number("b2"), eps: o.number("eps"), epsRoot: o.number("eps_root"),
      threshold: o.number("threshold"), nesterov: o.flag("nesterov"))
  }

  static func adaBelief(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBelief.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1"), b2: o.number("b2"), eps: o.number("eps"), epsRoot: o.number("eps_root"),
      nesterov: o.flag("nesterov"))
  }

  static func adam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try Adam.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1"), b2: o.number("b2"), eps: o.number("eps"), epsRoot: o.number("eps_root"),
      nesterov: o.flag("nesterov"))
  }

  static func sgd(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try SGD.optax(
      learningRate: o.number("learning_rate"), momentum: o.numberIfPresent("momentum"), nesterov: o.flag("nesterov"))
  }

  static func amsGrad(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AMSGrad.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1"), b2: o.number("b2"), eps: o.number("eps"), epsRoot: o.number("eps_root"),
      biasCorrectionMu: o.flag("bias_correction_mu"), biasCorrectionNu: o.flag("bias_correction_nu"))
  }
}
