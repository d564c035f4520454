/// pytorch_optimizer.
enum PytorchOptimizerPresets {
  static let rows = [
    PresetRow("pytorch_optimizer.RAdam", rAdam), PresetRow("pytorch_optimizer.AdaBelief", adaBelief),
    PresetRow("pytorch_optimizer.AdaBound", adaBound), PresetRow("pytorch_optimizer.AdaMod", adaMod),
    PresetRow("pytorch_optimizer.Ranger", ranger),
  ]

  private static func rAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.pytorchOptimizer()
    return try RAdam.pytorchOptimizer(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), weightDecay: o.number("weight_decay", d.weightDecay),
      weightDecouple: o.flag("weight_decouple", true), fixedDecay: o.flag("fixed_decay"),
      nSMAThreshold: o.number("n_sma_threshold", 5), degeneratedToSGD: o.flag("degenerated_to_sgd"), eps: o.number("eps", d.epsilon),
      maximize: o.flag("maximize"))
  }

  private static func adaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBelief.pytorchOptimizer()
    return try AdaBelief.pytorchOptimizer(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), weightDecay: o.number("weight_decay", d.weightDecay),
      weightDecouple: o.flag("weight_decouple", true), fixedDecay: o.flag("fixed_decay"), rectify: o.flag("rectify"),
      nSMAThreshold: o.number("n_sma_threshold", 5), degeneratedToSGD: o.flag("degenerated_to_sgd", true),
      amsBound: o.flag("ams_bound"), eps: o.number("eps", 1e-16), maximize: o.flag("maximize"))
  }

  private static func adaBound(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBound.pytorchOptimizer()
    return try AdaBound.pytorchOptimizer(
      lr: o.number("lr", d.learningRate), finalLR: o.number("final_lr", 0.1), betas: o.betas(d), gamma: o.number("gamma", d.gamma),
      weightDecay: o.number("weight_decay", d.weightDecay), weightDecouple: o.flag("weight_decouple", true),
      fixedDecay: o.flag("fixed_decay"), amsBound: o.flag("ams_bound"), eps: o.number("eps", 1e-8), maximize: o.flag("maximize"))
  }

  private static func adaMod(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaMod.pytorchOptimizer()
    let betas = try o.betas([d.beta1, d.beta2, d.beta3])
    return try AdaMod.pytorchOptimizer(
      lr: o.number("lr", d.learningRate), betas: (betas[0], betas[1], betas[2]), weightDecay: o.number("weight_decay", d.weightDecay),
      weightDecouple: o.flag("weight_decouple", true), fixedDecay: o.flag("fixed_decay"), eps: o.number("eps", d.epsilon),
      maximize: o.flag("maximize"))
  }

  private static func ranger(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.pytorchOptimizerRanger()
    let around = try Lookahead.pytorchOptimizerRanger()
    let convolutionsOnly = try o.flag("gc_conv_only")
    if try o.flag("use_gc", true) { o.centralization = convolutionsOnly ? .convolutions : .matrices }
    return try Lookahead.pytorchOptimizerRanger(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), alpha: o.number("alpha", around.slowStepSize),
      k: o.count("k", around.syncPeriod), nSMAThreshold: o.number("n_sma_threshold", 5),
      degeneratedToSGD: o.flag("degenerated_to_sgd"), weightDecay: o.number("weight_decay", d.weightDecay),
      weightDecouple: o.flag("weight_decouple", true), fixedDecay: o.flag("fixed_decay"), eps: o.number("eps", d.epsilon),
      maximize: o.flag("maximize"))
  }
}
