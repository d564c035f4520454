import OptimizerReference

extension Conventions {
  static let papers: [String: Reader] = [
    "paper.Adam": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "alpha")
      c.epsilon = .afterCorrection(try o.number("epsilon"))
      return c
    },
    "paper.AdamReformulated": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "alpha")
      c.epsilon = .beforeCorrection(try o.number("epsilon"))
      return c
    },
    "paper.AMSGrad": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "alpha")
      (c.correctsFirstMoment, c.correctsSecondMoment) = (false, false)
      c.maximum = .ofUncorrected
      return c
    },
    "paper.RAdam": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "alpha")
      c.rectification = .init(above: 4)
      return c
    },
    "paper.AdamW": { o throws(ConventionOptions.Missing) in
      // Both the update and the decay are multiplied by η.
      var c = try o.base(rate: "alpha")
      let η = try o.number("eta")
      c.α *= η
      c.epsilon = .afterCorrection(try o.number("epsilon"))
      c.weightDecay = try o.decay("lambda") { .absolute($0 * η) }
      return c
    },
    "paper.AdaBelief": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "alpha")
      c.secondMoment = .squaredResidual
      c.momentEpsilon = .kept(try o.number("epsilon"))
      c.epsilon = .afterCorrection(try o.number("epsilon"))
      return c
    },
    "paper.AdaBound": { o throws(ConventionOptions.Missing) in try paperAdaBound(o) },
    "paper.AMSBound": { o throws(ConventionOptions.Missing) in
      var c = try paperAdaBound(o)
      c.maximum = .ofUncorrected
      return c
    },
    "paper.AdaMod": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "alpha")
      c.epsilon = .afterCorrection(try o.number("epsilon"))
      c.rateBound = .average(β3: try o.number("beta3"), countsFirstCorrection: false)
      return c
    },
    "paper.AdaBalance": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "alpha")
      c.epsilon = .afterCorrection(try o.number("epsilon"))
      c.rateBound = .averageThenClamp(β3: try o.number("beta3"), final: try o.number("alpha_star"), γ: try o.number("gamma"))
      return c
    },
    "paper.Lookahead": { o throws(ConventionOptions.Missing) in try lookahead(o, period: "k", share: "alpha") },
  ]

  private static func paperAdaBound(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.base(rate: "alpha")
    (c.correctsFirstMoment, c.correctsSecondMoment) = (false, false)
    c.rateBound = .clampOverRoot(final: try o.number("alpha_star"), γ: 1 - c.β2)
    return c
  }
}
