import OptimizerReference
import Testing

/// PyTorch's optimizers over Double, against numbers that were worked out from their equations with mpmath, at 50 digits.
@Suite struct KnownAnswerTorchTests {
  static func adam(
    lr: Double = 1e-3, λ: Double = 0, amsgrad: Bool = false, maximize: Bool = false, decoupled: Bool = false
  ) throws -> Torch.Adam {
    try Torch.Adam(
      json: """
        {"lr": \(lr), "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": \(λ), "amsgrad": \(amsgrad), "maximize": \(maximize),
        "decoupled_weight_decay": \(decoupled)}
        """)
  }

  static func rAdam(
    lr: Double = 1e-3, ε: Double = 1e-8, λ: Double = 0, maximize: Bool = false, decoupled: Bool = false
  ) throws -> Torch.RAdam {
    try Torch.RAdam(
      json: """
        {"lr": \(lr), "betas": [0.9, 0.999], "eps": \(ε), "weight_decay": \(λ), "maximize": \(maximize),
        "decoupled_weight_decay": \(decoupled)}
        """)
  }

  @Test func adamIsThePapers() throws {
    expectAnswers(
      try trajectory(Self.adam(), spike),
      [0.99900000001, 0.998259189378, 0.997626045843, 0.997052599816, 0.996567907162, 0.996150164794, 0.995785348658])
  }

  /// The maximum of the uncorrected v, corrected afterwards: it shows from the fifth step, when the gradients end.
  @Test func amsgrad() throws {
    expectAnswers(
      try trajectory(Self.adam(amsgrad: true), spike),
      [0.99900000001, 0.998259189378, 0.997626045843, 0.997052599816, 0.996568149569, 0.996150824944, 0.995786555895])
    #expect(try Self.adam(amsgrad: true).slots == [.m, .v, .vmax])
    #expect(try Self.adam().slots == [.m, .v])
  }

  @Test func decayInTheGradient() throws {
    expectAnswers(
      try trajectory(Self.adam(lr: 0.01, λ: 0.1), steady),
      [0.990000000167, 0.980000438602, 0.97000160736, 0.960003797581, 0.950007298841, 0.940012398521])
    expectAnswers(
      try trajectory(Self.rAdam(lr: 0.01, λ: 0.1), steady),
      [0.994, 0.988003157895, 0.982009577394, 0.976019361511, 0.970032612338, 0.969774479809])
  }

  @Test(arguments: [Arrangement.asWritten, .decayInUpdate])
  func decoupledDecay(_ arrangement: Arrangement) throws {
    let adam = try Self.adam(lr: 0.01, λ: 0.1, decoupled: true)
    expectAnswers(
      try trajectory(adam, steady, arrangement: arrangement),
      [0.9890000002, 0.9780110004, 0.967032989599, 0.95606595681, 0.945109891053, 0.934164781362])
    let rAdam = try Self.rAdam(lr: 0.01, λ: 0.1, decoupled: true)
    expectAnswers(
      try trajectory(rAdam, steady, arrangement: arrangement),
      [0.994, 0.988006, 0.982017994, 0.976035976006, 0.97005994003, 0.968831669029])
  }

  /// AdamW is Adam with decoupled decay.
  @Test func adamW() throws {
    let json = #"{"lr": 0.01, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0.1, "amsgrad": false, "maximize": false}"#
    expectAnswers(
      try trajectory(Torch.Adam(adamW: json), steady),
      [0.9890000002, 0.9780110004, 0.967032989599, 0.95606595681, 0.945109891053, 0.934164781362])
  }

  /// Rectified where ρt > 5, so not yet at t = 5, where ρ5 = 4.996.
  @Test func rAdamIsRectifiedAStepLater() throws {
    expectAnswers(try trajectory(Self.rAdam(), constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.9995, 0.999474178921, 0.999441440145])
  }

  /// ε is added to √v before its correction.
  @Test func epsilonOfRAdam() throws {
    expectAnswers(try trajectory(Self.rAdam(ε: 1e-3), constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.9995, 0.999477134502, 0.999447895645])
  }

  /// The other way: without decay a mirror image about the start.
  @Test func maximize() throws {
    expectAnswers(
      try trajectory(Self.adam(maximize: true), spike),
      [1.00099999999, 1.001740810622, 1.002373954157, 1.002947400184, 1.003432092838, 1.003849835206, 1.004214651342])
    expectAnswers(
      try trajectory(Self.rAdam(maximize: true), constant), [1.0001, 1.0002, 1.0003, 1.0004, 1.0005, 1.000525821079, 1.000558559855])
  }

  /// The sign turns before the decay is added, which goes on to shrink θ.
  @Test func maximizeWithDecay() throws {
    expectAnswers(
      try trajectory(Self.adam(lr: 0.01, λ: 0.1, maximize: true), steady),
      [1.00999999975, 1.019999339211, 1.029997577639, 1.03999427513, 1.049988993601, 1.059981297757])
    expectAnswers(
      try trajectory(Self.adam(lr: 0.01, λ: 0.1, maximize: true, decoupled: true), steady),
      [1.0089999998, 1.0179909996, 1.026973008401, 1.035946035192, 1.044910088957, 1.053865178668])
    expectAnswers(
      try trajectory(Self.rAdam(lr: 0.01, λ: 0.1, maximize: true), steady),
      [1.004, 1.007997894737, 1.011993615071, 1.015987092326, 1.019978258441, 1.020236390943])
  }
}
