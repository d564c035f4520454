import OptimizerReference
import Testing

/// Where a bound is 0, and where nothing can be said.
@Suite struct BoundedEdgeTests {
  typealias F = Bounded<Float>

  /// 1 ± 1/4.
  let one = F(value: 1, bound: 0.25)
  let zero = F(value: 0, bound: 0)
  let infinity = F(value: .infinity, bound: 0)
  let nan = F(value: .nan, bound: 0)

  func isExactly(_ x: F, _ value: Double) -> Bool { x.bound == 0 && (x.value == value || (x.value.isNaN && value.isNaN)) }

  @Test func exactZeros() {
    let x = F(value: 0.1, bound: 0)
    for product in [zero * one, one * zero, zero * x, -zero * one, zero / one] { #expect(isExactly(product, 0)) }
    #expect(isExactly(x - x, 0))
    #expect(isExactly(zero + zero, 0))
    #expect(isExactly(√zero, 0))
    #expect(isExactly(.max(zero, -zero), 0))
  }

  /// Nothing is rounded where 0 is added, and a number over ∞ is 0.
  @Test func exactNumbersBesideZero() {
    let x = F(value: 0.1, bound: 0)
    for sum in [x + zero, zero + x, x - zero] { #expect(isExactly(sum, 0.1)) }
    #expect(isExactly(x / infinity, 0) && isExactly(one / infinity, 0))
  }

  /// A zero that may be something else is none.
  @Test func inexactZeros() {
    #expect((one - one).bound >= 0.5)
    #expect((F(value: 0, bound: 0.25) * one).bound >= 0.25 * 1.25)
    #expect((F(value: 0, bound: 0.25) / F(value: 2, bound: 0)).bound >= 0.125)
    #expect((√F(value: 0, bound: 0.25)).bound >= 0.5)
    // A product that underflows is not an exact zero: a Float evaluation may keep one subnormal.
    #expect((F(value: 0x1p-600, bound: 0) * F(value: 0x1p-600, bound: 0)).bound >= 0x1p-150)
  }

  @Test func specialValuesOfExactOperands() {
    let finite = F(value: 2, bound: 0)
    for x in [nan + finite, finite - nan, nan * zero, zero / nan, √nan, .max(nan, finite), .max(finite, nan)] {
      #expect(isExactly(x, .nan))
    }
    for x in [infinity - infinity, zero * infinity, infinity / infinity, zero / zero] { #expect(isExactly(x, .nan)) }
    for x in [infinity + finite, finite * infinity, infinity / finite, √infinity, finite / zero, .max(finite, infinity)] {
      #expect(isExactly(x, .infinity))
    }
    for x in [finite - infinity, -finite * infinity, -finite / zero] { #expect(isExactly(x, -.infinity)) }
    // A finite number over infinity is 0, up to η.
    #expect((finite / infinity).value == 0 && (finite / infinity).bound <= 0x1p-149)
  }

  /// The class is certain as long as the finite operand's bound does not reach over 0.
  @Test func infinityWithABoundedOperand() {
    for x in [infinity + one, infinity * one, infinity / one, one / zero] { #expect(isExactly(x, .infinity)) }
    #expect(isExactly(nan * one, .nan))
  }

  /// ∞ times a number that may be 0, or of either sign, may be NaN or the other infinity.
  @Test func infinityTimesAnUncertainSign() {
    let uncertain = F(value: 1, bound: 2)
    #expect((uncertain * infinity).bound == .infinity)
    #expect((infinity * uncertain).bound == .infinity)
    #expect((F(value: 0, bound: 1) * infinity).bound == .infinity)
    // Just 0 at its end.
    #expect((F(value: 1, bound: 1) * infinity).bound == .infinity)
    #expect(isExactly(nan * uncertain, .nan) && isExactly(uncertain * nan, .nan))
  }

  @Test func quotientWhoseDivisorMayVanish() {
    for reach in [2, 2.5] {
      #expect((one / F(value: 2, bound: reach)).bound == .infinity)
      #expect((one / F(value: -2, bound: reach)).bound == .infinity)
    }
    #expect((one / F(value: 2, bound: 1.75)).bound < .infinity)
    #expect((zero / F(value: 0, bound: 1)).bound == .infinity)
    // Over an exact zero the class of the dividend decides, and 1 ± 2 has none.
    #expect((F(value: 1, bound: 2) / zero).bound == .infinity)
    #expect((F(value: 0, bound: 0.5) / zero).bound == .infinity)
  }

  @Test func rootOfWhatMayBeNegative() {
    #expect((√F(value: -1, bound: 2)).bound == .infinity)
    #expect((√F(value: -1, bound: 1)).bound == .infinity)
    // And of what is negative for certain.
    #expect(isExactly(√F(value: -2, bound: 1), .nan))
  }

  /// Past the largest number an evaluation may be infinite, or have gone on as the finite value.
  @Test func overflow() {
    let big = F(value: 0x1.fffffep127, bound: 0)
    for x in [big + big, -big - big, big * big, big / F(value: 0.5, bound: 0)] { #expect(x.bound == .infinity) }
    // On the last bits before it as well.
    #expect((big + F(value: 0x1p103, bound: 0)).bound == .infinity)
    #expect((F(value: 0x1p127, bound: 0) + F(value: 0x1p126, bound: 0)).bound < 0x1p105)
    #expect((F(value: 0x1p127, bound: 0x1p127) + zero).bound == .infinity)
    let huge = Bounded<Double>(value: 0x1p1023, bound: 0)
    #expect((huge + huge).bound == .infinity)
    #expect((huge * huge).bound == .infinity)
    #expect((huge + zeroInDouble).bound < 0x1p972)
  }

  let zeroInDouble = Bounded<Double>(value: 0, bound: 0)

  /// What has overflowed stays unknown through every operation.
  @Test func anInfiniteBoundStays() {
    let unknown = F(value: 1, bound: .infinity)
    for x in [unknown + one, one - unknown, unknown * one, zero * unknown, one / unknown, unknown / one, √unknown, -unknown] {
      #expect(x.bound == .infinity)
    }
    #expect(F.max(unknown, one).bound == .infinity)
    #expect((unknown + infinity).bound == .infinity)
    // NaN is NaN beside anything; a value that is unknown is not, whatever Double made of it.
    #expect(isExactly(unknown + nan, .nan) && isExactly(nan * unknown, .nan))
    #expect((F(value: .nan, bound: .infinity) + one).bound == .infinity)
  }
}
