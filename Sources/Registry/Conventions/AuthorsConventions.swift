import OptimizerReference

extension Conventions {
  /// What the authors of the papers published.
  static let authors: [String: Reader] = [
    "radam.RAdam": { o throws(ConventionOptions.Missing) in try authorsRAdam(o) },
    "radam.PlainRAdam": { o throws(ConventionOptions.Missing) in try authorsRAdam(o) },
    "adabound.AdaBound": { o throws(ConventionOptions.Missing) in try adaBound(o, decay: { .intoGradient($0) }) },
    "adabound.AdaBoundW": { o throws(ConventionOptions.Missing) in try adaBound(o, decay: { .absolute($0) }) },
    "adamod.AdaMod": { o throws(ConventionOptions.Missing) in try adaMod(o) },
    "adabalance.AdaBalance": { o throws(ConventionOptions.Missing) in
      var c = try o.lrAndBetas()
      c.epsilon = .afterCorrection(try o.number("eps"))
      c.weightDecay = try o.decay { .intoGradient($0) }
      c.rateBound = .averageThenClamp(β3: try o.number("beta3"), final: try o.number("final_lr"), γ: try o.number("gamma"))
      if try o.flag("amsbound") {
        c.maximum = .ofUncorrected
        c.correctsSecondMoment = false
      }
      return c
    },
    "lookahead.Lookahead": { o throws(ConventionOptions.Missing) in
      if try o.text("pullback_momentum") != "none" { throw ConventionOptions.Missing(key: "pullback_momentum") }
      return try lookahead(o, period: "la_steps", share: "la_alpha")
    },
    "ranger.Ranger": { o throws(ConventionOptions.Missing) in
      var c = try o.lrAndBetas()
      c.epsilon = .beforeCorrection(try o.number("eps"))
      c.rectification = .init(above: try o.number("N_sma_threshhold"))
      c.weightDecay = try o.decay { .timesRate($0) }
      c.centralizedAbove = try o.flag("gc_conv_only") ? 3 : 1
      c.lookahead = .init(period: try o.count("k"), share: try o.number("alpha"))
      return c
    },
  ]

  static func adaBound(
    _ o: ConventionOptions, decay: (Double) -> Convention.WeightDecay
  ) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.lrAndBetas()
    c.epsilon = .beforeCorrection(try o.number("eps"))
    c.maximum = try o.flag("amsbound") ? .ofUncorrected : .none
    c.rateBound = .clamp(final: try o.number("final_lr"), γ: try o.number("gamma"))
    c.weightDecay = try o.decay("weight_decay", decay)
    return c
  }

  static func adaMod(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.lrAndBetas()
    c.epsilon = .beforeCorrection(try o.number("eps"))
    c.rateBound = .average(β3: try o.number("beta3"), countsFirstCorrection: true)
    c.weightDecay = try o.decay { .timesRate($0) }
    return c
  }

  private static func authorsRAdam(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.lrAndBetas()
    c.epsilon = .beforeCorrection(try o.number("eps"))
    c.rectification = .init(from: 5)
    c.belowThreshold = try o.flag("degenerated_to_sgd") ? .correctedMoment : .hold
    c.decaysWhenHeld = false
    c.weightDecay = try o.decay { .timesRate($0) }
    return c
  }
}
