import OptimizerReference
import Testing

/// labml's optimizers over Double, against numbers that were worked out from their equations with mpmath, at 50 digits.
@Suite struct KnownAnswerLabmlTests {
  static func json(lr: Double = 1e-3, ε: Double = 1e-16, λ: Double = 0, decoupled: Bool = true, absolute: Bool = false, _ own: String)
    -> String
  {
    """
    {"lr": \(lr), "betas": [0.9, 0.999], "eps": \(ε), \(own),
    "weight_decay": {"weight_decay": \(λ), "weight_decouple": \(decoupled), "absolute": \(absolute)}}
    """
  }

  /// ε before the correction of v, and after it.
  @Test func optimizedUpdate() throws {
    expectAnswers(
      try trajectory(Labml.Adam(json: Self.json(ε: 0.5, #""optimized_update": true"#)), spike),
      [0.999940516513, 0.999896264478, 0.999858285849, 0.999823745832, 0.999794565363, 0.999769427395, 0.999747484622])
    expectAnswers(
      try trajectory(Labml.Adam(json: Self.json(ε: 0.5, #""optimized_update": false"#)), spike),
      [0.999333333333, 0.998898526643, 0.998557743874, 0.998269005528, 0.998038496167, 0.997849322907, 0.997691077965])
  }

  /// Into the gradient; θ(1 − lr λ); θ(1 − λ).
  @Test func threeDecays() throws {
    func adam(decoupled: Bool, absolute: Bool) throws -> Labml.Adam {
      try Labml.Adam(json: Self.json(lr: 0.01, λ: 0.1, decoupled: decoupled, absolute: absolute, #""optimized_update": false"#))
    }
    for isAbsolute in [false, true] {
      expectAnswers(
        try trajectory(adam(decoupled: false, absolute: isAbsolute), steady),
        [0.99, 0.980000438268, 0.970001606859, 0.960003796914, 0.950007298007, 0.94001239752])
    }
    for arrangement in [Arrangement.asWritten, .decayInUpdate, .decaySubtracted] {
      expectAnswers(
        try trajectory(adam(decoupled: true, absolute: false), steady, arrangement: arrangement),
        [0.989, 0.978011, 0.967032989, 0.956065956011, 0.945109890055, 0.934164780165])
      expectAnswers(
        try trajectory(adam(decoupled: true, absolute: true), steady, arrangement: arrangement),
        [0.89, 0.791, 0.7019, 0.62171, 0.549539, 0.4845851])
    }
  }

  @Test func amsGrad() throws {
    let amsGrad = try Labml.Adam(amsGrad: Self.json(#""optimized_update": true, "amsgrad": true"#))
    expectAnswers(
      try trajectory(amsGrad, spike),
      [0.999, 0.998259189357, 0.997626045812, 0.997052599773, 0.996568149516, 0.99615082488, 0.995786555822])
    #expect(amsGrad.slots == [.m, .v, .vmax])
    #expect(try Labml.Adam(json: Self.json(#""optimized_update": true"#)).slots == [.m, .v])
  }

  static func rAdam(lr: Double = 1e-3, ε: Double = 1e-8, λ: Double = 0, optimized: Bool = true, degenerates: Bool = true) throws
    -> Labml.RAdam
  {
    try Labml.RAdam(
      json: json(lr: lr, ε: ε, λ: λ, #""optimized_update": \#(optimized), "amsgrad": false, "degenerated_to_sgd": \#(degenerates)"#))
  }

  /// From the sixth step; without momentum below the threshold θ holds still, but the moments go on.
  @Test func rAdam() throws {
    expectAnswers(try trajectory(Self.rAdam(), constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.9995, 0.999474178921, 0.999441440145])
    expectAnswers(try trajectory(Self.rAdam(degenerates: false), constant), [1, 1, 1, 1, 1, 0.999974178921, 0.999941440145])
    expectAnswers(
      try trajectory(Self.rAdam(ε: 1e-3, optimized: false), constant),
      [0.9999, 0.9998, 0.9997, 0.9996, 0.9995, 0.999474434542, 0.999442019874])
  }

  /// The decay goes on where the step is held.
  @Test func decayWhereItHolds() throws {
    expectAnswers(
      try trajectory(Self.rAdam(lr: 0.01, λ: 0.1, degenerates: false), steady),
      [0.999, 0.998001, 0.997002999, 0.996005996001, 0.995009990005, 0.993756768954])
  }

  static let beliefDefaults = json(#""amsgrad": false, "degenerate_to_sgd": true, "rectify": true"#)

  /// With its defaults: five steps of nothing, and a maximum that nobody asked for.
  @Test func adaBeliefAsShipped() throws {
    let belief = try Labml.AdaBelief(json: Self.beliefDefaults)
    expectAnswers(try trajectory(belief, constant), [1, 1, 1, 1, 1, 0.999963827159, 0.999916037884])
    #expect(belief.slots == [.m, .s, .vmax])
    #expect(belief.amsgrad && !belief.degenerates && !belief.optimized)
    // Asked for the maximum it takes the other update; asked not to degenerate, no maximum.
    let other = try Labml.AdaBelief(json: Self.json(#""amsgrad": true, "degenerate_to_sgd": false, "rectify": true"#))
    #expect(other.optimized && !other.amsgrad && !other.degenerates)
  }

  @Test func adaBeliefAsDocumented() throws {
    let belief = try Labml.AdaBelief(documented: Self.beliefDefaults)
    expectAnswers(try trajectory(belief, constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.9995, 0.999463827159, 0.999416037884])
    #expect(belief.slots == [.m, .s])
    expectAnswers(
      try trajectory(belief, spike), [0.999, 0.998473684211, 0.99810468052, 0.997813898316, 0.997594123463, 0.997582068669, 0.997568763812])
  }

  /// ε is added to s for the update, and s keeps none of it.
  @Test func transientEpsilon() throws {
    let options = Self.json(lr: 1, ε: 1e-3, #""amsgrad": false, "degenerate_to_sgd": false, "rectify": false"#)
    for belief in [try Labml.AdaBelief(json: options), try Labml.AdaBelief(documented: options)] {
      expectAnswers(
        try trajectory(belief, from: 0, alternating),
        [-0.742742070414, -0.698223781989, -1.003743516033, -0.95461479131, -1.150722913562, -1.099708657831])
    }
  }

  /// The rate warms up; the decay does not: the first step takes a hundredth of lr λ's worth, and all of lr λ.
  @Test func warmup() throws {
    let own = #""optimized_update": true, "amsgrad": false, "warmup": 10"#
    let adam = try Labml.Adam(adamWarmup: Self.json(lr: 0.01, λ: 0.1, own))
    expectAnswers(
      try trajectory(adam, [Double](repeating: 0.1, count: 12)),
      [
        0.99799999, 0.99500198001, 0.99100696803, 0.986015951062, 0.980029925111, 0.973049885186, 0.965076825301, 0.956111738475,
        0.946155616737, 0.93520946112, 0.924274251659, 0.913349977407,
      ])
    // Of a gradient of zero only the decay is left.
    #expect(try trajectory(Labml.Adam(adamWarmup: Self.json(lr: 1, ε: 1e-8, λ: 0.1, own)), [0]) == [0.9])
  }

  /// Down to a tenth, and up again past the last step.
  @Test func warmupAndCosine() throws {
    let adam = try Labml.Adam(
      adamWarmupCosineDecay: Self.json(lr: 0.01, #""optimized_update": true, "amsgrad": false, "warmup": 4, "total_steps": 10"#))
    expectAnswers(
      try trajectory(adam, [Double](repeating: 0.1, count: 12)),
      [
        0.99749999, 0.99249998, 0.98499997, 0.97499997, 0.965669842981, 0.958169842981, 0.953169842981, 0.950669842981, 0.949669842981,
        0.948669842981, 0.947669842981, 0.945169842981,
      ])
  }

  @Test func noam() throws {
    let adam = try Labml.Adam(noam: Self.json(lr: 1, #""optimized_update": true, "amsgrad": false, "warmup": 4, "d_model": 512"#))
    expectAnswers(
      try trajectory(adam, [Double](repeating: 0.1, count: 8)),
      [
        0.994475728272, 0.983427184816, 0.966854369632, 0.94475728272, 0.924993047344, 0.906950851432, 0.890247023812, 0.874622023812,
      ])
  }
}
