import OptimizerReference
import Testing

/// tensorflow-addons' AdaBelief over Double, against numbers that were worked out from its equations with mpmath, at 50 digits.
@Suite struct KnownAnswerTFAAdaBeliefTests {
  static func json(lr: String = "0.001", ε: Double = 1e-14, λ: String = "0", amsgrad: Bool = false, rectify: Bool = true) -> String {
    KnownAnswerTFATests.json(
      learningRate: lr, ε: ε, weightDecay: λ, amsgrad: amsgrad, more: #", "rectify": \#(rectify)"#)
  }

  static func adaBelief(
    lr: String = "0.001", ε: Double = 1e-14, λ: String = "0", amsgrad: Bool = false, rectify: Bool = true
  ) throws -> TFA.AdaBelief {
    try TFA.AdaBelief(json: json(lr: lr, ε: ε, λ: λ, amsgrad: amsgrad, rectify: rectify), keepsFloat: false)
  }

  @Test func rectified() throws {
    expectAnswers(
      try trajectory(Self.adaBelief(), spike),
      [0.999, 0.9984736842105, 0.9981046805205, 0.9978138983164, 0.9975941234635, 0.9975820686685, 0.9975687638121])
  }

  @Test func notRectified() throws {
    expectAnswers(
      try trajectory(Self.adaBelief(rectify: false), constant),
      [0.9988888888896, 0.9977208841532, 0.9964953001772, 0.9952116063810, 0.9938694243445, 0.9924685226294, 0.9910088095761])
  }

  /// ε is in s, where it adds up, and beside the root.
  @Test func epsilon() throws {
    expectAnswers(
      try trajectory(Self.adaBelief(ε: 1e-3, rectify: false), spike),
      [0.9992572579296, 0.9988135744198, 0.9984863921281, 0.9982214297355, 0.9980178522238, 0.9978558905489, 0.9977238738777])
  }

  @Test func maximumAndDecay() throws {
    let optimizer = try Self.adaBelief(lr: "0.01", ε: 1e-3, λ: "0.1", amsgrad: true)
    #expect(optimizer.slots == [.m, .s, .vmax])
    for arrangement in optimizer.arrangements {
      expectAnswers(
        try trajectory(optimizer, spike, arrangement: arrangement),
        [0.989, 0.9827478421053, 0.9780750573628, 0.9741891602641, 0.9710172225751, 0.9700043850458, 0.9689911599678])
    }
  }

  /// A row without a gradient ages and gets no ε.
  @Test func absentRows() throws {
    var x = Element<Double>(θ: 1, g: 0)
    (x.m, x.s, x.isTouched) = (0.5, 0.25, false)
    let variants: [Variant<Double>] = try Self.adaBelief(ε: 0.125, λ: "1").step(t: 9, arrangement: .asWritten, schedule: Double.self)
    variants[0].step(&x)
    #expect(x.θ == 1 && x.m == 0.45 && x.s == 0.24975)
  }
}
