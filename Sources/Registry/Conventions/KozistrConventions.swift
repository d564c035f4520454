import OptimizerReference

extension Conventions {
  static let kozistr: [String: Reader] = [
    "kozistr.RAdamOptimizer": { o throws(ConventionOptions.Missing) in
      var c = try o.base(rate: "learning_rate")
      c.epsilon = .inRoot(try o.number("epsilon"))
      c.rectification = .init(above: 4)
      c.weightDecay = try o.decay { .timesRate($0) }
      let decay = try o.number("decay")
      if decay > 0 { c.rate = .inverseTime(decay: decay, decaysAtFirstStep: false) }
      return c
    }
  ]
}
