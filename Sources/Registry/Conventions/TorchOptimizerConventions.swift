import OptimizerReference

extension Conventions {
  /// The package torch_optimizer.
  static let torchOptimizer: [String: Reader] = [
    "torch_optimizer.RAdam": { o throws(ConventionOptions.Missing) in
      var c = try o.lrAndBetas()
      c.epsilon = .beforeCorrection(try o.number("eps"))
      c.rectification = .init(from: 5)
      c.weightDecay = try o.decay { .timesRate($0) }
      return c
    },
    "torch_optimizer.AdaBound": { o throws(ConventionOptions.Missing) in try adaBound(o, decay: { .intoGradient($0) }) },
    "torch_optimizer.AdaMod": { o throws(ConventionOptions.Missing) in try adaMod(o) },
    "torch_optimizer.AdaBelief": { o throws(ConventionOptions.Missing) in try earlyAdaBelief(o) },
    "torch_optimizer.Lookahead": { o throws(ConventionOptions.Missing) in
      try lookahead(o, period: "k", share: "alpha", .fromFirstStep)
    },
  ]

  /// AdaBelief as its authors' package had it in version 0.0.5, which torch_optimizer copied.
  static func earlyAdaBelief(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try adaBeliefBase(o)
    c.momentEpsilon = .keptInMaximum(try o.number("eps"))
    c.epsilon = .afterCorrection(try o.number("eps"))
    c.maximum = try o.flag("amsgrad") ? .ofUncorrected : .none
    if try o.flag("rectify") {
      c.rectification = .init(above: 4)
      c.belowThreshold = .uncorrectedMoment
    }
    return c
  }

  static func adaBeliefBase(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.lrAndBetas()
    c.secondMoment = .squaredResidual
    c.weightDecay = try torchStyleDecay(o)
    return c
  }

  /// Decay by three keys: λ, whether it stays out of the gradient, and whether it is then not multiplied by the rate.
  static func torchStyleDecay(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention.WeightDecay {
    let (isDecoupled, isFixed) = (try o.flag("weight_decouple"), try o.flag("fixed_decay"))
    return try o.decay { isDecoupled ? (isFixed ? .absolute($0) : .timesRate($0)) : .intoGradient($0) }
  }
}
