/// labml_nn.optimizers.
enum LabmlPresets {
  static let rows = [
    PresetRow("labml_nn.optimizers.adam.Adam", adam), PresetRow("labml_nn.optimizers.amsgrad.AMSGrad", amsGrad),
    PresetRow("labml_nn.optimizers.radam.RAdam", rAdam), PresetRow("labml_nn.optimizers.ada_belief.AdaBelief", adaBelief),
    PresetRow("labml_nn.optimizers.ada_belief.AdaBelief (documented)", documentedAdaBelief),
    PresetRow("labml_nn.optimizers.adam_warmup.AdamWarmup") { try scheduled(&$0, .warmup(steps: $0.number("warmup", 0))) },
    PresetRow("labml_nn.optimizers.adam_warmup_cosine_decay.AdamWarmupCosineDecay") {
      try scheduled(&$0, .warmupThenCosine(warmup: $0.number("warmup", 0), total: $0.number("total_steps", 1e10)))
    },
    PresetRow("labml_nn.optimizers.noam.Noam") {
      try scheduled(&$0, .noam(modelSize: $0.number("d_model", 512), warmup: $0.number("warmup")))
    },
  ]

  private static func adam(_ o: inout PresetReader) throws -> any TrainingRule { try scheduled(&o, nil, hasMaximum: false) }

  /// - Parameter hasMaximum: whether it takes `amsgrad`, as what is built upon its AMSGrad does.
  private static func scheduled(
    _ o: inout PresetReader, _ schedule: LearningRateSchedule?, hasMaximum: Bool = true
  ) throws -> any TrainingRule {
    let d = try Adam.labml()
    return try Adam.labml(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", 1e-16), weightDecay: o.weightDecay(),
      optimizedUpdate: o.flag("optimized_update", true), amsgrad: hasMaximum ? o.flag("amsgrad") : false, schedule: schedule)
  }

  private static func amsGrad(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AMSGrad.labml()
    return try AMSGrad.labml(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", 1e-16), weightDecay: o.weightDecay(),
      optimizedUpdate: o.flag("optimized_update", true), amsgrad: o.flag("amsgrad", true))
  }

  private static func rAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.labml()
    return try RAdam.labml(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", 1e-8), weightDecay: o.weightDecay(),
      optimizedUpdate: o.flag("optimized_update", true), amsgrad: o.flag("amsgrad"), degeneratedToSGD: o.flag("degenerated_to_sgd", true))
  }

  private static func adaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBelief.labml()
    return try AdaBelief.labml(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", 1e-16), weightDecay: o.weightDecay(),
      amsgrad: o.flag("amsgrad"), degenerateToSGD: o.flag("degenerate_to_sgd", true), rectify: o.flag("rectify", true))
  }

  private static func documentedAdaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBelief.labmlDocumented()
    return try AdaBelief.labmlDocumented(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", 1e-16), weightDecay: o.weightDecay(),
      optimizedUpdate: false, amsgrad: o.flag("amsgrad"), degenerateToSGD: o.flag("degenerate_to_sgd", true),
      rectify: o.flag("rectify", true))
  }
}

extension PresetReader {
  /// labml_nn's object of weight decay.
  fileprivate mutating func weightDecay() throws -> LabMLWeightDecay {
    guard var decay = try object("weight_decay") else { return LabMLWeightDecay() }
    let made = try LabMLWeightDecay(
      weightDecay: decay.number("weight_decay", 0), decoupled: decay.flag("weight_decouple", true), absolute: decay.flag("absolute"))
    try decay.finish()
    return made
  }
}
