import OptimizerReference
import Testing

/// lucid's optimizers over Double, against numbers that were worked out from their equations with mpmath, at 50 digits.
@Suite struct KnownAnswerLucidTests {
  static func json(lr: Double = 1e-3, ε: Double = 1e-8, λ: Double = 0, amsgrad: Bool? = nil) -> String {
    #"{"lr": \#(lr), "betas": [0.9, 0.999], "eps": \#(ε), "weight_decay": \#(λ)\#(amsgrad.map { ", \"amsgrad\": \($0)" } ?? "")}"#
  }

  /// One name, three optimizers: rectified from the sixth step with ε before the correction; from the fifth with ε after it.
  @Test func threeRAdams() throws {
    let early = [0.999, 0.998473684211, 0.99810468052, 0.997813898316]
    let engine = early + [0.997594123463, 0.997583663614, 0.997572081913]
    let others = early + [0.997805526022, 0.997794765452, 0.997782852905]
    expectAnswers(try trajectory(Lucid.RAdam(json: Self.json(ε: 1e-3)), spike), engine)
    expectAnswers(try trajectory(Lucid.RAdam(json: Self.json(ε: 1e-3), .compiled), spike), others)
    expectAnswers(try trajectory(Lucid.RAdam(json: Self.json(ε: 1e-3), .documented), spike), others)
    // The engine's is torch's, for gradients that decay with it too.
    expectAnswers(
      try trajectory(Lucid.RAdam(json: Self.json(lr: 0.01, λ: 0.1)), steady),
      [0.994, 0.988003157895, 0.982009577394, 0.976019361511, 0.970032612338, 0.969774479809])
  }

  /// `amsgrad` is taken, and does nothing.
  @Test(arguments: [false, true])
  func adam(amsgrad: Bool) throws {
    expectAnswers(
      try trajectory(Lucid.Adam(json: Self.json(amsgrad: amsgrad)), spike),
      [0.99900000001, 0.998259189378, 0.997626045843, 0.997052599816, 0.996567907162, 0.996150164794, 0.995785348658])
    expectAnswers(
      try trajectory(Lucid.Adam(json: Self.json(lr: 0.01, λ: 0.1, amsgrad: amsgrad)), steady),
      [0.990000000167, 0.980000438602, 0.97000160736, 0.960003797581, 0.950007298841, 0.940012398521])
    #expect(try Lucid.Adam(json: Self.json(amsgrad: amsgrad)).slots == [.m, .v])
  }

  @Test(arguments: [Arrangement.asWritten, .decayAsFactor, .decayInUpdate])
  func adamW(_ arrangement: Arrangement) throws {
    expectAnswers(
      try trajectory(Lucid.Adam(adamW: Self.json(lr: 0.01, λ: 0.1, amsgrad: false)), steady, arrangement: arrangement),
      [0.9890000002, 0.9780110004, 0.967032989599, 0.95606595681, 0.945109891053, 0.934164781362])
  }

  @Test func nAdam() throws {
    expectAnswers(
      try trajectory(Lucid.NAdam(json: Self.json(lr: 0.002)), spike),
      [0.997887096464, 0.997553519167, 0.997184775357, 0.996777695803, 0.996597380598, 0.996420351572, 0.996248544221])
    expectAnswers(
      try trajectory(Lucid.NAdam(json: Self.json(lr: 0.002, λ: 0.1)), steady),
      [0.997887096479, 0.996319972293, 0.994855896076, 0.993394264528, 0.991902860693, 0.990371471185])
  }

  /// ε is added to u, outside of the maximum.
  @Test func adamax() throws {
    expectAnswers(
      try trajectory(Lucid.Adamax(json: Self.json(lr: 0.002, ε: 0.01)), [-1, 0.1, 0.1, 0.1, 0, 0, 0]),
      [1.00198019802, 1.002814791938, 1.003268724598, 1.003533228775, 1.003733340669, 1.003890900617, 1.004018385706])
  }

  /// `lr_decay` is ε, and `eps` what the sum starts from.
  @Test func adagrad() throws {
    func adagrad(_ lrDecay: Double, _ ε: Double, _ gradients: [Double]) throws -> [Double] {
      let adagrad = try Lucid.Adagrad(json: #"{"lr": 0.01, "lr_decay": \#(lrDecay), "weight_decay": 0, "eps": \#(ε)}"#)
      var x = Element<Double>(θ: 1, g: 0)
      x.sum = adagrad.start(.sum, θ: 1)
      return gradients.enumerated().map { k, g in
        x.g = g
        let variants: [Variant<Double>] = adagrad.step(t: k + 1, arrangement: .asWritten, schedule: Double.self)
        variants[0].step(&x)
        return x.θ
      }
    }
    expectAnswers(try adagrad(0, 1e-10, [1e-5, 0.1, 0.1]), [0.992928932188, 0.982928932288, 0.975857864512])
    expectAnswers(try adagrad(0.5, 0.25, [0.1, 0.1]), [0.999009804864, 0.998029042751])
    #expect(try adagrad(0, 1e-10, [0]) == [1])
  }

  @Test(arguments: [false, true])
  func rmsProp(centered: Bool) throws {
    func rmsProp(ε: Double, λ: Double, momentum: Double) throws -> Lucid.RMSprop {
      try Lucid.RMSprop(
        json: #"{"lr": 0.01, "alpha": 0.99, "eps": \#(ε), "weight_decay": \#(λ), "momentum": \#(momentum), "centered": \#(centered)}"#)
    }
    expectAnswers(
      try trajectory(rmsProp(ε: 1e-3, λ: 0.1, momentum: 0.9), spike),
      [0.900900900901, 0.794752570072, 0.683333200961, 0.568248261919, 0.459654622206, 0.357845104652, 0.263029721224])
    #expect(try rmsProp(ε: 1e-8, λ: 0, momentum: 0).slots == [.v])
  }

  /// The first gradient is dampened too.
  @Test func sgd() throws {
    func sgd(_ dampening: Double, λ: Double, nesterov: Bool) throws -> Lucid.SGD {
      try Lucid.SGD(
        json: #"{"lr": 0.1, "momentum": 0.9, "dampening": \#(dampening), "weight_decay": \#(λ), "nesterov": \#(nesterov)}"#)
    }
    expectAnswers(try trajectory(sgd(0.5, λ: 0, nesterov: false), [1, 1, 1]), [0.95, 0.855, 0.7195])
    expectAnswers(try trajectory(sgd(0, λ: 0.1, nesterov: true), [1, 1, 1]), [0.791, 0.496871, 0.129833351])
  }
}
