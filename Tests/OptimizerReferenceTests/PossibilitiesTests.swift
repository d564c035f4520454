import OptimizerReference
import Testing

/// Each way that an evaluation in Float may overflow or underflow in another order, and no other.
@Suite struct PossibilitiesTests {
  typealias P = Possibilities<Float>
  private let η = 0x1p-150

  private func exact(_ value: Double) -> P { P(value: value, bound: 0) }

  /// The classes that `x` may be in: finite, 0, ∞, −∞ or NaN.
  private func classes(_ x: P) -> Set<String> {
    Set(x.all.map { $0.value.isFinite ? ($0.value == 0 ? "0" : "finite") : "\($0.value)" })
  }

  @Test func aSumPastTheLargestNumber() {
    #expect(classes(exact(3e38) + exact(3e38)) == ["finite", "inf"])
    #expect(classes(exact(-3e38) - exact(3e38)) == ["finite", "-inf"])
    #expect(classes(exact(3e38) + exact(-3e38)) == ["0"])
    // The bound alone reaches past it, and of either sign where the sign is not known.
    #expect(classes(exact(3e38) + P(value: 0, bound: 1e38)) == ["finite", "inf"])
    #expect(classes(P(value: 0, bound: 3e38) + P(value: 0, bound: 3e38)) == ["0", "inf", "-inf"])
  }

  /// What follows from each is kept: 1/∞ is 0, and nothing in between.
  @Test func everyPossibilityGoesOn() {
    let quotient = exact(1) / (exact(3e38) + exact(3e38))
    #expect(classes(quotient) == ["finite", "0"])
    #expect(quotient.bound == .infinity && quotient.value == 1 / 6e38)
  }

  /// (10⁻³⁰ · 10³⁰) · 10³⁰ is 10⁶⁰ on its way in another order.
  @Test func aProductInItsWorstOrder() {
    let (small, large) = (exact(1e-30), exact(1e30))
    #expect(classes(small * large * large) == ["finite", "inf"])
    #expect(classes(small * large) == ["finite"])
    #expect(classes(exact(0) * large * large) == ["0", "nan"])
    // 10²⁰ over 10⁻³⁰, before 10⁻³⁰ is multiplied.
    #expect(classes(small / small * exact(1e20)) == ["finite", "inf"])
  }

  /// Each operation may lose η, and the other factors make it grow.
  @Test func aProductThatUnderflowsInAnotherOrder() {
    let product = exact(1e-30) * exact(1e30) * exact(1e-30)
    #expect(product.all.count == 1)
    #expect(product.bound >= 2 * η * 1e30 && product.bound <= 3 * η * 1e30)
  }

  /// √(c2/v) is 1/√(v/c2), and √a/b is √(a/b²).
  @Test func aRootInAnotherOrder() {
    #expect(classes(√(exact(0.5) / exact(3e38))) == ["finite", "0"])
    #expect(classes(√(exact(1) / exact(3e38))) == ["finite"])
    #expect(classes(√(exact(1e20) / exact(1e30) / exact(1e20))) == ["finite", "0"])
    #expect(classes(√exact(1e38) / exact(1e30)) == ["finite", "0"])
    // A root halves the exponents of what its product may pass: 10¹⁵ · 10²⁰ does not overflow.
    #expect(classes(√(exact(1e30) * exact(1e-10)) * exact(1e20)) == ["finite"])
  }

  @Test func infinityTimesWhatMayVanish() {
    let (infinity, uncertain) = (exact(.infinity), P(value: 1, bound: 2))
    for product in [infinity * uncertain, uncertain * infinity] { #expect(classes(product) == ["inf", "-inf", "nan"]) }
    #expect(classes(infinity * P(value: 2, bound: 1)) == ["inf"])
  }

  /// One value with two bounds is two possibilities, and the same twice is one.
  @Test func whatIsDistinct() {
    let (narrow, wide, nan) = (P.Possibility(value: 1, bound: 0), P.Possibility(value: 1, bound: 0.5), P.Possibility(value: .nan, bound: 0))
    #expect(P([narrow, wide, narrow, nan, nan]).all.count == 3)
    #expect(P([wide]).bound == 0.5 && P([narrow, wide]).bound == .infinity)
    #expect(P.covering(exact(1), exact(2)).all.map(\.value) == [1, 2])
  }

  /// Too many are as good as none.
  @Test func moreThanThirtyTwoSayNothing() {
    func many(_ count: Int) -> P { P((0..<count).map { P.Possibility(value: Double($0), bound: 0) }) }
    #expect(many(32).all.count == 32)
    #expect(many(33).all.map(\.value) == [0] && many(33).all.map(\.bound) == [.infinity])
  }

  @Test func aSumOfWhatIsNotOneNumberIsUnknown() {
    #expect(P.sum([exact(1), exact(2)]).bound < 1e-6)
    #expect(P.sum([exact(1), exact(3e38) + exact(3e38)]).bound == .infinity)
    // Of a small term and a second possibility the largest number is not in sight.
    #expect(P.sum([exact(1), P.covering(exact(1), exact(2))]).all.map(\.bound) == [.infinity])
  }
}
