import OptimizerReference
import Testing

/// Whose rounding a bound comes of, and how much of it.
@Suite struct AttributedTests {
  typealias A = Attributed<Float>

  private func named(_ name: String, _ value: Double, _ bound: Double) -> A {
    A(Bounded(value: value, bound: bound), named: name)
  }

  private func expect(_ x: A, _ operation: String, _ share: Double, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(x.dominant?.operation == operation, sourceLocation: sourceLocation)
    // Beside bounds of a quarter and more, a rounding in Float is at most this.
    #expect(abs((x.dominant?.share ?? .nan) - share) < 1e-5, sourceLocation: sourceLocation)
  }

  /// Of (3 ± 1)(5 ± 1) the bound is 5 + 3 + 1, and what is nobody's is shared: 5 of 8 come of the first factor.
  @Test func theLargerShareIsNamed() {
    let (a, b) = (named("a", 3, 1), named("b", 5, 1))
    expect(a * b, "a before the step", 0.625)
    expect(b * a, "a before the step", 0.625)
    expect(a + b * named("c", 0.5, 0), "a before the step", 1 / 1.5)
  }

  /// An operand that comes twice has one share.
  @Test func sharesOfOneOperationAddUp() {
    let a = named("a", 1, 0.25)
    expect(a + a, "a before the step", 1)
    expect((a + a) + named("b", 1, 0.375), "a before the step", 0.5 / 0.875)
  }

  /// The rounding of an operation is its own.
  @Test func aRoundingIsNamed() {
    expect(named("a", 1, 0) / named("b", 3, 0), "a / b", 1)
    expect(√named("v", 2, 0), "√v", 1)
    // The constant's rounding, and half as much again: u · 0.1 · 4, and u · 0.4.
    expect(A(constant: 0.1, bound: 0) * named("g", 4, 0), "the constant 0.1", 0.5)
  }

  /// Of two ways to one number the wider makes the bound, and what lies between their values is shared like it.
  @Test func theWiderOfTwoWays() {
    let (narrow, wide) = (named("a", 1, 0.25), named("b", 1.5, 0.5))
    expect(A.covering(narrow, wide), "b before the step", 1)
    expect(A.covering(wide, named("c", 1.5, 0.125)), "b before the step", 1)
    #expect(A.covering(narrow, wide).bound == 1)
  }

  @Test func nothingIsNamedWithoutABound() {
    #expect(named("a", 1, 0).dominant == nil)
    #expect((named("a", 3e38, 0) + named("b", 3e38, 0)).dominant == nil)
  }
}
