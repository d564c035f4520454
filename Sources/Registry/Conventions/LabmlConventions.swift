import OptimizerReference

extension Conventions {
  /// labml_nn. With a cosine in its rate it is no point.
  static let labml: [String: Reader] = [
    "labml_nn.optimizers.adam.Adam": { o throws(ConventionOptions.Missing) in try labmlBase(o) },
    "labml_nn.optimizers.amsgrad.AMSGrad": { o throws(ConventionOptions.Missing) in try labmlAMSGrad(o) },
    "labml_nn.optimizers.adam_warmup.AdamWarmup": { o throws(ConventionOptions.Missing) in
      var c = try labmlAMSGrad(o)
      c.warmup = .linear(steps: try o.number("warmup"))
      return c
    },
    "labml_nn.optimizers.noam.Noam": { o throws(ConventionOptions.Missing) in
      var c = try labmlAMSGrad(o)
      c.rate = .noam(warmup: try o.number("warmup"), model: try o.number("d_model"))
      return c
    },
    "labml_nn.optimizers.radam.RAdam": { o throws(ConventionOptions.Missing) in
      var c = try labmlAMSGrad(o)
      c.rectification = .init(from: 5)
      c.belowThreshold = try o.flag("degenerated_to_sgd") ? .correctedMoment : .hold
      return c
    },
    "labml_nn.optimizers.ada_belief.AdaBelief": { o throws(ConventionOptions.Missing) in
      // Arguments that are handed on by position each take the next one's place.
      try labmlAdaBelief(o, optimized: try o.flag("amsgrad"), amsgrad: try o.flag("degenerate_to_sgd"), below: .hold)
    },
    "labml_nn.optimizers.ada_belief.AdaBelief (documented)": { o throws(ConventionOptions.Missing) in
      try labmlAdaBelief(
        o, optimized: false, amsgrad: try o.flag("amsgrad"), below: try o.flag("degenerate_to_sgd") ? .correctedMoment : .hold)
    },
  ]

  private static func labmlBase(_ o: ConventionOptions, optimized: Bool? = nil) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.lrAndBetas()
    let isBefore = if let optimized { optimized } else { try o.flag("optimized_update") }
    c.epsilon = isBefore ? .beforeCorrection(try o.number("eps")) : .afterCorrection(try o.number("eps"))
    let decay = try o.object("weight_decay")
    let (isDecoupled, isAbsolute) = (try decay.flag("weight_decouple"), try decay.flag("absolute"))
    c.weightDecay = try decay.decay { isDecoupled ? (isAbsolute ? .absolute($0) : .timesBaseRate($0)) : .intoGradient($0) }
    return c
  }

  private static func labmlAMSGrad(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try labmlBase(o)
    c.maximum = try o.flag("amsgrad") ? .ofUncorrected : .none
    return c
  }

  private static func labmlAdaBelief(
    _ o: ConventionOptions, optimized: Bool, amsgrad: Bool, below: Convention.BelowThreshold
  ) throws(ConventionOptions.Missing) -> Convention {
    var c = try labmlBase(o, optimized: optimized)
    c.secondMoment = .squaredResidual
    c.momentEpsilon = .passing(try o.number("eps"))
    c.maximum = amsgrad ? .ofUncorrected : .none
    if try o.flag("rectify") {
      c.rectification = .init(from: 5)
      c.belowThreshold = below
    }
    return c
  }
}
