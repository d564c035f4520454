import OptimizerReference
import Testing

/// Whether ρt is at least a threshold that need not be whole. Where it is above a whole one, `BranchTests` say more.
@Suite struct RectificationTests {
  typealias K = Coefficient<Bounded<Double>>

  static func decision(_ threshold: Double, β2: Double, t: Int) -> Decision {
    let power = K(β2).power(t)
    let ρInf = 2 / (1 - K(β2)) - 1
    return (ρInf - 2 * K(t) * power / (1 - power)).isAtLeast(threshold, ρInf: ρInf, β2: β2, t: t)
  }

  /// ρ5 = 4.996 and ρ6 = 5.994 with β2 = 0.999.
  @Test(arguments: [(5.0, 5, false), (4.99, 5, true), (5.0, 6, true), (5.99, 6, true), (5.995, 6, false), (1.5, 1, false), (1.5, 2, true)])
  func usual(threshold: Double, t: Int, isAtLeast: Bool) {
    switch Self.decision(threshold, β2: 0.999, t: t) {
    case .yes: #expect(isAtLeast)
    case .no: #expect(!isAtLeast)
    case .undecidable: Issue.record("nothing is open here")
    }
  }

  /// ρ1 is 1 exactly, and an evaluation may come out on either side of it.
  @Test(arguments: [0.5, 0.9, 0.999]) func oneAtTheFirstStep(β2: Double) { #expect(Self.decision(1, β2: β2, t: 1) == .undecidable) }

  /// ρ∞ = 3 with β2 = 0.5: no ρt gets there, and late ones are it but for rounding.
  @Test func theLimit() {
    #expect(Self.decision(3.5, β2: 0.5, t: 1000) == .no)
    #expect(Self.decision(3, β2: 0.5, t: 1000) == .undecidable)
    #expect(Self.decision(3, β2: 0.5, t: 5) == .no)
  }
}
