import OptimizerReference

extension Conventions {
  static let torch: [String: Reader] = [
    "torch.optim.Adam": { o throws(ConventionOptions.Missing) in try torchAdam(o, isDecoupled: o.flag("decoupled_weight_decay")) },
    "torch.optim.AdamW": { o throws(ConventionOptions.Missing) in try torchAdam(o, isDecoupled: true) },
    "torch.optim.RAdam": { o throws(ConventionOptions.Missing) in
      var c = try torchBase(o, isDecoupled: o.flag("decoupled_weight_decay"))
      c.epsilon = .beforeCorrection(try o.number("eps"))
      c.rectification = .init(above: 5)
      return c
    },
  ]

  private static func torchAdam(_ o: ConventionOptions, isDecoupled: Bool) throws(ConventionOptions.Missing) -> Convention {
    var c = try torchBase(o, isDecoupled: isDecoupled)
    c.epsilon = .afterCorrection(try o.number("eps"))
    c.maximum = try o.flag("amsgrad") ? .ofUncorrected : .none
    return c
  }

  private static func torchBase(_ o: ConventionOptions, isDecoupled: Bool) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.lrAndBetas()
    c.weightDecay = try o.decay { isDecoupled ? .timesRate($0) : .intoGradient($0) }
    c.maximizes = try o.flag("maximize")
    return c
  }
}
