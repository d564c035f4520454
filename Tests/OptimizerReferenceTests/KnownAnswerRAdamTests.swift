import OptimizerReference
import Testing

/// The RAdam and AdaBelief of libraries over Double, against numbers that were worked out from their equations in decimal arithmetic of 60
/// digits, and those that their authors printed.
@Suite struct KnownAnswerRAdamTests {
  static func rAdam(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), ε: Double = 1e-8, λ: Double = 0, degenerated: Bool = false
  ) throws -> LiyuanLucasLiu.RAdam {
    try LiyuanLucasLiu.RAdam(
      json: """
        {"lr": \(lr), "betas": [\(betas.0), \(betas.1)], "eps": \(ε), "weight_decay": \(λ), "degenerated_to_sgd": \(degenerated)}
        """)
  }

  static func jettify(
    lr: Double = 1e-3, ε: Double = 1e-8, λ: Double = 0, amsgrad: Bool = false, decoupled: Bool = false,
    fixed: Bool = false, rectify: Bool = false
  ) throws -> TorchOptimizer.AdaBelief {
    try TorchOptimizer.AdaBelief(
      json: """
        {"lr": \(lr), "betas": [0.9, 0.999], "eps": \(ε), "weight_decay": \(λ), "amsgrad": \(amsgrad), "weight_decouple": \(decoupled),
        "fixed_decay": \(fixed), "rectify": \(rectify)}
        """)
  }

  /// What LiyuanLucasLiu/RAdam printed with its pull request 36, in Float: ten steps, each of which rounds θ once, and its update far less.
  @Test(arguments: [(0.9, 0.999, 0.9948096871376038), (0.9, 0.1, 0.9900001287460327), (0.1, 0.999, 0.9948096871376038)])
  func published(β1: Double, β2: Double, answer: Double) throws {
    let θ = try trajectory(Self.rAdam(betas: (β1, β2), degenerated: true), [Double](repeating: 1, count: 10))
    #expect(abs(θ[9] - answer) <= 11 * 0x1p-25)
  }

  /// Not yet at t = 5, where ρ5 = 4.996; and before that it waits, undecayed, unless it is told to go on without rectification.
  @Test func below() throws {
    expectAnswers(try trajectory(Self.rAdam(), constant), [1, 1, 1, 1, 1, 0.999974178921, 0.999941440145])
    expectAnswers(
      try trajectory(Self.rAdam(degenerated: true), constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.9995, 0.999474178921, 0.999441440145])
  }

  @Test func decay() throws {
    let gradients = [Double](repeating: 0.5, count: 7)
    for arrangement in [Arrangement.asWritten, .decayAsFactor, .decayInUpdate] {
      expectAnswers(
        try trajectory(Self.rAdam(lr: 0.01, λ: 0.1), gradients, arrangement: arrangement),
        [1, 1, 1, 1, 1, 0.998741788939, 0.997415659084])
      let sgd = [0.994, 0.988006, 0.982017994, 0.976035976006, 0.97005994003, 0.968831669029, 0.967535449294]
      expectAnswers(try trajectory(Self.rAdam(lr: 0.01, λ: 0.1, degenerated: true), gradients, arrangement: arrangement), sgd)
      let jettify = try TorchOptimizer.RAdam(json: #"{"lr": 0.01, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0.1}"#)
      expectAnswers(try trajectory(jettify, gradients, arrangement: arrangement), sgd)
    }
  }

  /// ε is added to √v before its correction.
  @Test func epsilon() throws {
    let θ = try trajectory(Self.rAdam(ε: 1e-3, degenerated: true), [Double](repeating: 1e-3, count: 7))
    expectAnswers(Array(θ[5...]), [0.999993145846, 0.999990621695])
  }

  /// The paper's, where ε stays in s; with `amsgrad` it stays in the maximum.
  @Test func jettifyEpsilon() throws {
    let alternating: [Double] = [1, -1, 1, -1, 1, -1]
    expectAnswers(
      try trajectory(Self.jettify(lr: 1, ε: 1e-3), from: 0, alternating),
      [-0.742742070414, -0.704537455739, -0.949774757791, -0.911570880325, -1.060387997775, -1.022185126001])
    expectAnswers(
      try trajectory(Self.jettify(lr: 1, ε: 1e-3, amsgrad: true), from: 0, alternating),
      [-0.742742070414, -0.698387999141, -0.995943543492, -0.948027324267, -1.137293573655, -1.08799904748])
  }

  /// Rectified from t = 5, and before that a step by m as it is, a tenth as long at the first.
  @Test func jettifyRectified() throws {
    expectAnswers(
      try trajectory(Self.jettify(rectify: true), constant),
      [0.99999, 0.999971, 0.9999439, 0.99990951, 0.999886295715, 0.999850158322, 0.999802419886])
    expectAnswers(
      try trajectory(Self.jettify(lr: 0.01, λ: 0.1, decoupled: true, fixed: true, rectify: true), constant),
      [0.8999, 0.80972, 0.728477, 0.6552854, 0.589524717148, 0.530210871501, 0.476712399998])
  }

  @Test func jettifyDecay() throws {
    expectAnswers(
      try trajectory(Self.jettify(lr: 0.01, λ: 0.1, decoupled: true), constant),
      [0.987895742488, 0.975235759759, 0.962013879853, 0.948225493392, 0.933867522397, 0.918938365996, 0.903437825907])
    expectAnswers(
      try trajectory(Self.jettify(lr: 0.01, λ: 0.1), constant),
      [0.988890603787, 0.977214488299, 0.964966793939, 0.952144821101, 0.938748079356, 0.924778307688, 0.910239465949])
  }
}
