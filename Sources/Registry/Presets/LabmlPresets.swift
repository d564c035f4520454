import OptimizerKernels

/// The presets of labml_nn.optimizers.
enum LabmlPresets {
  static func adam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try Adam.labml(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: weightDecay(o), optimizedUpdate: o.flag("optimized_update"))
  }

  static func amsGrad(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AMSGrad.labml(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: weightDecay(o), optimizedUpdate: o.flag("optimized_update"),
      amsgrad: o.flag("amsgrad"))
  }

  static func rAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.labml(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: weightDecay(o), optimizedUpdate: o.flag("optimized_update"),
      amsgrad: o.flag("amsgrad"), degeneratedToSGD: o.flag("degenerated_to_sgd"))
  }

  static func adaBelief(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBelief.labml(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: weightDecay(o), amsgrad: o.flag("amsgrad"),
      degenerateToSGD: o.flag("degenerate_to_sgd"), rectify: o.flag("rectify"))
  }

  static func adaBeliefDocumented(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaBelief.labmlDocumented(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: weightDecay(o), optimizedUpdate: false,
      amsgrad: o.flag("amsgrad"),
      degenerateToSGD: o.flag("degenerate_to_sgd"), rectify: o.flag("rectify"))
  }

  static func adamWarmup(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try scheduled(o, .warmup(steps: o.number("warmup")))
  }

  static func adamWarmupCosineDecay(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try scheduled(o, .warmupThenCosine(warmup: o.number("warmup"), total: o.number("total_steps")))
  }

  static func noam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try scheduled(o, .noam(modelSize: o.number("d_model"), warmup: o.number("warmup")))
  }

  private static func scheduled(_ o: PresetOptions, _ schedule: LearningRateSchedule) throws -> any OptimizerRule {
    try Adam.labml(
      lr: o.number("lr"), betas: o.betas(), eps: o.number("eps"), weightDecay: weightDecay(o), optimizedUpdate: o.flag("optimized_update"),
      amsgrad: o.flag("amsgrad"), schedule: schedule)
  }

  static func weightDecay(_ o: PresetOptions) throws -> LabMLWeightDecay {
    let decay = try o.object("weight_decay")
    return try LabMLWeightDecay(
      weightDecay: decay.number("weight_decay"), decoupled: decay.flag("weight_decouple"), absolute: decay.flag("absolute"))
  }
}
