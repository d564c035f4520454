internal import OptimizerKernels

/// What the authors of papers published.
extension Rules {
  static func adaBelief(_ o: inout PresetOptions) throws -> Made {
    let rule = try AdaBelief.adabeliefPytorch(
      lr: o.number("lr", 1e-3), betas: o.betas(), eps: o.number("eps", 1e-16), weightDecay: o.number("weight_decay", 0),
      amsgrad: o.flag("amsgrad"), weightDecouple: o.flag("weight_decouple", true), fixedDecay: o.flag("fixed_decay"),
      rectify: o.flag("rectify", true), degeneratedToSGD: o.flag("degenerated_to_sgd", true))
    return (rule.configuration, .none)
  }

  static func adaBound(_ o: inout PresetOptions) throws -> Made {
    let rule = try AdaBound.luolc(
      lr: o.number("lr", 1e-3), betas: o.betas(), finalLR: o.number("final_lr", 0.1), gamma: o.number("gamma", 1e-3),
      eps: o.number("eps", 1e-8), weightDecay: o.number("weight_decay", 0), amsbound: o.flag("amsbound"))
    return (rule.configuration, .none)
  }

  static func adaMod(_ o: inout PresetOptions) throws -> Made {
    let rule = try AdaMod.lancopku(
      lr: o.number("lr", 1e-3), betas: o.betas(), beta3: o.number("beta3", 0.999), eps: o.number("eps", 1e-8),
      weightDecay: o.number("weight_decay", 0))
    return (rule.configuration, .none)
  }

  /// Ranger 20.4.11, Lookahead and centralisation included: its `use_gc` is only printed.
  static func ranger(_ o: inout PresetOptions) throws -> Made {
    o.ignore("use_gc")
    let rule = try Lookahead.ranger(
      lr: o.number("lr", 1e-3), alpha: o.number("alpha", 0.5), k: o.count("k", 6), nSMAThreshold: o.number("N_sma_threshhold", 5),
      betas: o.betas((0.95, 0.999)), eps: o.number("eps", 1e-5), weightDecay: o.number("weight_decay", 0))
    return (rule.configuration, try o.flag("gc_conv_only") ? .convolutions : .matrices)
  }
}
