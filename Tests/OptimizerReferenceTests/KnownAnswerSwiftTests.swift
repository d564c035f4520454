import OptimizerReference
import Testing

/// The optimizers of two Swift packages.
@Suite struct KnownAnswerSwiftTests {
  static func options(lr: Double = 1e-3, ε: Double = 1e-7, decay: Double = 0) -> String {
    #"{"learningRate": \#(lr), "beta1": 0.9, "beta2": 0.999, "epsilon": \#(ε), "decay": \#(decay)}"#
  }

  /// What swift-apis' own tests (`OptimizerTests.swift`) expect after 1000 steps of a constant gradient from 0, to the last bit of Float.
  static let gradients: [Double] = [-5, 0.1, 0.2]
  static let adam: [Float] = [0.99999064, -0.9999898, -0.9999905]
  static let rAdam: [Float] = [0.46914074, -0.44463903, -0.44513932]

  @Test func itsOwnTests() throws {
    for (i, g) in Self.gradients.enumerated() {
      try expectFloat(freeRun(SwiftAPIs.Adam(json: Self.options()), g), Self.adam[i], within: 2e-4)
      try expectFloat(freeRun(SwiftAPIs.Adam(amsGrad: Self.options()), g), Self.adam[i], within: 2e-4)
      try expectFloat(freeRun(SwiftAPIs.RAdam(json: Self.options()), g), Self.rAdam[i], within: 5e-3)
    }
  }

  /// The check can fail: one step more that is rectified, and the answers are others.
  @Test func rectifiedAStepEarlier() throws {
    for (i, g) in Self.gradients.enumerated() {
      let json = #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-7, "weight_decay": 0}"#
      let other = try freeRun(Lucid.RAdam(json: json, .compiled), g, hasFloatSchedule: false)
      #expect(abs(Double(Self.rAdam[i]) - other.value) > 2 * other.bound)
    }
  }

  /// lr / (1 + decay t), from the first step on; RAdam never reads it. Over Double, with the hyperparameters that Float keeps.
  @Test func decay() throws {
    let (plain, decayed) = (
      try trajectory(SwiftAPIs.Adam(json: Self.options(ε: 0)), [1]),
      try trajectory(SwiftAPIs.Adam(json: Self.options(ε: 0, decay: 0.5)), [1])
    )
    #expect(abs((1 - decayed[0]) - (1 - plain[0]) / 1.5) < 1e-15)
    #expect(
      try trajectory(SwiftAPIs.RAdam(json: Self.options(decay: 0.5)), constant)
        == trajectory(SwiftAPIs.RAdam(json: Self.options()), constant))
  }

  static func mlx(biasCorrection: Bool, own: String = "") -> String {
    #"{"learningRate": 0.0009765625, "betas": [0.875, 0.9921875], "eps": 0.0625, "biasCorrection": \#(biasCorrection)\#(own)}"#
  }

  /// Hyperparameters that Float holds: worked out with mpmath, at 50 digits.
  @Test func mlxSwift() throws {
    expectAnswers(
      try trajectory(MLXSwift.Adam(json: Self.mlx(biasCorrection: false)), spike),
      [0.999190989136, 0.998402708322, 0.99763260174, 0.996878434199, 0.996217019126, 0.99563695138, 0.995128227967])
    expectAnswers(
      try trajectory(MLXSwift.Adam(json: Self.mlx(biasCorrection: true)), spike),
      [0.999080882353, 0.998422895038, 0.997875022738, 0.99738917582, 0.99698987422, 0.996654970769, 0.996370216643])
    for arrangement in [Arrangement.asWritten, .decayInUpdate, .decaySubtracted] {
      expectAnswers(
        try trajectory(
          MLXSwift.Adam(adamW: Self.mlx(biasCorrection: false, own: #", "weightDecay": 0.5"#)), spike, arrangement: arrangement),
        [0.998702707886, 0.997426779266, 0.996169647889, 0.994929069387, 0.993781849104, 0.992716536315, 0.991723088031])
    }
  }

  /// θ after 1000 steps from 0 in Float. Where its schedule is in Float too: with any `pow` of one ulp, at any step.
  private func freeRun(_ reference: some Reference, _ g: Double, hasFloatSchedule: Bool = true) throws -> Bounded<Float> {
    typealias F = Bounded<Float>
    var x = Element<F>(θ: 0, g: F(value: Double(Float(g)), bound: 0))
    for t in 1...1000 {
      func variants<C: Scalar>(_ schedule: C.Type) -> [Variant<F>] { reference.step(t: t, arrangement: .asWritten, schedule: schedule) }
      let admissible =
        hasFloatSchedule
        ? variants(FloatSchedule<NearestPower>.self) + variants(FloatSchedule<PowerBelow>.self) + variants(FloatSchedule<PowerAbove>.self)
        : variants(Bounded<Double>.self)
      let results = admissible.map { variant in
        var y = x
        variant.step(&y)
        return y
      }
      x.θ = hull(results.map(\.θ))
      for slot in reference.slots { x[slot] = hull(results.map { $0[slot] }) }
    }
    return x.θ
  }

  private func hull(_ numbers: [Bounded<Float>]) -> Bounded<Float> {
    let low = numbers.map { $0.value - $0.bound }.min() ?? 0
    let high = numbers.map { $0.value + $0.bound }.max() ?? 0
    return Bounded(value: (low + high) / 2, bound: (high - low) / 2 * (1 + 0x1p-50))
  }

  private func expectFloat(_ got: Bounded<Float>, _ expected: Float, within: Double) {
    #expect(abs(Double(expected) - got.value) <= got.bound, "\(got)")
    #expect(got.bound < within, "\(got) says little")
  }
}
