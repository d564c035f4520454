import OptimizerReference

extension Conventions {
  /// optax. With Nesterov's momentum they are no points.
  static let optax: [String: Reader] = [
    "optax.radam": { o throws(ConventionOptions.Missing) in
      var c = try optaxBase(o)
      c.epsilon = try optaxEpsilon(o)
      let threshold = try o.number("threshold")
      guard threshold >= 4 else { throw ConventionOptions.Missing(key: "threshold") }
      c.rectification = .init(from: threshold)
      return c
    },
    "optax.amsgrad": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "learning_rate", "b1", "b2")
      c.epsilon = try optaxEpsilon(o)
      c.correctsFirstMoment = try o.flag("bias_correction_mu")
      c.correctsSecondMoment = try o.flag("bias_correction_nu")
      c.maximum = c.correctsSecondMoment ? .ofCorrected : .ofUncorrected
      return c
    },
    "optax.adabelief": { o throws(ConventionOptions.Missing) in
      var c = try optaxBase(o)
      c.secondMoment = .squaredResidual
      c.momentEpsilon = .kept(try o.number("eps_root"))
      c.epsilon = .afterCorrection(try o.number("eps"))
      return c
    },
    "optax.lookahead": { o throws(ConventionOptions.Missing) in
      // Its inner state starts anew with a synchronization: no point.
      if try o.flag("reset_state") { throw ConventionOptions.Missing(key: "reset_state") }
      return try lookahead(o, period: "sync_period", share: "slow_step_size")
    },
    // An optimizer inside of Lookahead only.
    "optax.adam": { o throws(ConventionOptions.Missing) in
      var c = try optaxBase(o)
      c.epsilon = try optaxEpsilon(o)
      return c
    },
  ]

  private static func optaxBase(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    if try o.flag("nesterov") { throw ConventionOptions.Missing(key: "nesterov") }
    return try o.base(rate: "learning_rate", "b1", "b2")
  }

  private static func optaxEpsilon(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention.EpsilonPlace {
    let (ε, root) = (try o.number("eps"), try o.number("eps_root"))
    return root == 0 ? .afterCorrection(ε) : .inRootAndAfter(root, ε)
  }
}
