import OptimizerKernels

/// The presets of pytorch_optimizer.
enum PytorchOptimizerPresets {
  static func rAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.pytorchOptimizer(
      lr: o.number("lr"), betas: o.betas(), weightDecay: o.number("weight_decay"), weightDecouple: o.flag("weight_decouple"),
      fixedDecay: o.flag("fixed_decay"), nSMAThreshold: o.number("n_sma_threshold"), degeneratedToSGD: o.flag("degenerated_to_sgd"),
      eps: o.number("eps"), maximize: o.flag("maximize"))
  }

  static func adaBelief(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBelief.pytorchOptimizer(
      lr: o.number("lr"), betas: o.betas(), weightDecay: o.number("weight_decay"), weightDecouple: o.flag("weight_decouple"),
      fixedDecay: o.flag("fixed_decay"), rectify: o.flag("rectify"), nSMAThreshold: o.number("n_sma_threshold"),
      degeneratedToSGD: o.flag("degenerated_to_sgd"), amsBound: o.flag("ams_bound"), eps: o.number("eps"), maximize: o.flag("maximize"))
  }

  static func adaBound(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBound.pytorchOptimizer(
      lr: o.number("lr"), finalLR: o.number("final_lr"), betas: o.betas(), gamma: o.number("gamma"), weightDecay: o.number("weight_decay"),
      weightDecouple: o.flag("weight_decouple"), fixedDecay: o.flag("fixed_decay"), amsBound: o.flag("ams_bound"), eps: o.number("eps"),
      maximize: o.flag("maximize"))
  }

  static func adaMod(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    let betas = try o.numbers("betas")
    guard betas.count == 3 else { throw PresetError(option: "betas", needed: "three numbers") }
    return try AdaMod.pytorchOptimizer(
      lr: o.number("lr"), betas: (betas[0], betas[1], betas[2]), weightDecay: o.number("weight_decay"),
      weightDecouple: o.flag("weight_decouple"), fixedDecay: o.flag("fixed_decay"), eps: o.number("eps"), maximize: o.flag("maximize"))
  }
}
