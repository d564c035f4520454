import OptimizerReference
import Testing

/// Keras' legacy optimizers over Double, against numbers that were worked out from their equations with mpmath, at 50 digits. β and the rates
/// are not rounded to Float here.
@Suite struct KnownAnswerKerasTests {
  static func adamJSON(lr: Double = 1e-3, ε: Double = 1e-7, decay: Double = 0, amsgrad: Bool = false, more: String = "") -> String {
    #"{"learning_rate": \#(lr), "beta_1": 0.9, "beta_2": 0.999, "epsilon": \#(ε), "decay": \#(decay), "amsgrad": \#(amsgrad)\#(more)}"#
  }

  static func adam(lr: Double = 1e-3, ε: Double = 1e-7, decay: Double = 0, amsgrad: Bool = false) throws -> Keras.Adam {
    try Keras.Adam(json: adamJSON(lr: lr, ε: ε, decay: decay, amsgrad: amsgrad), keepsFloat: false)
  }

  static func sgdJSON(lr: Double = 0.1, μ: Double = 0.9, nesterov: Bool = false, decay: Double = 0, more: String = "") -> String {
    #"{"learning_rate": \#(lr), "momentum": \#(μ), "nesterov": \#(nesterov), "decay": \#(decay)\#(more)}"#
  }

  static func sgd(μ: Double = 0.9, nesterov: Bool = false, decay: Double = 0) throws -> Keras.SGD {
    try Keras.SGD(json: sgdJSON(μ: μ, nesterov: nesterov, decay: decay), keepsFloat: false)
  }

  static func adagrad(first: Double = 0.1, ε: Double = 1e-7) throws -> Keras.Adagrad {
    try Keras.Adagrad(
      json: #"{"learning_rate": 0.1, "initial_accumulator_value": \#(first), "epsilon": \#(ε), "decay": 0}"#, keepsFloat: false)
  }

  @Test(arguments: [Arrangement.asWritten, .averagesAsSums])
  func adam(_ arrangement: Arrangement) throws {
    expectAnswers(
      try trajectory(Self.adam(), spike, arrangement: arrangement),
      [0.9990000031623, 0.9982591948516, 0.9976260532906, 0.9970526090412, 0.9965679178901, 0.9961501768174, 0.9957853618117])
    expectAnswers(
      try trajectory(Self.adam(amsgrad: true), spike),
      [0.9990000031623, 0.9982591948516, 0.9976260532906, 0.9970526090412, 0.9965681602956, 0.9961508369626, 0.9957865690408])
    expectAnswers(
      try trajectory(Self.adam(ε: 0.5, decay: 0.5), spike),
      [0.9999405165128, 0.9999110151565, 0.9998920258418, 0.9998782098350, 0.9998684830121, 0.9998613007355, 0.9998558150423])
  }

  /// ε is added to √v before its correction.
  @Test func epsilonOfAdam() throws {
    expectAnswers(try trajectory(Self.adam(lr: 1, ε: 1e-8), from: 0, [1e-8]), [-0.03065343003172])
    #expect(try Self.adam(ε: 0).ε == 1e-7)
  }

  @Test func adamSlots() throws {
    #expect(try Self.adam().slots == [.m, .v] && Self.adam(amsgrad: true).slots == [.m, .v, .vmax])
    // A row without a gradient goes on with its momentum.
    #expect(try Self.adam().takesRows && trajectory(Self.adam(), [0.1], isTouched: false) == [1])
    var x = Element<Double>(θ: 1, g: 0)
    (x.m, x.v, x.isTouched) = (1, 1, false)
    let variants: [Variant<Double>] = try Self.adam().step(t: 1000, arrangement: .asWritten, schedule: Double.self)
    variants[0].step(&x)
    #expect(x.θ < 1 && abs(x.m - 0.9) < 1e-15 && abs(x.v - 0.999) < 1e-15)
  }

  /// An infinite m is NaN at the next step.
  @Test func infinity() throws {
    #expect(try trajectory(Self.adam(), [.infinity, 1]).allSatisfy(\.isNaN))
    var x = Element<Double>(θ: 1, g: 1)
    x.m = .infinity
    let variants: [Variant<Double>] = try Self.adam().step(t: 2, arrangement: .asWritten, schedule: Double.self)
    variants[0].step(&x)
    #expect(x.m.isNaN && x.θ.isNaN)
  }

  /// As published, with amsgrad a NaN in v is not taken into the maximum.
  @Test(arguments: [true, false]) func aNaNIsNoMaximum(losesNaN: Bool) throws {
    var x = Element<Double>(θ: 1, g: .nan)
    x.vmax = 0.5
    let adam = try Keras.Adam(json: Self.adamJSON(amsgrad: true), losesNaN: losesNaN)
    let variants: [Variant<Double>] = adam.step(t: 1, arrangement: .asWritten, schedule: Double.self)
    variants[0].step(&x)
    #expect(x.v.isNaN && (losesNaN ? x.vmax == 0.5 : x.vmax.isNaN))
  }

  /// The learning rate is inside the velocity.
  @Test func sgd() throws {
    let ones = [1.0, 1, 1, 1]
    expectAnswers(try trajectory(Self.sgd(), ones), [0.9, 0.71, 0.439, 0.0951])
    expectAnswers(try trajectory(Self.sgd(nesterov: true), ones), [0.81, 0.539, 0.1951, -0.21441])
    expectAnswers(try trajectory(Self.sgd(decay: 0.5), ones), [0.9, 0.7433333333333, 0.5523333333333, 0.3404333333333])
    expectAnswers(try trajectory(Self.sgd(μ: 0, nesterov: true), ones), [0.9, 0.8, 0.7, 0.6])
    #expect(try Self.sgd(μ: 0).slots == [] && Self.sgd().slots == [.momentum])
    #expect(throws: InvalidHyperparameter.self) { try Self.sgd(μ: 1.1) }
  }

  @Test func rowsWithoutAGradientStay() throws {
    #expect(try trajectory(Self.sgd(), [1], isTouched: false) == [1])
    #expect(try trajectory(Self.adagrad(), [1], isTouched: false) == [1])
    var x = Element<Double>(θ: 1, g: 0)
    (x.momentum, x.isTouched) = (0.5, false)
    let variants: [Variant<Double>] = try Self.sgd().step(t: 1, arrangement: .asWritten, schedule: Double.self)
    variants[0].step(&x)
    #expect(x.θ == 1 && x.momentum == 0.5)
  }

  @Test func adagrad() throws {
    expectAnswers(
      try trajectory(Self.adagrad(), spike),
      [0.9046537501663, 0.8951621711097, 0.8857130601774, 0.8763058523785, 0.8763058523785, 0.8763058523785, 0.8763058523785])
    expectAnswers(
      try trajectory(Self.adagrad(first: 0, ε: 0.5), spike),
      [0.9333333333333, 0.9266887601476, 0.9200660264615, 0.9134648834293, 0.9134648834293, 0.9134648834293, 0.9134648834293])
    #expect(try Self.adagrad().start(.sum, θ: 7) == 0.1)
  }
}
