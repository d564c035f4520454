/// A value and how far an evaluation of the same equations in `Format` may be from it.
///
/// A running error bound (N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §3.3), for operands
/// a ± α and b ± β, u the unit roundoff of `Format` and η half its least subnormal:
///
/// | operation | bound before its own rounding |
/// |---|---|
/// | a ± b | α + β |
/// | a · b | \|a\|β + \|b\|α + αβ |
/// | a / b = q | (α + \|q\|β) / (\|b\| − β), infinite where b may vanish |
/// | √a = s | max(√(a+α) − s, s − √max(a−α, 0)) |
/// | max, min, clamp | the largest of the operands' bounds, and none rounds; a clamp of a number with a finite bound, between finite ends, is never worse than their distance |
/// | Σ of n terms in any order | Σ bounds + (n − 1) u Σ\|terms\| |
/// | z ± ζ, rounded | ζ + u(\|z\| + ζ) + η |
/// | a constant c kept in `Format` | u\|c\|; 0 where `Format` holds c |
/// | a coefficient c ± γ kept in `Format`, both sides having computed it in Double | 2γ + u(\|c\| + 2γ) |
///
/// The value is computed in Double; where `Format` is narrower, what that adds is in the bound too. A zero that comes
/// of exact operands is exact. NaN and infinity from exact operands have bound 0: an evaluation must give the same
/// class. Where an evaluation may overflow, the bound is infinite; ``Possibilities`` says more there.
@frozen public struct Bounded<Format: RoundingFormat>: Scalar {
  /// The value, computed in Double.
  public let value: Double
  /// How far an evaluation in `Format` may be from it.
  public let bound: Double

  @inlinable public init(value: Double, bound: Double) {
    self.value = value
    self.bound = bound
  }

  @inlinable @inline(__always) public init(constant value: Double, bound: Double) {
    if bound == 0 && Format.holds(value) {
      self.init(value: value, bound: 0)
      return
    }
    // A coefficient that a kernel computes is as far from the exact one as this one may be, on the other side.
    let bound = Format.ownRoundoff > 0 ? 2 * bound : bound
    let kept = Format.constantRoundoff * (abs(value) + bound)
    let underflow = abs(value) < Format.leastNormal && value != 0 ? Format.underflow : 0
    let reach = (bound + kept + underflow) * Self.upward
    self.init(value: value, bound: abs(value) + reach <= Format.largest ? reach : .infinity)
  }

  @inlinable public init(integerLiteral literal: Int) {
    self.init(value: Double(literal), bound: 0)
  }

  /// Covers the roundings of the few operations, all between non-negative numbers, that make up one bound.
  @inlinable static var upward: Double { 1 + 0x1p-49 }

  /// Whether this is 0 and nothing else: an evaluation has 0 here too.
  @inlinable var isExactZero: Bool { value == 0 && bound == 0 }

  /// Whether this is ∞ or −∞ and nothing else.
  @inlinable var isInfinite: Bool { value.isInfinite && bound == 0 }

  /// Whether this is NaN and nothing else.
  @inlinable var isNaN: Bool { value.isNaN && bound.isFinite }

  /// z ± ζ, an operation's result from `a` and `b`, after its own rounding.
  @inlinable @inline(__always) static func rounded(_ z: Double, _ ζ: Double, from a: Bounded, _ b: Bounded) -> Bounded {
    let magnitude = abs(z) + ζ
    let bound = (ζ + (Format.unitRoundoff + Format.ownRoundoff) * magnitude + Format.underflow) * upward
    if magnitude + bound <= Format.largest { return Bounded(value: z, bound: bound) }
    if Format.overflowsAsWritten && z.isFinite && abs(z) - (ζ + bound) > Format.largest {
      return Bounded(value: z < 0 ? -.infinity : .infinity, bound: 0)
    }
    return notFinite(z, from: a, b)
  }

  /// A result that may have overflowed, or that NaN or infinity went into.
  @inlinable @inline(never) static func notFinite(_ z: Double, from a: Bounded, _ b: Bounded) -> Bounded {
    if a.isNaN || b.isNaN { return Bounded(value: .nan, bound: 0) }
    let exactSpecial = !(a.value.isFinite && b.value.isFinite) && a.bound.isFinite && b.bound.isFinite
    return Bounded(value: z, bound: exactSpecial ? 0 : .infinity)
  }

  @inlinable @inline(__always) public static func + (a: Bounded, b: Bounded) -> Bounded {
    let ζ = a.bound + b.bound
    let z = a.value + b.value
    // Adding 0 rounds nothing.
    if ζ == 0 && (z == 0 || a.value == 0 || b.value == 0) { return Bounded(value: z, bound: 0) }
    return rounded(z, ζ, from: a, b)
  }

  @inlinable @inline(__always) public static func - (a: Bounded, b: Bounded) -> Bounded { a + (-b) }

  /// Whether this may be 0 or of either sign, so that times ∞ it may be NaN or either infinity.
  @inlinable var mayVanish: Bool { bound > 0 && abs(value) <= bound }

  @inlinable @inline(__always) public static func * (a: Bounded, b: Bounded) -> Bounded {
    let ζ = abs(a.value) * b.bound + abs(b.value) * a.bound + a.bound * b.bound
    let z = a.value * b.value
    if (a.isExactZero || b.isExactZero) && z == 0 && ζ == 0 { return Bounded(value: z, bound: 0) }
    let product = rounded(z, ζ, from: a, b)
    // Only a product that is not finite has bound 0 here.
    let isOpen = product.bound == 0 && (a.mayVanish || b.mayVanish) && !a.isNaN && !b.isNaN
    return isOpen ? Bounded(value: z, bound: .infinity) : product
  }

  @inlinable @inline(__always) public static func / (a: Bounded, b: Bounded) -> Bounded {
    let q = a.value / b.value
    let least = abs(b.value) - b.bound
    guard least > 0 else { return quotientByZero(q, a, b) }
    if q == 0 && (a.isExactZero || b.isInfinite) { return Bounded(value: q, bound: 0) }
    return rounded(q, (a.bound + abs(q) * b.bound) / least, from: a, b)
  }

  /// A quotient whose divisor may vanish, or is NaN. Exact where the divisor is 0 for certain and the dividend's class is.
  @inlinable @inline(never) static func quotientByZero(_ q: Double, _ a: Bounded, _ b: Bounded) -> Bounded {
    if a.isNaN || b.isNaN { return Bounded(value: .nan, bound: 0) }
    let certain = b.bound == 0 && (a.bound == 0 || abs(a.value) > a.bound)
    return Bounded(value: q, bound: certain ? 0 : .infinity)
  }

  @inlinable @inline(__always) public static prefix func - (a: Bounded) -> Bounded {
    Bounded(value: -a.value, bound: a.bound)
  }

  @inlinable @inline(__always) public static prefix func √ (a: Bounded) -> Bounded {
    if a.isExactZero { return a }
    let s = a.value.squareRoot()
    // s − √(a−α) is the larger difference, and written so it does not cancel.
    if a.bound <= a.value { return rounded(s, a.bound / (s + (a.value - a.bound).squareRoot()), from: a, a) }
    let most = (a.value + a.bound).squareRoot()
    if a.value >= 0 { return rounded(s, Swift.max(s, most - s), from: a, a) }
    // A negative number that may be positive: its root is 0 or a little more, or NaN.
    if most >= 0 { return Bounded(value: 0, bound: .infinity) }
    if a.value + a.bound < 0 { return Bounded(value: .nan, bound: 0) }
    return notFinite(s, from: a, a)
  }
}
