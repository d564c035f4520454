/// The repositories that papers' authors and others published an optimizer in: radam, adabound, adamod, adabalance, adabelief_pytorch,
/// ranger, kozistr.
enum AuthorsPresets {
  static let rows = [
    PresetRow("radam.RAdam", rAdam), PresetRow("radam.PlainRAdam", rAdam), PresetRow("adabound.AdaBound", adaBound),
    PresetRow("adabound.AdaBoundW", adaBoundW), PresetRow("adamod.AdaMod", adaMod), PresetRow("adabalance.AdaBalance", adaBalance),
    PresetRow("adabelief_pytorch.AdaBelief", adaBelief), PresetRow("adabelief_pytorch_0_0_5.AdaBelief", earlyAdaBelief),
    PresetRow("ranger.Ranger", ranger), PresetRow("kozistr.RAdamOptimizer", kozistr),
    PresetRow("kozistr.RAdamOptimizer (intended)", intendedKozistr),
  ]

  private static func rAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.liyuanLucasLiu()
    return try RAdam.liyuanLucasLiu(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), degeneratedToSGD: o.flag("degenerated_to_sgd"))
  }

  private static func adaBound(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBound.luolc()
    return try AdaBound.luolc(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), finalLR: o.number("final_lr", 0.1), gamma: o.number("gamma", d.gamma),
      eps: o.number("eps", d.epsilon), weightDecay: o.number("weight_decay", d.weightDecay), amsbound: o.flag("amsbound"))
  }

  private static func adaBoundW(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBound.luolcW()
    return try AdaBound.luolcW(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), finalLR: o.number("final_lr", 0.1), gamma: o.number("gamma", d.gamma),
      eps: o.number("eps", d.epsilon), weightDecay: o.number("weight_decay", d.weightDecay), amsbound: o.flag("amsbound"))
  }

  private static func adaMod(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaMod.lancopku()
    return try AdaMod.lancopku(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), beta3: o.number("beta3", d.beta3), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay))
  }

  private static func adaBalance(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBalance.published()
    return try AdaBalance.published(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), beta3: o.number("beta3", d.beta3), finalLR: o.number("final_lr", 0.1),
      gamma: o.number("gamma", d.gamma), eps: o.number("eps", d.epsilon), weightDecay: o.number("weight_decay", d.weightDecay),
      amsbound: o.flag("amsbound"))
  }

  private static func adaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBelief.adabeliefPytorch()
    return try AdaBelief.adabeliefPytorch(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", 1e-16),
      weightDecay: o.number("weight_decay", d.weightDecay), amsgrad: o.flag("amsgrad"),
      weightDecouple: o.flag("weight_decouple", true), fixedDecay: o.flag("fixed_decay"), rectify: o.flag("rectify", true),
      degeneratedToSGD: o.flag("degenerated_to_sgd", true))
  }

  private static func earlyAdaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaBelief.adabeliefPytorch005()
    return try AdaBelief.adabeliefPytorch005(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", 1e-8),
      weightDecay: o.number("weight_decay", d.weightDecay), amsgrad: o.flag("amsgrad"), weightDecouple: o.flag("weight_decouple"),
      fixedDecay: o.flag("fixed_decay"), rectify: o.flag("rectify"))
  }

  /// Ranger 20.4.11 centralizes whatever its `use_gc` says, which is only printed.
  private static func ranger(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.ranger()
    let around = try Lookahead.ranger()
    o.ignore("use_gc")
    o.centralization = try o.flag("gc_conv_only") ? .convolutions : .matrices
    return try Lookahead.ranger(
      lr: o.number("lr", d.learningRate), alpha: o.number("alpha", around.slowStepSize), k: o.count("k", around.syncPeriod),
      nSMAThreshold: o.number("N_sma_threshhold", 5), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay))
  }

  /// As published, where `amsgrad` and names without decay raise an error.
  private static func kozistr(_ o: inout PresetReader) throws -> any TrainingRule {
    if try o.flag("amsgrad") { throw o.invalid("amsgrad", "true", allowed: "false, since it raises an error there") }
    return try kozistr(&o, amsgrad: false)
  }

  private static func intendedKozistr(_ o: inout PresetReader) throws -> any TrainingRule {
    let words = try o.texts("exclude_from_weight_decay")
    o.withoutDecay = try NamePatterns.globs(ofAnchored: words, key: "exclude_from_weight_decay")
    return try kozistr(&o, amsgrad: o.flag("amsgrad"))
  }

  /// Its `warmup_proportion` changes nothing.
  private static func kozistr(_ o: inout PresetReader, amsgrad: Bool) throws -> any TrainingRule {
    let d = try RAdam.kozistr()
    o.ignore("warmup_proportion")
    return try RAdam.kozistr(
      learningRate: o.number("learning_rate", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      epsilon: o.number("epsilon", 1e-6), decay: max(o.number("decay", 0), 0), weightDecay: o.number("weight_decay", d.weightDecay),
      amsgrad: amsgrad)
  }
}
