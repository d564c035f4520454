import OptimizerReference
import Testing

/// SGD, momentum and AdaGrad over Double, against numbers that were worked out from their equations in decimal arithmetic of 60 digits.
@Suite struct KnownAnswerDescentTests {
  static func sgd(
    momentum: Double = 0, dampening: Double = 0, λ: Double = 0, nesterov: Bool = false, maximize: Bool = false
  ) throws -> Torch.SGD {
    try Torch.SGD(
      json: """
        {"lr": 0.1, "momentum": \(momentum), "dampening": \(dampening), "weight_decay": \(λ), "nesterov": \(nesterov),
        "maximize": \(maximize)}
        """)
  }

  @Test func plain() throws {
    expectAnswers(try trajectory(Self.sgd(), [1, 1, -2]), [0.9, 0.8, 1])
    expectAnswers(try trajectory(Self.sgd(maximize: true), [1, 1, -2]), [1.1, 1.2, 1])
    expectAnswers(try trajectory(Momentum(ε: 0.1, μ: 0), [1, 1, -2]), [0.9, 0.8, 1])
    #expect(try Self.sgd().slots.isEmpty)
  }

  /// The first gradient enters whole: damped, it would give 0.95 at the first step.
  @Test func dampening() throws {
    expectAnswers(try trajectory(Self.sgd(momentum: 0.9, dampening: 0.5), [1, 1, 1]), [0.9, 0.76, 0.584])
  }

  @Test func momentum() throws {
    let answers = [0.9, 0.8, 0.7, 0.6, 0.51, 0.429, 0.3561]
    expectAnswers(try trajectory(Self.sgd(momentum: 0.9), spike), answers)
    expectAnswers(try trajectory(Momentum(ε: 0.1), spike), answers)
  }

  /// The paper's θ and v were followed apart, with the gradient at θ + μv.
  @Test func nesterov() throws {
    let answers = [0.81, 0.71, 0.61, 0.51, 0.429, 0.3561, 0.29049]
    expectAnswers(try trajectory(Self.sgd(momentum: 0.9, nesterov: true), spike), answers)
    expectAnswers(try trajectory(NesterovMomentum(ε: 0.1), spike), answers)
  }

  @Test func decay() throws {
    expectAnswers(
      try trajectory(Self.sgd(momentum: 0.9, λ: 0.1, nesterov: true), spike),
      [0.791, 0.667871, 0.541484351, 0.413459003231, 0.304253828337, 0.203909479222, 0.112463569369])
  }

  @Test func nesterovNeedsMomentumWithoutDampening() {
    #expect(throws: InvalidHyperparameter.self) { try Self.sgd(nesterov: true) }
    #expect(throws: InvalidHyperparameter.self) { try Self.sgd(momentum: 0.9, dampening: 0.1, nesterov: true) }
  }

  @Test func adaGrad() throws {
    expectAnswers(
      try trajectory(AdaGrad(η: 0.1), spike),
      [0.90000000001, 0.890049628109, 0.88014815268, 0.870294859899, 0.870294859899, 0.870294859899, 0.870294859899])
    expectAnswers(
      try trajectory(AdaGrad(η: 0.1, δ: 0.5), spike),
      [0.933333333333, 0.926688760148, 0.920066026461, 0.913464883429, 0.913464883429, 0.913464883429, 0.913464883429])
    #expect(try trajectory(AdaGrad(δ: 0), [0])[0].isNaN)
  }

  /// A rate that decays from the second step on, a sum that does not start at 0, and weight decay in the gradient.
  @Test func torchAdagrad() throws {
    let adagrad = try Torch.Adagrad(
      json: #"{"lr": 0.1, "lr_decay": 0.2, "weight_decay": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-3, "maximize": false}"#)
    #expect(adagrad.start(.sum, θ: 1) == 0.5)
    expectAnswers(
      try trajectory(adagrad, spike),
      [0.915945175911, 0.903873623085, 0.893696742789, 0.884927257994, 0.881292408259, 0.878041379793, 0.875102965608])
  }
}
