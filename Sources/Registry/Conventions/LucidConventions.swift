import OptimizerReference

extension Conventions {
  /// lucid.
  static let lucid: [String: Reader] = [
    "lucid.Adam": { o throws(ConventionOptions.Missing) in try lucidBase(o) { .intoGradient($0) } },
    "lucid.AdamW": { o throws(ConventionOptions.Missing) in try lucidBase(o) { .timesRate($0) } },
    "lucid.RAdam": { o throws(ConventionOptions.Missing) in
      var c = try lucidBase(o) { .intoGradient($0) }
      c.epsilon = .beforeCorrection(try o.number("eps"))
      c.rectification = .init(above: 5)
      return c
    },
    "lucid.compiled.RAdam": { o throws(ConventionOptions.Missing) in try lucidCompiled(o) },
    "lucid.documented.RAdam": { o throws(ConventionOptions.Missing) in try lucidCompiled(o) },
  ]

  private static func lucidBase(
    _ o: ConventionOptions, decay: (Double) -> Convention.WeightDecay
  ) throws(ConventionOptions.Missing) -> Convention {
    var c = try o.lrAndBetas()
    c.epsilon = .afterCorrection(try o.number("eps"))
    c.weightDecay = try o.decay("weight_decay", decay)
    return c
  }

  private static func lucidCompiled(_ o: ConventionOptions) throws(ConventionOptions.Missing) -> Convention {
    var c = try lucidBase(o) { .intoGradient($0) }
    c.rectification = .init(above: 4)
    return c
  }
}
