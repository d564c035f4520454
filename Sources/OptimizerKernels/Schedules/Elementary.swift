/// Powers, exponentials and cosines in Double that are the same on every platform, for no platform's library has a part in them: not in rounding
/// to an integer either, which would be a call into one.
///
/// How far they may be off follows from their roundings, each of u = 2⁻⁵³ of its result; coefficients are rounded to Float afterwards.
package enum Elementary {
  private static let ln2High = 0x1.62e42fee00000p-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// xʸ for x ≥ 0, to (8 |y ln x| + 5) u of it: the logarithm's error and the product's count y ln x times.
  package static func power(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if y == 1 { return x }
    if x == 0 { return y > 0 ? 0 : .infinity }
    return exponential(y * logarithm(x))
  }

  /// eˣ, to 5 u of it: a half of |r| < 0.35 comes of its rounding, the rest of the last terms of the series, whose sum is above 0.7.
  package static func exponential(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    let k = floor(x / ln2High + 0.5)
    let r = (x - k * ln2High) - k * ln2Low
    // |r| < 0.35: the terms left out are below 2⁻⁵⁷.
    var sum = 1.0
    for n in (1...15).reversed() { sum = 1 + sum * r / Double(n) }
    let half = Int(k) / 2
    return sum * Double(sign: .plus, exponent: half, significand: 1) * Double(sign: .plus, exponent: Int(k) - half, significand: 1)
  }

  /// ln x for x > 0, to 7 u of it: two for s, two for the sum and its product, and where k is not 0, |ln x| is no less than the rest.
  package static func logarithm(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 ? -.infinity : (x > 0 ? x : .nan) }
    var k = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
      m /= 2
      k += 1
    }
    // 2 · artanh s, |s| < 0.172.
    let s = (m - 1) / (m + 1)
    var sum = 0.0
    for n in (0...12).reversed() { sum = 1 / Double(2 * n + 1) + sum * (s * s) }
    return k * ln2High + (k * ln2Low + 2 * s * sum)
  }

  /// cos(πx), to 5 u: of z, which is off by 2 u of itself, the square counts half at most. The reduction of x is exact.
  package static func cosineOfPi(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    var y = abs(x) - 2 * floor(abs(x) / 2)
    if y > 1 { y = 2 - y }
    if y > 0.5 { return -cosineOfPi(1 - y) }
    // The series of the sine or of the cosine, below π/4.
    let isSine = y > 0.25
    let z = Double.pi * (isSine ? 0.5 - y : y)
    var sum = 1.0
    for n in (1...11).reversed() {
      let last = Double(isSine ? 2 * n + 1 : 2 * n)
      sum = 1 - sum * (z * z) / (last * (last - 1))
    }
    return isSine ? sum * z : sum
  }

  /// The greatest integer that is not above x.
  static func floor(_ x: Double) -> Double {
    // From 2⁵² on every Double is an integer; NaN and ∞ are none.
    guard abs(x) < 0x1p52 else { return x }
    let whole = Double(Int(x))
    return whole > x ? whole - 1 : whole
  }

  /// The least integer that is not below x.
  static func ceiling(_ x: Double) -> Double { -floor(-x) }
}
