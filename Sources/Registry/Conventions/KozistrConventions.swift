import OptimizerReference

extension Conventions {
  static let kozistr: [String: Reader] = [
    "kozistr.RAdamOptimizer": { o throws(ConventionOptions.Missing) in try kozistrRAdam(o) },
    "kozistr.RAdamOptimizer (intended)": { o throws(ConventionOptions.Missing) in
      // Which parameters decay is by their names: no point.
      if o.has("exclude_from_weight_decay") { throw ConventionOptions.Missing(key: "exclude_from_weight_decay") }
      var c = try kozistrRAdam(o)
      c.maximum = try o.flag("amsgrad") ? .ofUncorrected : .none
      return c
    },
  ]

  private static func kozistrRAdam(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.base(rate: "learning_rate")
    c.epsilon = .inRoot(try o.number("epsilon"))
    c.rectification = .init(above: 4)
    c.weightDecay = try o.decay { .timesRate($0) }
    let decay = try o.number("decay")
    if decay > 0 { c.rate = .inverseTime(decay: decay, decaysAtFirstStep: false) }
    return c
  }
}
