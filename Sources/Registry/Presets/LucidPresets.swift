import OptimizerKernels

/// The presets of lucid.
enum LucidPresets {
  static func rAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.lucid(lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func compiledRAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.lucidCompiled(lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func documentedRAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.lucidDocumented(lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func adam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try Adam.lucid(lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func adamW(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdamW.lucid(lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func nAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try NAdam.lucid(lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func adamax(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try Adamax.lucid(lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func adagrad(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaGrad.lucid(
      lr: o.number("lr"), lrDecay: o.number("lr_decay"), weightDecay: o.number("weight_decay"), eps: o.number("eps"))
  }

  static func rmsProp(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RMSProp.lucid(
      lr: o.number("lr"), alpha: o.number("alpha"), eps: o.number("eps"), weightDecay: o.number("weight_decay"),
      momentum: o.number("momentum"))
  }

  static func sgd(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try SGD.lucid(
      lr: o.number("lr"), momentum: o.number("momentum"), dampening: o.number("dampening"), weightDecay: o.number("weight_decay"),
      nesterov: o.flag("nesterov"))
  }
}
