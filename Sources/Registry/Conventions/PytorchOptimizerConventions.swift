import OptimizerReference

extension Conventions {
  /// kozistr's package pytorch_optimizer.
  static let pytorchOptimizer: [String: Reader] = [
    "pytorch_optimizer.RAdam": { o throws(ConventionOptions.Missing) in
      var c = try pytorchOptimizerRectified(o)
      c.belowThreshold = try o.flag("degenerated_to_sgd") ? .correctedMoment : .hold
      c.decaysWhenHeld = false
      // Decay that is to go into the gradient is not there at all.
      if !(try o.flag("weight_decouple")) { c.weightDecay = .none }
      return c
    },
    "pytorch_optimizer.Ranger": { o throws(ConventionOptions.Missing) in
      var c = try pytorchOptimizerRectified(o)
      c.belowThreshold = try o.flag("degenerated_to_sgd") ? .correctedMoment : .ascend
      c.centralizedAbove = try o.flag("use_gc") ? (try o.flag("gc_conv_only") ? 3 : 1) : nil
      c.lookahead = .init(period: try o.count("k"), share: try o.number("alpha"))
      return c
    },
    "pytorch_optimizer.AdaBelief": { o throws(ConventionOptions.Missing) in
      var c = try pytorchOptimizerRectified(o)
      let rectifies = try o.flag("rectify")
      c.secondMoment = .squaredResidual
      c.momentEpsilon = .kept(try o.number("eps"))
      if !rectifies { c.epsilon = .afterCorrection(try o.number("eps")) }
      c.maximum = try o.flag("ams_bound") ? .ofUncorrected : .none
      if !rectifies { c.rectification = nil }
      c.belowThreshold = try o.flag("degenerated_to_sgd") ? .correctedMoment : .hold
      return c
    },
    "pytorch_optimizer.AdaBound": { o throws(ConventionOptions.Missing) in
      var c = try pytorchOptimizerBase(o, betas: 2)
      c.epsilon = .inRootAndBeforeCorrection(1e-15, try o.number("eps"))
      c.maximum = try o.flag("ams_bound") ? .ofUncorrected : .none
      c.rateBound = .clamp(final: c.α > 0 ? try o.number("final_lr") : 0, γ: try o.number("gamma"))
      return c
    },
    "pytorch_optimizer.AdaMod": { o throws(ConventionOptions.Missing) in
      var c = try pytorchOptimizerBase(o, betas: 3)
      c.epsilon = .beforeCorrection(try o.number("eps"))
      c.rateBound = .average(β3: try o.numbers("betas", 3)[2], countsFirstCorrection: true)
      return c
    },
  ]

  private static func pytorchOptimizerBase(_ o: ConventionOptions, betas count: Int) throws(ConventionOptions.Missing) -> Convention {
    let betas = try o.numbers("betas", count)
    var c = Convention(α: try o.number("lr"), β1: betas[0], β2: betas[1])
    c.weightDecay = try torchStyleDecay(o)
    c.maximizes = try o.flag("maximize")
    return c
  }

  private static func pytorchOptimizerRectified(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try pytorchOptimizerBase(o, betas: 2)
    c.epsilon = .beforeCorrection(try o.number("eps"))
    c.rectification = .init(from: try o.number("n_sma_threshold"))
    return c
  }
}
