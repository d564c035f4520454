import OptimizerReference
import Testing

/// What wraps another optimizer, over Double, against numbers that were worked out from the equations in decimal arithmetic of 60 digits.
@Suite struct KnownAnswerWrapperTests {
  static let ones = [Double](repeating: 1, count: 8)

  static func sgd(_ momentum: Double) -> String {
    #"{"lr": 0.1, "momentum": \#(momentum), "dampening": 0, "weight_decay": 0, "nesterov": false, "maximize": false}"#
  }

  static func michaelrzhang(_ pullback: String, momentum: Double = 0.9) throws -> Michaelrzhang.Lookahead<Torch.SGD> {
    try Michaelrzhang.Lookahead(
      json: """
        {"inner": "torch.optim.SGD", "inner_args": \(sgd(momentum)), "la_steps": 3, "la_alpha": 0.5, "pullback_momentum": "\(pullback)"}
        """, inner: Torch.SGD.init(json:))
  }

  static func ranger(k: Int, α: Double = 0.5, threshold: Double = 5, λ: Double = 0, convOnly: Bool = false) throws -> Lessw2020.Ranger {
    try Lessw2020.Ranger(
      json: """
        {"lr": 0.01, "alpha": \(α), "k": \(k), "N_sma_threshhold": \(threshold), "betas": [0.9, 0.999], "eps": 1e-5, "weight_decay": \(λ),
        "use_gc": false, "gc_conv_only": \(convOnly)}
        """)
  }

  /// Around plain descent, k = 3: every third step goes half the way back. jettify's synchronises a step later.
  @Test func whenItSynchronises() throws {
    let usual = [0.9, 0.8, 0.85, 0.75, 0.65, 0.7, 0.6, 0.5]
    expectAnswers(try trajectory(Lookahead(inner: Momentum(ε: 0.1, μ: 0), k: 3), Self.ones), usual)
    expectAnswers(try trajectory(Self.michaelrzhang("none", momentum: 0), Self.ones), usual)
    let jettify = try TorchOptimizer.Lookahead(
      json: #"{"inner": "torch.optim.SGD", "inner_args": \#(Self.sgd(0)), "k": 3, "alpha": 0.5}"#, inner: Torch.SGD.init(json:))
    expectAnswers(try trajectory(jettify, Self.ones), [0.9, 0.8, 0.7, 0.75, 0.65, 0.55, 0.6, 0.5])
  }

  @Test func aroundAdam() throws {
    expectAnswers(
      try trajectory(Lookahead(inner: Adam(α: 0.1), k: 3, α: 0.8), spike),
      [0.900000001, 0.825918937761, 0.810083667443, 0.752739064698, 0.704269799335, 0.692013183559, 0.655531569922])
  }

  /// What it does to the inner momentum: the second synchronisation, at step 6, shows in step 7.
  @Test func momentum() throws {
    expectAnswers(
      try trajectory(Self.michaelrzhang("none"), Self.ones), [0.9, 0.71, 0.7195, 0.3756, -0.03391, 0.1085155, -0.4131876, -0.98272039])
    expectAnswers(try trajectory(Self.michaelrzhang("reset"), Self.ones), [0.9, 0.71, 0.7195, 0.6195, 0.4295, 0.439, 0.339, 0.149])
    expectAnswers(
      try trajectory(Self.michaelrzhang("pullback"), Self.ones),
      [0.9, 0.71, 0.7195, 0.49755, 0.197795, 0.27375775, -0.0758434125, -0.49048445875])
    #expect(throws: InvalidHyperparameter.self) { try Self.michaelrzhang("pullback", momentum: 0) }
  }

  @Test func ranger() throws {
    expectAnswers(
      try trajectory(Self.ranger(k: 3, λ: 0.1), spike),
      [0.989, 0.982747842105, 0.989037528681, 0.985140669111, 0.981957779914, 0.984952759383, 0.983848407457])
    expectAnswers(
      try trajectory(Self.ranger(k: 6, threshold: 4), constant),
      [0.999, 0.998, 0.997, 0.996, 0.995827129688, 0.997784625948, 0.997457629226])
    expectAnswers(
      try trajectory(Self.ranger(k: 4, α: 0.3, threshold: 6.5), constant),
      [0.999, 0.998, 0.997, 0.9988, 0.9978, 0.9968, 0.996473003278])
  }

  /// The mean of each row goes out of the gradient of a matrix, with `use_gc` false too. A vector stays, and so does a matrix with `gc_conv_only`.
  @Test func centralisedGradients() throws {
    let matrix = Gradient<Double>(shape: [2, 3], values: [1, 2, 6, -1, 0, 4])
    let vector = Gradient<Double>(shape: [3], values: [1, 2, 6])
    var gradients = [matrix, vector]
    try Self.ranger(k: 6).prepare(&gradients)
    #expect(gradients.map(\.values) == [[-2, -1, 3, -2, -1, 3], [1, 2, 6]])
    gradients = [matrix, Gradient(shape: [1, 2, 1, 2], values: [1, 2, 3, 6])]
    try Self.ranger(k: 6, convOnly: true).prepare(&gradients)
    #expect(gradients.map(\.values) == [matrix.values, [-2, -1, 0, 3]])
  }
}
