import OptimizerReference
import Testing

/// The optimizers that bound their rate, over Double, against numbers that were worked out from their equations in decimal arithmetic of 60
/// digits.
@Suite struct KnownAnswerBoundTests {
  static func adaBound(
    lr: Double = 1e-3, γ: Double = 1e-3, λ: Double = 0, amsbound: Bool = false, w: Bool = false
  ) throws -> Luolc.AdaBound {
    let json = """
      {"lr": \(lr), "betas": [0.9, 0.999], "final_lr": 0.1, "gamma": \(γ), "eps": 1e-8, "weight_decay": \(λ), "amsbound": \(amsbound)}
      """
    return w ? try Luolc.AdaBound(adaBoundW: json) : try Luolc.AdaBound(json: json)
  }

  static func adaMod(lr: Double = 1e-3, β3: Double = 0.999, λ: Double = 0) throws -> Lancopku.AdaMod {
    try Lancopku.AdaMod(
      json: #"{"lr": \#(lr), "betas": [0.9, 0.999], "beta3": \#(β3), "eps": 1e-8, "weight_decay": \#(λ)}"#)
  }

  static func adaBalance(β3: Double = 0.999, γ: Double = 1e-3, λ: Double = 0, amsbound: Bool = false) throws -> Ahddlwq.AdaBalance {
    try Ahddlwq.AdaBalance(
      json: """
        {"lr": 0.001, "betas": [0.9, 0.999], "beta3": \(β3), "final_lr": 0.1, "gamma": \(γ), "eps": 1e-8, "weight_decay": \(λ),
        "amsbound": \(amsbound)}
        """)
  }

  /// Gradients of either sign, in which the bounds come in.
  static let mixed = [0.1, 0.2, -0.1, 0.05]

  @Test func adaBound() throws {
    expectAnswers(try trajectory(Self.adaBound(), Self.mixed), [0.999000003162, 0.998034822502, 0.997614733741, 0.997161251345])
    expectAnswers(try trajectory(Self.adaBound(γ: 0.5), Self.mixed), [0.999000003162, 0.997550003162, 0.996584003162, 0.995284669829])
    expectAnswers(
      try trajectory(Self.adaBound(), spike),
      [0.999000000316, 0.998259189907, 0.99762604656, 0.9970526007, 0.996567908187, 0.99615016594, 0.995785349908])
    expectAnswers(
      try trajectory(Self.adaBound(amsbound: true), spike),
      [0.999000000316, 0.998259189907, 0.99762604656, 0.9970526007, 0.996568150594, 0.996150826089, 0.995786557144])
  }

  /// AdaBound decays in the gradient; AdaBoundW takes λθ, not multiplied by the rate.
  @Test func decayOfAdaBound() throws {
    expectAnswers(
      try trajectory(Self.adaBound(lr: 0.01, λ: 0.1), steady),
      [0.99000000527, 0.980000447269, 0.970001618909, 0.960003811605, 0.950007315064, 0.940012416737])
    let w = try Self.adaBound(lr: 0.01, λ: 0.1, w: true)
    #expect(w.arrangements.count == 4)
    for arrangement in w.arrangements {
      expectAnswers(
        try trajectory(w, steady, arrangement: arrangement),
        [0.890000006325, 0.791000010165, 0.701900012802, 0.621710014687, 0.549539016049, 0.484585117029])
    }
  }

  @Test func adaMod() throws {
    expectAnswers(try trajectory(Self.adaMod(), Self.mixed), [0.999999000003, 0.999995137732, 0.999992575561, 0.99998902352])
    expectAnswers(
      try trajectory(Self.adaMod(β3: 0.5), spike),
      [0.999500000158, 0.998879595032, 0.998252820796, 0.997679374936, 0.997194682423, 0.996776940176, 0.996412124144])
    let decayed = try Self.adaMod(lr: 0.01, β3: 0.9, λ: 0.1)
    for arrangement in decayed.arrangements {
      expectAnswers(
        try trajectory(decayed, steady, arrangement: arrangement),
        [0.998000000632, 0.994292002161, 0.988818928276, 0.981714878002, 0.973179445612, 0.963427638086])
    }
  }

  /// The average starts at 0 and is not corrected: the first step is a thousandth of Adam's.
  @Test func adaBalance() throws {
    expectAnswers(try trajectory(Self.adaBalance(), Self.mixed), [0.999999, 0.999993211577, 0.999988396024, 0.999980631083])
    expectAnswers(try trajectory(Self.adaBalance(γ: 0.5), Self.mixed), [0.999666666667, 0.998216666667, 0.997250666667, 0.995951333333])
    expectAnswers(
      try trajectory(Self.adaBalance(β3: 0.5, λ: 0.1), spike),
      [0.999500000005, 0.998833360649, 0.998119645108, 0.997403355987, 0.996745422142, 0.99613650512, 0.995566655219])
  }

  /// Its maximum is not corrected: the first step is √1000 times longer.
  @Test func adaBalanceWithMaximum() throws {
    expectAnswers(
      try trajectory(Self.adaBalance(amsbound: true), Self.mixed), [0.999968377323, 0.999855175774, 0.99978471867, 0.999692335914])
  }

  /// What divides by 0 there.
  @Test func refused() {
    #expect(throws: InvalidHyperparameter.self) { try Self.adaBound(lr: 0) }
    #expect(throws: InvalidHyperparameter.self) { try Self.adaBound(γ: 0) }
    #expect(throws: InvalidHyperparameter.self) { try Self.adaBalance(γ: 0) }
    #expect(throws: InvalidHyperparameter.self) { try Self.adaBalance(γ: 1) }
  }
}
