import OptimizerReference
import Testing

/// Lookahead of tensorflow-addons and of optax over Double, around their own optimizers.
@Suite struct KnownAnswerLookaheadTests {
  typealias Ranger = TFA.Lookahead<TFA.RectifiedAdam>

  static func wrapped(_ inner: String, _ period: Int, _ stepSize: Double, more: String = "") -> String {
    #"{"inner": "", "inner_args": \#(inner), "sync_period": \#(period), "slow_step_size": \#(stepSize)\#(more)}"#
  }

  static func ranger() throws -> Ranger {
    try Ranger(json: wrapped(KnownAnswerTFATests.json(β1: 0.95), 6, 0.45), keepsFloat: false) { json throws(InvalidHyperparameter) in
      try TFA.RectifiedAdam(json: json, keepsFloat: false)
    }
  }

  /// tensorflow-addons' own tests of RectifiedAdam inside Lookahead, with the numbers that the formulas give in Double.
  @Test func samplesOfRanger() throws {
    let dense = try zip([1.0, 2, 3, 4], [0.1, 0.2, 0.03, 0.04]).map { θ, g in
      try #require(try trajectory(Self.ranger(), from: θ, [Double](repeating: g, count: 100)).last)
    }
    expectAnswers(dense, [0.993125935278, 1.992900931953, 2.993283450792, 3.993260945251])
    expectAnswers(try KnownAnswerTFATests.rows(Self.ranger(), steps: 150), [0.988156166480, 2, 3, 3.988291183908])
    #expect(try Self.ranger().slots == [.m, .v, .slow] && Self.ranger().takesRows && Self.ranger().start(.slow, θ: 7) == 7)
  }

  static let values = [0.6976099649892523, 0.8506622552922696, 0.2016674543098127, 0.9633687326606332]
  static let gradients = [-0.6620413467938212, -1.2021689537373292, 1.3607193747153383, -0.5550963292861536]

  /// tensorflow-addons' test of the exact ratio: after k steps the parameter is α of the way to where the inner Adam is alone.
  @Test(arguments: [5, 10, 100], [0.3, 0.7])
  func exactRatio(period: Int, α: Double) throws {
    let alone = try KnownAnswerKerasTests.adam()
    let lookahead = try TFA.Lookahead(
      json: Self.wrapped(KnownAnswerKerasTests.adamJSON(), period, α), keepsFloat: false,
      inner: { json throws(InvalidHyperparameter) in try Keras.Adam(json: json, keepsFloat: false) })
    for (value, g) in zip(Self.values, Self.gradients) {
      let g = [Double](repeating: g, count: period)
      let (slow, quick) = (try trajectory(lookahead, from: value, g), try trajectory(alone, from: value, g))
      #expect(slow.dropLast() == quick.dropLast())
      #expect(abs(slow[period - 1] - (value + (quick[period - 1] - value) * α)) < 1e-15)
    }
  }

  static func sgd(_ period: Int, clips: String = "", innerClips: String = "") throws -> TFA.Lookahead<Keras.SGD> {
    try TFA.Lookahead(json: wrapped(KnownAnswerKerasTests.sgdJSON(μ: 0, more: innerClips), period, 0.5, more: clips), keepsFloat: false) {
      json throws(InvalidHyperparameter) in try Keras.SGD(json: json, keepsFloat: false)
    }
  }

  /// Every third step, counted from 1; a negative period is as good as its magnitude.
  @Test(arguments: [3, -3]) func period(_ period: Int) throws {
    expectAnswers(
      try trajectory(Self.sgd(period), [Double](repeating: 1, count: 8)), [0.9, 0.8, 0.85, 0.75, 0.65, 0.70, 0.60, 0.50])
    #expect(throws: InvalidHyperparameter.self) { try Self.sgd(0) }
  }

  /// What the inner optimizer clips at is ignored.
  @Test func clipping() throws {
    #expect(try !Self.sgd(6, innerClips: #", "clipvalue": 1"#).preparesGradients)
    expectAnswers(try trajectory(Self.sgd(6, innerClips: #", "clipvalue": 1"#), [100]), [-9])
    var gradients = [Gradient<Double>(shape: [1], values: [100])]
    try Self.sgd(6, clips: #", "clipvalue": 1"#).prepare(&gradients)
    #expect(gradients[0].values == [1])
  }

  /// Around an SGD without momentum it takes no rows.
  @Test func rows() throws { #expect(try !Self.sgd(6).takesRows) }

  static func optax(_ momentum: String, resets: Bool, multiplies: Bool = false) throws -> Optax.Lookahead<Optax.SGD> {
    let inner = #"{"learning_rate": 0.1, "nesterov": false\#(momentum)}"#
    return try Optax.Lookahead(json: wrapped(inner, 3, 0.5, more: #", "reset_state": \#(resets)"#), multiplies: multiplies) {
      json throws(InvalidHyperparameter) in try Optax.SGD(json: json)
    }
  }

  /// As published, what does not count is multiplied by 0: ∞ becomes NaN, at any step, and is not reset.
  @Test func multipliedByZero() throws {
    func after(_ t: Int, multiplies: Bool) throws -> Element<Double> {
      var x = Element<Double>(θ: -.infinity, g: 1)
      (x.slow, x.momentum) = (1, .infinity)
      let optimizer = try Self.optax(#", "momentum": 0.5"#, resets: true, multiplies: multiplies)
      let variants: [Variant<Double>] = optimizer.step(t: t, arrangement: .parameterFromSlow, schedule: Double.self)
      variants[0].step(&x)
      return x
    }
    let (left, multiplied) = (try after(1, multiplies: false), try after(1, multiplies: true))
    #expect(left.θ == -.infinity && left.slow == 1 && multiplied.θ.isNaN && multiplied.slow.isNaN)
    #expect(try after(3, multiplies: false).momentum == 0 && after(3, multiplies: true).momentum.isNaN)
  }

  @Test func optax() throws {
    let ones = [Double](repeating: 1, count: 8)
    expectAnswers(try trajectory(Self.optax("", resets: false), ones), [0.9, 0.8, 0.85, 0.75, 0.65, 0.70, 0.60, 0.50])
    let momentum = #", "momentum": 0.9"#
    expectAnswers(
      try trajectory(Self.optax(momentum, resets: true), ones), [0.9, 0.71, 0.7195, 0.6195, 0.4295, 0.439, 0.339, 0.149])
    expectAnswers(
      try trajectory(Self.optax(momentum, resets: false), ones),
      [0.9, 0.71, 0.7195, 0.3756, -0.03391, 0.1085155, -0.4131876, -0.98272039])
  }
}
