import OptimizerReference
import Testing

/// From which step on RAdam rectifies.
@Suite struct RhoTests {
  static func references(β2: Double) throws -> [(threshold: Int, reference: any Reference)] {
    [
      (4, RAdam(β2: β2)),
      (
        4,
        try Kozistr.RAdam(
          json: """
            {"learning_rate": 0.001, "beta1": 0.9, "beta2": \(β2), "epsilon": 1e-6, "decay": 0, "warmup_proportion": 0.1,
            "weight_decay": 0, "amsgrad": false}
            """)
      ),
      (
        5,
        try Torch.RAdam(
          json: """
            {"lr": 0.001, "betas": [0.9, \(β2)], "eps": 1e-8, "weight_decay": 0, "decoupled_weight_decay": false, "maximize": false}
            """)
      ),
    ]
  }

  /// Whether step t is rectified: only then does it matter how large v is. Nil where both branches are open.
  static func isRectified(_ reference: some Reference, t: Int) -> Bool? {
    let variants: [Variant<Double>] = reference.step(t: t, arrangement: .asWritten, schedule: Bounded<Double>.self)
    guard variants.count == 1 else { return nil }
    let after = [1.0, 100].map { v in
      var x = Element<Double>(θ: 0, g: 1)
      x.v = v
      variants[0].step(&x)
      return x.θ
    }
    return after[0] != after[1]
  }

  /// Once rectified, always rectified; ρt grows with t. The steps are those of exact arithmetic (mpmath).
  @Test(arguments: [(0.999, 5, 6), (0.9999, 5, 6), (0.9, 5, 6), (0.8, 5, 7), (0.7, 6, 10)])
  func firstRectifiedStep(β2: Double, aboveFour: Int, aboveFive: Int) throws {
    for (threshold, reference) in try Self.references(β2: β2) {
      let first = threshold == 4 ? aboveFour : aboveFive
      for t in 1...200 { #expect(Self.isRectified(reference, t: t) == (t >= first), "t = \(t), ρt > \(threshold)") }
    }
  }

  /// ρ∞ = 2/(1 − β2) − 1 is below 4, and ρt below it.
  @Test(arguments: [0, 0.3, 0.5, 0.59])
  func neverRectified(β2: Double) throws {
    for (threshold, reference) in try Self.references(β2: β2) {
      for t in 1...200 { #expect(Self.isRectified(reference, t: t) == false, "t = \(t), ρt > \(threshold)") }
    }
  }

  /// 0.6 as Double holds it is a little less, so ρ∞ < 4 and no step is rectified; but rounding may take ρ∞ to 4.
  @Test func neverRectifiedAtTheLimit() throws {
    for (threshold, reference) in try Self.references(β2: 0.6) {
      for t in 1...200 { #expect(Self.isRectified(reference, t: t) == false, "t = \(t), ρt > \(threshold)") }
    }
  }

  /// Float's βᵗ leaves ρ3 open between 2.9997 and 5: the step may honestly be taken either way.
  @Test func aScheduleInFloatLeavesTheBranchOpen() throws {
    for (_, reference) in try Self.references(β2: 0.9999) {
      #expect(Self.branches(reference, t: 3) == ["above the threshold", "below the threshold"])
      #expect(Self.branches(reference, t: 100) == ["above the threshold"])
    }
  }

  static func branches(_ reference: some Reference, t: Int) -> [String?] {
    let variants: [Variant<Bounded<Float>>] = reference.step(t: t, arrangement: .asWritten, schedule: Bounded<Float>.self)
    return variants.map(\.branch)
  }
}
