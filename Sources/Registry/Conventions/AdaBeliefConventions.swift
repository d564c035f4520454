import OptimizerReference

extension Conventions {
  /// The package adabelief_pytorch.
  static let adaBelief: [String: Reader] = [
    "adabelief_pytorch.AdaBelief": { o throws(ConventionOptions.Missing) in
      var c = try adaBeliefBase(o)
      let (rectifies, hasMaximum) = (try o.flag("rectify"), try o.flag("amsgrad"))
      c.momentEpsilon = .kept(try o.number("eps"))
      // A rectified step has a denominator of its own.
      c.epsilon = rectifies ? .beforeCorrection(try o.number("eps")) : .afterCorrection(try o.number("eps"))
      c.maximum = hasMaximum ? (rectifies ? .unused : .ofUncorrected) : .none
      if rectifies {
        c.rectification = .init(from: 5)
        c.belowThreshold = try o.flag("degenerated_to_sgd") ? .correctedMoment : .hold
      }
      return c
    },
    "adabelief_pytorch_0_0_5.AdaBelief": { o throws(ConventionOptions.Missing) in try earlyAdaBelief(o) },
  ]
}
