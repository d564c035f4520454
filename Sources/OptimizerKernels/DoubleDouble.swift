/// An unevaluated sum of two Doubles, about 106 bits: what coefficients with cancellation are computed in.
///
/// Built from + − × ÷ alone, so that its bits are the same on every platform.
/// Dekker, *A floating-point technique for extending the available precision*, 1971; Knuth, TAOCP 2, §4.2.2.
package struct DoubleDouble {
  /// The nearest Double.
  package var high: Double
  /// What `high` leaves, at most half an ulp of it.
  var low: Double

  init(_ value: Double) {
    high = value
    low = 0
  }

  /// Exact, for 0 ≤ value: either half has at most 32 bits.
  init(_ value: Int) {
    self.init(larger: Double(value >> 32) * 0x1p32, smaller: Double(value & 0xffff_ffff))
  }

  /// a + b where |a| ≥ |b| or a is 0, exactly.
  @inline(__always)
  init(larger a: Double, smaller b: Double) {
    high = a + b
    low = b - (high - a)
  }

  /// a + b, exactly.
  @inline(__always)
  init(sum a: Double, _ b: Double) {
    high = a + b
    let bPart = high - a
    low = (a - (high - bPart)) + (b - bPart)
  }

  /// a · b, exactly where nothing underflows and neither operand passes 2⁹⁹⁶.
  @inline(__always)
  init(product a: Double, _ b: Double) {
    high = a * b
    let (a1, a2) = Self.halves(a)
    let (b1, b2) = Self.halves(b)
    low = ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2
  }

  /// Two Doubles of at most 26 bits whose sum is `a`.
  @inline(__always)
  private static func halves(_ a: Double) -> (Double, Double) {
    let c = 0x1.0000002p27 * a
    let upper = c - (c - a)
    return (upper, a - upper)
  }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self {
    let s = Self(sum: a.high, b.high)
    let t = Self(sum: a.low, b.low)
    let u = Self(larger: s.high, smaller: s.low + t.high)
    return Self(larger: u.high, smaller: u.low + t.low)
  }

  static prefix func - (a: Self) -> Self {
    var result = a
    result.high = -a.high
    result.low = -a.low
    return result
  }

  static func - (a: Self, b: Self) -> Self { a + -b }

  @inline(__always)
  static func * (a: Self, b: Self) -> Self {
    let p = Self(product: a.high, b.high)
    return Self(larger: p.high, smaller: p.low + (a.high * b.low + a.low * b.high))
  }

  /// The product with a Double: what it is with the same as a pair.
  @inline(__always)
  static func * (a: Self, b: Double) -> Self {
    let p = Self(product: a.high, b)
    return Self(larger: p.high, smaller: p.low + a.low * b)
  }

  /// Exactly.
  var doubled: Self { Self(larger: 2 * high, smaller: 2 * low) }

  /// a/b, rounded to Double.
  func quotient(_ b: Self) -> Double {
    let q = high / b.high
    let rest = self - b * Self(q)
    return q + rest.high / b.high
  }

  static func / (a: Self, b: Self) -> Self {
    let q1 = a.high / b.high
    let rest = a - b * Self(q1)
    let q2 = rest.high / b.high
    let last = rest - b * Self(q2)
    let q = Self(larger: q1, smaller: q2)
    return q + Self(last.high / b.high)
  }
}
