import OptimizerReference
import Testing

/// adabelief_pytorch and pytorch_optimizer's AdaBelief over Double, against numbers that were worked out with mpmath, at 50 digits.
@Suite struct KnownAnswerAdaBeliefTests {
  static func options(
    lr: Double = 1e-3, β2: Double = 0.999, ε: Double = 1e-16, λ: Double = 0, decoupled: Bool = true, fixed: Bool = false,
    amsgrad: Bool = false,
    rectify: Bool = true, degenerates: Bool? = true
  ) -> String {
    """
    {"lr": \(lr), "betas": [0.9, \(β2)], "eps": \(ε), "weight_decay": \(λ), "weight_decouple": \(decoupled), "fixed_decay": \(fixed),
    "amsgrad": \(amsgrad), "rectify": \(rectify)\(degenerates.map { ", \"degenerated_to_sgd\": \($0)" } ?? "")}
    """
  }

  static func other(β2: Double = 0.999, ε: Double, amsBound: Bool, rectify: Bool = true, lr: Double = 1e-3) throws
    -> PytorchOptimizer.AdaBelief
  {
    try PytorchOptimizer.AdaBelief(
      json: """
        {"lr": \(lr), "betas": [0.9, \(β2)], "eps": \(ε), "weight_decay": 0, "weight_decouple": true, "fixed_decay": false, "maximize": false,
        "n_sma_threshold": 5, "degenerated_to_sgd": true, "rectify": \(rectify), "ams_bound": \(amsBound)}
        """)
  }

  @Test func belowTheThreshold() throws {
    expectAnswers(
      try trajectory(AdaBeliefPyTorch.AdaBelief(json: Self.options()), constant),
      [0.9999, 0.9998, 0.9997, 0.9996, 0.9995, 0.999463827159, 0.999416037884])
    expectAnswers(
      try trajectory(AdaBeliefPyTorch.AdaBelief(json: Self.options(degenerates: false)), constant),
      [1, 1, 1, 1, 1, 0.999963827159, 0.999916037884])
    // The older version does not correct the momentum there, and is rectified a step earlier.
    expectAnswers(
      try trajectory(AdaBeliefPyTorch.AdaBelief005(json: Self.options(ε: 1e-8, degenerates: nil)), constant),
      [0.99999, 0.999971, 0.9999439, 0.99990951, 0.999886295715, 0.999850158322, 0.999802419886])
    expectAnswers(
      try trajectory(AdaBeliefPyTorch.AdaBelief005(json: Self.options(ε: 1e-3, degenerates: nil)), spike),
      [0.9999, 0.9998, 0.9997, 0.9996, 0.999596475767, 0.999592293737, 0.999587971667])
  }

  /// A rectified step divides by the root of s, whatever `amsgrad` says; pytorch_optimizer's by that of the maximum.
  @Test func theMaximumIsNotRead() throws {
    let answers = [0.999, 0.998473684211, 0.99810468052, 0.997813898316, 0.997594123463, 0.997464619951, 0.997316345234]
    for amsgrad in [false, true] {
      let belief = try AdaBeliefPyTorch.AdaBelief(json: Self.options(β2: 0.9, ε: 1e-3, amsgrad: amsgrad))
      expectAnswers(try trajectory(belief, spike), answers)
      #expect(belief.slots == (amsgrad ? [.m, .s, .vmax] : [.m, .s]))
    }
    expectAnswers(
      try trajectory(Self.other(β2: 0.9, ε: 1e-3, amsBound: true), spike), Array(answers[..<5]) + [0.997489042712, 0.99737309834])
    // Signs that turn, ε 1e-3 and rate 1: bit for bit.
    let (without, with) = try (
      trajectory(AdaBeliefPyTorch.AdaBelief(json: Self.options(lr: 1, ε: 1e-3)), from: 0, alternating),
      trajectory(AdaBeliefPyTorch.AdaBelief(json: Self.options(lr: 1, ε: 1e-3, amsgrad: true)), from: 0, alternating)
    )
    #expect(without == with)
    expectAnswers(with, [-1, -0.947368421053, -1.283161778986, -1.230530200039, -1.434945232639, -1.43396725792])
  }

  /// ε stays in s, and adds up there; in the older version with `amsgrad` it stays in the maximum instead.
  @Test func epsilonAddsUp() throws {
    let answers = [-0.742742070414, -0.704537455739, -0.949774757791, -0.911570880325, -1.060387997775, -1.022185126001]
    expectAnswers(
      try trajectory(AdaBeliefPyTorch.AdaBelief(json: Self.options(lr: 1, ε: 1e-3, rectify: false)), from: 0, alternating), answers)
    expectAnswers(
      try trajectory(
        AdaBeliefPyTorch.AdaBelief005(json: Self.options(lr: 1, ε: 1e-3, rectify: false, degenerates: nil)), from: 0, alternating),
      answers)
    expectAnswers(try trajectory(Self.other(ε: 1e-3, amsBound: false, rectify: false, lr: 1), from: 0, alternating), answers)
    expectAnswers(
      try trajectory(
        AdaBeliefPyTorch.AdaBelief005(json: Self.options(lr: 1, ε: 1e-3, amsgrad: true, rectify: false, degenerates: nil)), from: 0,
        alternating),
      [-0.742742070414, -0.698387999141, -0.995943543492, -0.948027324267, -1.137293573655, -1.08799904748])
  }

  /// The decay goes on where the step is held.
  @Test func decays() throws {
    func belief(decoupled: Bool, fixed: Bool, degenerates: Bool) throws -> AdaBeliefPyTorch.AdaBelief {
      try AdaBeliefPyTorch.AdaBelief(
        json: Self.options(lr: 0.01, λ: 0.1, decoupled: decoupled, fixed: fixed, degenerates: degenerates))
    }
    for arrangement in [Arrangement.asWritten, .decayInUpdate, .decaySubtracted] {
      expectAnswers(
        try trajectory(belief(decoupled: true, fixed: false, degenerates: false), steady, arrangement: arrangement),
        [0.999, 0.998001, 0.997002999, 0.996005996001, 0.995009990005, 0.993653251603])
      expectAnswers(
        try trajectory(belief(decoupled: true, fixed: true, degenerates: false), steady, arrangement: arrangement),
        [0.9, 0.81, 0.729, 0.6561, 0.59049, 0.531079271588])
    }
    expectAnswers(
      try trajectory(belief(decoupled: false, fixed: true, degenerates: true), steady),
      [0.994, 0.988003157895, 0.982009577394, 0.976019361511, 0.970032612338, 0.969671027881])
  }
}
