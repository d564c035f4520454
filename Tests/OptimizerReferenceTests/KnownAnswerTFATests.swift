import OptimizerReference
import Testing

/// tensorflow-addons' optimizers over Double. The first and longest are its own tests, with the numbers that its formulas give in Double:
/// tensorflow-addons tests to 2e-4, which does not tell a threshold of 4 from one of 5. There β and the rates are not rounded to Float.
@Suite struct KnownAnswerTFATests {
  static func json(
    learningRate: String = "0.001", β1: Double = 0.9, β2: Double = 0.999, ε: Double = 1e-7, weightDecay: String = "0", decay: Double = 0,
    amsgrad: Bool = false, threshold: Double = 5, totalSteps: Int = 0, warmup: Double = 0.1, least: Double = 0, more: String = ""
  ) -> String {
    """
    {"learning_rate": \(learningRate), "beta_1": \(β1), "beta_2": \(β2), "epsilon": \(ε), "weight_decay": \(weightDecay), "decay": \(decay),
    "amsgrad": \(amsgrad), "sma_threshold": \(threshold), "total_steps": \(totalSteps), "warmup_proportion": \(warmup), "min_lr": \(least)
    \(more)}
    """
  }

  static let schedules = json(
    learningRate: """
      {"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 1e-3, "decay_steps": 50, "decay_rate": 0.5, "staircase": false}}
      """,
    weightDecay: """
      {"class_name": "InverseTimeDecay", "config": {"initial_learning_rate": 2e-3, "decay_steps": 25, "decay_rate": 0.25, "staircase": false}}
      """)

  static let dense: [(String, [Double])] = [
    (json(), [0.985768744334, 1.985268737468, 2.986118776373, 3.986068764930]),
    (json(amsgrad: true), [0.985768744334, 1.985268737468, 2.986118776373, 3.986068764930]),
    (json(weightDecay: "0.01"), [0.984774892292, 1.983275865035, 2.983125574659, 3.982076106536]),
    (json(totalSteps: 100, least: 1e-5), [0.994061848026, 1.993911845132, 2.994166861531, 3.994151856708]),
    (schedules, [0.993192514463, 1.992624291942, 2.993369326853, 3.993238847797]),
  ]

  /// var0 = [1, 2] with g = [0.1, 0.2], var1 = [3, 4] with g = [0.03, 0.04], constant, 100 steps.
  @Test(arguments: dense)
  func denseSamples(json: String, expected: [Double]) throws {
    let optimizer = try TFA.RectifiedAdam(json: json, keepsFloat: false)
    let got = try zip([1.0, 2, 3, 4], [0.1, 0.2, 0.03, 0.04]).map { θ, g in
      try #require(try trajectory(optimizer, from: θ, [Double](repeating: g, count: 100)).last)
    }
    expectAnswers(got, expected)
  }

  static let sparse: [(String, [Double])] = [
    (json(), [0.959333176730, 2, 3, 3.959633236980]),
    (json(amsgrad: true), [0.959333176730, 2, 3, 3.959633236980]),
    (json(weightDecay: "0.01"), [0.957367364715, 2, 3, 3.951672800558]),
    (json(totalSteps: 200, least: 1e-5), [0.982628342440, 2, 3, 3.982673368385]),
  ]

  /// The same parameters; of var0 only the first row has a gradient, 0.1, of var1 only the second, 0.04; 200 steps.
  @Test(arguments: sparse)
  func sparseSamples(json: String, expected: [Double]) throws {
    let optimizer = try TFA.RectifiedAdam(json: json, keepsFloat: false)
    expectAnswers(try Self.rows(optimizer, steps: 200), expected)
  }

  static func rows(_ optimizer: some Reference, steps: Int) throws -> [Double] {
    try zip([1.0, 2, 3, 4], [0.1, 0, 0, 0.04]).map { θ, g in
      try #require(try trajectory(optimizer, from: θ, [Double](repeating: g, count: steps), isTouched: g != 0).last)
    }
  }

  /// A row without a gradient stays, decay and all, while its m ages.
  @Test func absentRowsAge() throws {
    let optimizer = try TFA.RectifiedAdam(json: Self.json(weightDecay: "0.5", amsgrad: true), keepsFloat: false)
    #expect(optimizer.takesRows && optimizer.countsMissedSteps && optimizer.slots == [.m, .v, .vmax])
    var x = Element<Double>(θ: 1, g: 7)
    (x.m, x.v, x.vmax, x.isTouched) = (0.5, 0.25, 0.125, false)
    let variants: [Variant<Double>] = optimizer.step(t: 8, arrangement: .asWritten, schedule: Double.self)
    variants[0].step(&x)
    #expect(x.θ == 1 && abs(x.m - 0.45) < 1e-15 && abs(x.v - 0.24975) < 1e-15 && x.vmax == x.v)
  }

  /// What the rate is shows below the threshold, where a gradient of 1 moves θ by it. It starts at lr/W, W need not be whole.
  @Test func warmup() throws {
    func rates(_ json: String, _ steps: Int) throws -> [Double] {
      let θ = try trajectory(TFA.RectifiedAdam(json: json, keepsFloat: false), from: 0, [Double](repeating: 1, count: steps))
      return zip([0] + θ, θ).map { $0 - $1 }
    }
    expectAnswers(
      try rates(Self.json(learningRate: "1", β2: 0.5, totalSteps: 10, warmup: 0.25, least: 0.1), 13),
      [0.4, 0.8, 0.94, 0.82, 0.7, 0.58, 0.46, 0.34, 0.22, 0.1, 0.1, 0.1, 0.1])
    expectAnswers(try rates(Self.json(learningRate: "1", β2: 0.5, totalSteps: 4, warmup: 0), 5), [0.75, 0.5, 0.25, 0, 0])
    expectAnswers(try rates(Self.json(learningRate: "1", β2: 0.5, decay: 0.5), 4), [1, 2.0 / 3, 0.5, 0.4])
    // The decay of weights has the warmed-up rate: 1 − lr/W · λ.
    let decaying = try TFA.RectifiedAdam(
      json: Self.json(learningRate: "1", weightDecay: "0.1", totalSteps: 100, warmup: 0.1), keepsFloat: false)
    expectAnswers(try trajectory(decaying, [0]), [0.99])
  }

  /// ε is added to √v̂.
  @Test func epsilon() throws {
    let optimizer = try TFA.RectifiedAdam(json: Self.json(ε: 1e-3), keepsFloat: false)
    expectAnswers([try trajectory(optimizer, [Double](repeating: 1e-3, count: 7))[6]], [0.999965720036])
    #expect(try TFA.RectifiedAdam(json: Self.json(ε: 0)).options.ε == 1e-7)
  }

  /// Rectified where ρt ≥ 5, so not at t = 5, where ρ5 = 4.996, unless the threshold is lower. One of 3 asks for the root of a negative number.
  @Test func threshold() throws {
    func θ(_ threshold: Double) throws -> [Double] {
      try trajectory(TFA.RectifiedAdam(json: Self.json(threshold: threshold), keepsFloat: false), constant)
    }
    expectAnswers([try θ(5)[4]], [0.9995])
    #expect(abs(try θ(4)[4] - 0.999582688499) < 1e-9, "but for ε")
    #expect(try θ(2.5)[1] == θ(5)[1])
    #expect(try θ(2.5)[2].isNaN)
  }

  /// β and the rates are kept in Float, ε is not.
  @Test func hyperparametersAreKeptInFloat() throws {
    let options = try TFA.RectifiedAdam(json: Self.json(decay: 0.1, warmup: 0.3, least: 0.01)).options
    #expect(options.β2 == 0.9990000128746033 && options.β1 == 0.8999999761581421 && options.ε == 1e-7)
    #expect(options.rate.initial.decay == Double(Float(0.1)) && options.rate.warmup == Double(Float(0.3)))
    #expect(options.rate.least == Double(Float(0.01)))
    #expect(throws: InvalidHyperparameter.self) { try TFA.RectifiedAdam(json: Self.json(β1: 0.99999999999)) }
  }
}
