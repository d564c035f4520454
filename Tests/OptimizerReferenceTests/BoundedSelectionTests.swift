import OptimizerReference
import Testing

/// Operations that choose, add up or round on the way: their bounds by hand, and what Float may give lies within.
@Suite struct BoundedSelectionTests {
  private typealias B = Bounded<Float>
  private let u = 0x1p-24
  private let η = 0x1p-150
  private let own = 0x1p-53
  /// A bound of one operation is rounded up by 2⁻⁴⁹, and what is expected here is itself rounded.
  private let upward = 1 + 0x1p-48

  @Test func theSmallerHasTheLargerBound() {
    let z = B.min(B(value: 2, bound: 0.25), B(value: 3, bound: 0.5))
    #expect(z.value == 2)
    #expect(z.bound == 0.5)
    #expect(B.min(B(value: .nan, bound: 0), 1).value.isNaN)
    #expect(B.min(1, B(value: .nan, bound: 0)).value.isNaN)
  }

  @Test func aClampIsNoWorseThanItsEndsAreApart() {
    let wide = B.clamp(B(value: 5, bound: 100), from: 1, to: 3)
    #expect(wide.value == 3)
    #expect(wide.bound >= 2 && wide.bound <= 2 * upward)
    // An x that may be anything may be NaN, and is not held by the ends.
    #expect(B.clamp(B(value: 5, bound: .infinity), from: 1, to: 3).bound == .infinity)
    let narrow = B.clamp(B(value: 2, bound: 0.125), from: 1, to: 3)
    #expect(narrow.value == 2)
    #expect(narrow.bound == 0.125)
    let open = B.clamp(B(value: 2, bound: 0.125), from: 1, to: B(value: .infinity, bound: 0))
    #expect(open.bound == 0.125)
    #expect(B.clamp(B(value: .nan, bound: 0), from: 1, to: 3).value.isNaN)
  }

  @Test func aSumHoldsInAnyOrder() {
    let terms = (1...100).map { B(value: 1 / Double($0), bound: 0x1p-30) }
    let sum = B.sum(terms)
    let magnitudes = terms.reduce(0) { $0 + $1.value } + 100 * 0x1p-30
    let expected = 100 * 0x1p-30 + 99 * (u + own) * magnitudes
    // A sum is rounded up by 2⁻⁵⁰ for each term.
    #expect(sum.bound >= expected && sum.bound <= expected * (1 + 101 * 0x1p-50))
    for order in [Array(terms), terms.reversed()] {
      let float = order.reduce(Float(0)) { $0 + Float($1.value) }
      #expect(abs(Double(float) - sum.value) <= sum.bound)
    }
    #expect(B.sum([]).value == 0)
    #expect(B.sum([B(value: 3, bound: 0)]).bound == 0)
    #expect(B.sum([B(value: 0x1p127, bound: 0), B(value: 0x1p127, bound: 0)]).bound == .infinity)
    #expect(B.sum([B(value: .infinity, bound: 0), 1]).bound == 0)
  }

  @Test func aRoundingOnTheWayCostsOneRounding() {
    let z = Bounded<Double>(value: 0.1, bound: 0x1p-60).float32()
    #expect(z.value == Double(Float(0.1)))
    let expected = 0x1p-60 + u * (0.1 + 0x1p-60) + η + abs(Double(Float(0.1)) - 0.1)
    #expect(z.bound >= expected && z.bound <= expected * upward)
    #expect(0.1.float32() == Double(Float(0.1)))
    #expect(Bounded<Double>(value: 1e300, bound: 0).float32().bound == .infinity)
    #expect(Bounded<Double>(value: .infinity, bound: 0).float32().bound == 0)
  }
}
