import OptimizerKernels

/// The presets of the papers after Adam, AMSGrad and RAdam.
enum PaperPresets {
  static func adamW(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    let η = try o.number("eta")
    return try AdamW.paper(
      learningRate: η * o.number("alpha"), beta1: o.number("beta1"), beta2: o.number("beta2"), epsilon: o.number("epsilon"),
      weightDecay: η * o.number("lambda"))
  }

  static func adaBelief(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBelief.paper(
      learningRate: o.number("alpha"), beta1: o.number("beta1"), beta2: o.number("beta2"), epsilon: o.number("epsilon"))
  }

  static func adaBound(_ json: String) throws -> any OptimizerRule { try bound(json, takesMaximum: false) }

  static func amsBound(_ json: String) throws -> any OptimizerRule { try bound(json, takesMaximum: true) }

  private static func bound(_ json: String, takesMaximum: Bool) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBound.paper(
      learningRate: o.number("alpha"), beta1: o.number("beta1"), beta2: o.number("beta2"), finalLearningRate: o.number("alpha_star"),
      amsbound: takesMaximum)
  }

  static func adaMod(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaMod.paper(
      learningRate: o.number("alpha"), beta1: o.number("beta1"), beta2: o.number("beta2"), beta3: o.number("beta3"),
      epsilon: o.number("epsilon"))
  }

  static func adaBalance(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBalance.published(
      lr: o.number("alpha"), betas: (o.number("beta1"), o.number("beta2")), beta3: o.number("beta3"), finalLR: o.number("alpha_star"),
      gamma: o.number("gamma"), eps: o.number("epsilon"))
  }

  static func adaGrad(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaGrad.paper(learningRate: o.number("eta"), epsilon: o.number("delta"))
  }

  static func momentum(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try SGD.paper(learningRate: o.number("epsilon"), momentum: positive(o, "mu"))
  }

  /// Without a momentum our kernel keeps no velocity.
  private static func positive(_ o: PresetOptions, _ key: String) throws -> Double {
    let number = try o.number(key)
    guard number > 0 else { throw PresetError(option: key, needed: "above 0, as a kernel with a velocity has it") }
    return number
  }

  static func nesterov(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try SGD.paper(learningRate: o.number("epsilon"), momentum: positive(o, "mu"), nesterov: true)
  }
}
