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
  ]
}
