import OptimizerReference
import Testing

/// kozistr's RAdam over Double, against numbers that were worked out from its equations with mpmath, at 50 digits.
@Suite struct KnownAnswerKozistrTests {
  static func rAdam(lr: Double = 1e-3, ε: Double = 1e-6, decay: Double = 0, λ: Double = 0) throws -> Kozistr.RAdam {
    try Kozistr.RAdam(
      json: """
        {"learning_rate": \(lr), "beta1": 0.9, "beta2": 0.999, "epsilon": \(ε), "decay": \(decay), "warmup_proportion": 0.1,
        "weight_decay": \(λ), "amsgrad": false}
        """)
  }

  @Test func rectifiedFromTheFifthStep() throws {
    expectAnswers(try trajectory(Self.rAdam(), constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.999582689362, 0.999556869541, 0.999524132363])
  }

  /// ε is inside the root, after the correction of v.
  @Test func epsilon() throws {
    expectAnswers(
      try trajectory(Self.rAdam(ε: 1e-3), constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.999583494129, 0.999558874664, 0.99952765943])
  }

  /// lr / (1 + decay (t − 1)): the first step has the whole rate, the third half of it.
  @Test func decay() throws {
    expectAnswers(
      try trajectory(Self.rAdam(lr: 0.01, decay: 0.5), spike),
      [0.99, 0.98649122807, 0.98464620962, 0.983483080803, 0.983455111676, 0.983424292986, 0.983394433968])
    #expect(try trajectory(Self.rAdam(lr: 0.01, decay: -0.5), spike) == trajectory(Self.rAdam(lr: 0.01), spike), "ignored")
  }

  @Test(arguments: [Arrangement.asWritten, .decayAsFactor])
  func weightDecay(_ arrangement: Arrangement) throws {
    expectAnswers(
      try trajectory(Self.rAdam(lr: 0.01, λ: 0.1), spike, arrangement: arrangement),
      [0.989, 0.982747842105, 0.978075057363, 0.974189160264, 0.973131063722, 0.972050067243, 0.970958581102])
    expectAnswers(
      try trajectory(Self.rAdam(lr: 0.01, decay: 0.5, λ: 0.1), spike, arrangement: arrangement),
      [0.989, 0.984831894737, 0.982494460339, 0.980938333739, 0.980583385167, 0.980272399795, 0.979997472677])
  }

  /// It reads t from the caller.
  @Test func countsMissedSteps() throws {
    #expect(try Self.rAdam().countsMissedSteps)
    #expect(!Adam().countsMissedSteps && !RAdam().countsMissedSteps && !AMSGrad().countsMissedSteps)
  }

  static func intended(_ own: String, λ: Double = 0) throws -> Kozistr.RAdam {
    try Kozistr.RAdam(
      intended: """
        {"learning_rate": 0.01, "beta1": 0.9, "beta2": 0.7, "epsilon": 1e-3, "decay": 0, "warmup_proportion": 0.1, "weight_decay": \(λ), \(own)}
        """)
  }

  /// The maximum of the uncorrected v, corrected afterwards: rectified from the sixth step, after the gradients' end.
  @Test func intendedMaximum() throws {
    let with = try Self.intended(#""amsgrad": true"#)
    expectAnswers(
      try trajectory(with, spike), [0.99, 0.984736842105, 0.981046805205, 0.978138983164, 0.975941234635, 0.975416646953, 0.974304054643])
    #expect(with.slots == [.m, .v, .vmax])
    expectAnswers(
      try trajectory(Self.intended(#""amsgrad": false"#), spike),
      [0.99, 0.984736842105, 0.981046805205, 0.978138983164, 0.975941234635, 0.974708901962, 0.971597026683])
  }

  /// What `re.search` finds anywhere in the name is left out, of the decay and of nothing else.
  @Test func intendedExclusion() throws {
    let reference = try Self.intended(#""amsgrad": false, "exclude_from_weight_decay": ["bias", "orm/beta$", "^first"]"#, λ: 0.1)
    for name in ["bias", "dense/bias_1", "LayerNorm/beta", "norm/beta", "orm/beta", "first", "first/w"] {
      #expect(reference.excludes(name), "\(name)")
    }
    for name in ["w", "Bias", "bia", "norm/beta/more", "rm/beta", "", "afirst"] { #expect(!reference.excludes(name), "\(name)") }
    #expect(try !Self.intended(#""amsgrad": false, "exclude_from_weight_decay": []"#, λ: 0.1).excludes("w"))
    for expression in ["(", "(a+)+$", "a*", "a.b", "[Nn]orm", "a|b", "a$b", "^^a", "é", String(repeating: "a", count: 513)] {
      #expect(throws: InvalidHyperparameter.self, "\(expression)") {
        try Self.intended(#""amsgrad": false, "exclude_from_weight_decay": ["\#(expression)"]"#)
      }
    }
    #expect(throws: InvalidHyperparameter.self) { try Self.intended(#""amsgrad": false, "exclude_from_weight_decay": "bias""#) }

    let plain = try trajectory(Self.intended(#""amsgrad": false"#), spike)
    var x = Element<Double>(θ: 1, g: 0)
    x.isExcluded = true
    for (k, g) in spike.enumerated() {
      x.g = g
      let variants: [Variant<Double>] = reference.step(t: k + 1, arrangement: .asWritten, schedule: Double.self)
      variants[0].step(&x)
      #expect(x.θ == plain[k])
    }
  }
}
