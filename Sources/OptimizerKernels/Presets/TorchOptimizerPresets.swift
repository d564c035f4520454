/// torch_optimizer.
enum TorchOptimizerPresets {
  static let rows = [
    PresetRow("torch_optimizer.RAdam", rAdam), PresetRow("torch_optimizer.AdaBound", adaBound),
    PresetRow("torch_optimizer.AdaMod", adaMod), PresetRow("torch_optimizer.AdaBelief", adaBelief),
    PresetRow("torch_optimizer.Lookahead", lookahead),
  ]

  private static func rAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.torchOptimizer()
    return try RAdam.torchOptimizer(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay))
  }

  private static func adaBound(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBound.torchOptimizer()
    return try AdaBound.torchOptimizer(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), finalLR: o.number("final_lr", 0.1), gamma: o.number("gamma", d.gamma),
      eps: o.number("eps", d.epsilon), weightDecay: o.number("weight_decay", d.weightDecay), amsbound: o.flag("amsbound"))
  }

  private static func adaMod(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaMod.torchOptimizer()
    return try AdaMod.torchOptimizer(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), beta3: o.number("beta3", d.beta3), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay))
  }

  private static func adaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBelief.torchOptimizer()
    return try AdaBelief.torchOptimizer(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), amsgrad: o.flag("amsgrad"), weightDecouple: o.flag("weight_decouple"),
      fixedDecay: o.flag("fixed_decay"), rectify: o.flag("rectify"))
  }

  private static func lookahead(_ o: inout PresetReader) throws -> any TrainingRule {
    func wrap(_ inner: some FormulaRule) throws -> any TrainingRule {
      let d = try Lookahead.torchOptimizer(inner)
      return try Lookahead.torchOptimizer(inner, k: o.count("k", d.syncPeriod), alpha: o.number("alpha", d.slowStepSize))
    }
    return try wrap(o.inner())
  }
}
