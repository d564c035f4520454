import OptimizerKernels

/// The presets of torch_optimizer.
enum TorchOptimizerPresets {
  static func rAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.torchOptimizer(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func adaBound(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBound.torchOptimizer(
      lr: o.number("lr"), betas: o.betas(), finalLR: o.number("final_lr"), gamma: o.number("gamma"), eps: o.number("eps"),
      weightDecay: o.number("weight_decay"), amsbound: o.flag("amsbound"))
  }

  static func adaMod(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaMod.torchOptimizer(
      lr: o.number("lr"), betas: o.betas(), beta3: o.number("beta3"), eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func adaBelief(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBelief.torchOptimizer(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weight_decay"), amsgrad: o.flag("amsgrad"),
      weightDecouple: o.flag("weight_decouple"), fixedDecay: o.flag("fixed_decay"), rectify: o.flag("rectify"))
  }
}
