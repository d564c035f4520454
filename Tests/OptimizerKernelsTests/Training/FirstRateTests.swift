import OptimizerKernels
import Testing

/// Rules whose bounds belong to the first learning rate. What they give is what the published packages gave in float64, with
/// `param_groups[0]["lr"]` set before the 4th, the 6th and the 7th step.
@Suite struct FirstRateTests {
  private static let gradients: [Float] = [0.1, 0.2, -0.1, 0.05, 0.3, -0.2, 0.15, 0.1]
  private static let rates = [4: 1e-4, 6: 0, 7: 1e-3]
  /// adabound 0.0.5; torch_optimizer 0.3.0 and pytorch_optimizer 4.1.0 give the same digits.
  private static let bound = [
    0.999000003162, 0.997550003162, 0.996584003162, 0.996454069829, 0.996114491258, 0.996114491258, 0.993352741591, 0.989996150471,
  ]
  /// AdaBalance at commit e403afc.
  private static let balance = [
    0.999666666667, 0.998216666667, 0.997250666667, 0.997120733333, 0.996781154762, 0.996781154762, 0.994019405095, 0.990662813975,
  ]

  /// θ after each step, where `change` is called before it with its t.
  private func expect(
    _ optimizer: Optimizer, gives want: [Double], changed change: (inout Optimizer, Int) throws -> Void,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    var optimizer = optimizer
    var tensors: Tensors<Float> = ["w": [1]]
    for (i, want) in want.enumerated() {
      try change(&optimizer, i + 1)
      try optimizer.step(&tensors, gradients: ["w": [Self.gradients[i]]])
      let got = try #require(tensors["w"]?.first)
      // An ulp a step, as in the traces of presets, beside half a unit of the last digit.
      let limit = Double(i + 1) * Double(Float(1).ulp) + 0.5e-12
      #expect(abs(Double(got) - want) <= limit, "θ\(i + 1) is \(got), not \(want)", sourceLocation: location)
    }
  }

  private func change(_ optimizer: inout Optimizer, _ t: Int) throws {
    if let rate = Self.rates[t] { try optimizer.setLearningRate(rate, ofGroup: 0) }
  }

  @Test func `bounds follow a rate that is set, to 0 and back`() throws {
    for rule in try [
      AdaBound.luolc(gamma: 0.5), .luolcW(gamma: 0.5), .torchOptimizer(gamma: 0.5), .pytorchOptimizer(gamma: 0.5),
    ] {
      try expect(Optimizer(["w": [1]], rule), gives: Self.bound, changed: change)
    }
    let ams = [
      0.999000001581, 0.99660050158, 0.994011081279, 0.99365253851, 0.993021539944, 0.993021539944, 0.986222000764, 0.978338592608,
    ]
    try expect(Optimizer(["w": [1]], AdaBound.luolc(gamma: 0.5, weightDecay: 0.1, amsbound: true)), gives: ams, changed: change)
    try expect(Optimizer(["w": [1]], AdaBalance.published(gamma: 0.5)), gives: Self.balance, changed: change)
  }

  @Test func `a group's own rate is its first`() throws {
    let group = try ParameterGroup(AdaBound.luolc(lr: 0.7, gamma: 0.5), learningRate: 1e-3)
    try expect(Optimizer(["w": [1]], groups: [group]), gives: Self.bound, changed: change)
  }

  @Test func `a schedule scales the bounds as a rate that is set does`() throws {
    let schedule = LearningRateSchedule.piecewiseConstant(boundaries: [2, 4, 5], values: [1e-3, 1e-4, 0, 1e-3])
    let group = try ParameterGroup(AdaBound.luolc(gamma: 0.5), schedule: schedule)
    try expect(Optimizer(["w": [1]], groups: [group]), gives: Self.bound, changed: { _, _ in })
  }

  @Test func `elements with rates of their own scale the bounds by them`() throws {
    try expect(
      Optimizer(["w": [1]], AdaBound.luolc(gamma: 0.5)), gives: Self.bound,
      changed: { optimizer, t in
        if let rate = Self.rates[t] { try optimizer.setLearningRates([Float(rate)], of: "w") }
      })
  }

  /// pytorch_optimizer 4.1.0 made with lr = 0, which is set to 0.001 before the 4th step.
  @Test func `a first rate of 0 is replaced by the next`() throws {
    let want = [1.0, 1.0, 1.0, 0.998700666667, 0.995304880952, 0.993595863452, 0.990834113786, 0.987477522666]
    try expect(
      Optimizer(["w": [1]], AdaBound.pytorchOptimizer(lr: 0, gamma: 0.5)), gives: want,
      changed: { optimizer, t in
        if t == 4 { try optimizer.setLearningRate(1e-3, ofGroup: 0) }
      })
  }

  /// The first rate goes through JSON with the rest, and a copy has it.
  @Test func `the first rate is kept`() throws {
    var optimizer = try Optimizer(["w": [1]], AdaBound.luolc(gamma: 0.5))
    #expect(optimizer.groups[0].configuration.formula.firstLearningRate == nil)
    try optimizer.setLearningRate(1e-4, ofGroup: 0)
    try optimizer.setLearningRate(1e-5, ofGroup: 0)
    let configuration = try RuleConfiguration(json: optimizer.groups[0].configuration.json)
    #expect(configuration == optimizer.groups[0].configuration)
    #expect(configuration.formula.firstLearningRate == 1e-3 && configuration.formula.learningRate == 1e-5)
    #expect(throws: ConfigurationError.self) {
      try RuleConfiguration(json: configuration.json.replacing("\"firstLearningRate\":0.001", with: "\"firstLearningRate\":0"))
    }
    var adam = try Optimizer(["w": [1]], Adam.torch())
    try adam.setLearningRate(1e-4, ofGroup: 0)
    #expect(adam.groups[0].configuration.formula.firstLearningRate == nil)
  }

  /// Algorithm 2: η = clamp(α/√v, ηl(t), ηu(t)), where the bounds know no α. With γ = 1 − β2 = 1 and every rate below the bounds η is
  /// ηl(1) = α*/2 at t = 1, whatever α is.
  @Test func `the paper's bounds stay`() throws {
    for rates in [[1e-3, 1e-5], [1e-5, 1e-3]] {
      var tensors: Tensors<Float> = ["w": [1], "v": [1]]
      let rule = try AdaBound.paper(learningRate: rates[0], beta1: 0, beta2: 0, finalLearningRate: 0.5)
      var optimizer = try Optimizer(tensors, rule)
      try optimizer.setLearningRate(rates[1], ofGroup: 0)
      try optimizer.step(&tensors, gradients: ["w": [1], "v": [1]])
      #expect(tensors["w"] == [0.75])
    }
    var tensors: Tensors<Float> = ["w": [1]]
    let rule = try AdaBound.paper(beta1: 0, beta2: 0, finalLearningRate: 0.5)
    var optimizer = try Optimizer(tensors, groups: [ParameterGroup(rule, schedule: .inverseTime(rate: 1, first: 1))])
    try optimizer.step(&tensors, gradients: ["w": [1]])
    #expect(tensors["w"] == [0.75])
  }
}
