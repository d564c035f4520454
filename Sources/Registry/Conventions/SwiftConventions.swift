import OptimizerReference

extension Conventions {
  /// swift-apis and mlx-swift, whose hyperparameters are Floats.
  static let swift: [String: Reader] = [
    "swift_apis.Adam": { o throws(ConventionOptions.Missing) in try apisAdam(o) },
    "swift_apis.AMSGrad": { o throws(ConventionOptions.Missing) in
      var c = try apisAdam(o)
      c.maximum = .ofUncorrected
      return c
    },
    "swift_apis.RAdam": { o throws(ConventionOptions.Missing) in
      var c = try apisBase(o)
      c.rectification = .init(from: 5)
      return c
    },
    "mlx_swift.Adam": { o throws(ConventionOptions.Missing) in try mlxAdam(o) },
    "mlx_swift.AdamW": { o throws(ConventionOptions.Missing) in
      var c = try mlxAdam(o)
      c.weightDecay = try o.ofFloats.decay("weightDecay") { .timesRate($0) }
      return c
    },
  ]

  private static func apisBase(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    let o = o.ofFloats
    var c = try o.base(rate: "learningRate")
    c.constants = .inFloat
    c.epsilon = .beforeCorrection(try o.number("epsilon"))
    return c
  }

  private static func apisAdam(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try apisBase(o)
    let decay = try o.ofFloats.number("decay")
    if decay > 0 { c.rate = .inverseTime(decay: decay, decaysAtFirstStep: true) }
    return c
  }

  private static func mlxAdam(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    let o = o.ofFloats
    let betas = try o.numbers("betas", 2)
    var c = Convention(α: try o.number("learningRate"), β1: betas[0], β2: betas[1])
    c.constants = .inFloat
    c.epsilon = .afterCorrection(try o.number("eps"))
    let corrects = try o.flag("biasCorrection")
    (c.correctsFirstMoment, c.correctsSecondMoment) = (corrects, corrects)
    return c
  }
}
