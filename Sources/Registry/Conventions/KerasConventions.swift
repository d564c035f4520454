import OptimizerReference

extension Conventions {
  /// Keras and tensorflow-addons. With a schedule in place of a number, or clipped gradients, they are no points.
  static let keras: [String: Reader] = [
    "tf.keras.optimizers.legacy.Adam": { o throws(ConventionOptions.Missing) in
      var c = try kerasBase(o)
      c.epsilon = .beforeCorrection(try kerasEpsilon(o))
      return c
    },
    "tfa.optimizers.RectifiedAdam": { o throws(ConventionOptions.Missing) in
      var c = try addonsBase(o)
      c.epsilon = .afterCorrection(try kerasEpsilon(o))
      c.rectification = try addonsThreshold(o)
      return c
    },
    "tfa.optimizers.AdaBelief": { o throws(ConventionOptions.Missing) in
      var c = try addonsBase(o)
      c.secondMoment = .squaredResidual
      c.momentEpsilon = .kept(try kerasEpsilon(o))
      c.epsilon = .afterCorrection(try kerasEpsilon(o))
      c.rectification = try o.flag("rectify") ? try addonsThreshold(o) : nil
      return c
    },
    "tfa.optimizers.Lookahead": { o throws(ConventionOptions.Missing) in
      if clips.contains(where: o.has) { throw ConventionOptions.Missing(key: "clip") }
      return try lookahead(o, period: "sync_period", share: "slow_step_size")
    },
  ]

  private static let clips = ["clipnorm", "clipvalue", "global_clipnorm"]

  private static func kerasBase(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    if clips.contains(where: o.has) { throw ConventionOptions.Missing(key: "clip") }
    var c = try o.base(rate: "learning_rate", "beta_1", "beta_2")
    c.constants = .inFloatButε
    c.maximum = try o.flag("amsgrad") ? .ofUncorrected : .none
    let decay = try o.number("decay")
    if decay > 0 { c.rate = .inverseTime(decay: decay, decaysAtFirstStep: false) }
    return c
  }

  private static func kerasEpsilon(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Double {
    let ε = try o.number("epsilon")
    return ε == 0 ? 1e-7 : ε
  }

  private static func addonsBase(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try kerasBase(o)
    c.weightDecay = try o.decay { .timesRate($0) }
    let total = try o.number("total_steps")
    if total > 0 { c.warmup = .linearThenDown(share: try o.number("warmup_proportion"), total: total, least: try o.number("min_lr")) }
    return c
  }

  /// A threshold below 4 rectifies with the root of a negative number: no point.
  private static func addonsThreshold(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention.Rectification {
    let threshold = Double(Float(try o.number("sma_threshold")))
    guard threshold >= 4 else { throw ConventionOptions.Missing(key: "sma_threshold") }
    return .init(from: threshold)
  }
}
