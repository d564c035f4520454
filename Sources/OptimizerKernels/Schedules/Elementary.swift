/// Powers, exponentials and cosines in Double that are the same on every platform, for no platform's library has a part in them.
///
/// Within a few ulps: coefficients are rounded to Float afterwards.
enum Elementary {
  private static let ln2High = 0x1.62e42fee00000p-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// xʸ for x ≥ 0.
  static func power(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if y == 1 { return x }
    if x == 0 { return y > 0 ? 0 : .infinity }
    return exponential(y * logarithm(x))
  }

  /// eˣ
  static func exponential(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    let k = (x / ln2High).rounded()
    let r = (x - k * ln2High) - k * ln2Low
    // |r| < 0.35: the terms left out are below 2⁻⁵⁷.
    var sum = 1.0
    for n in stride(from: 15.0, through: 1, by: -1) { sum = 1 + sum * r / n }
    return sum * Double(sign: .plus, exponent: Int(k) / 2, significand: 1)
      * Double(sign: .plus, exponent: Int(k) - Int(k) / 2, significand: 1)
  }

  /// ln x for x > 0.
  static func logarithm(_ x: Double) -> Double {
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
    for n in stride(from: 25.0, through: 1, by: -2) { sum = 1 / n + sum * (s * s) }
    return k * ln2High + (k * ln2Low + 2 * s * sum)
  }

  /// cos(πx)
  static func cosineOfPi(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    var y = abs(x).truncatingRemainder(dividingBy: 2)
    if y > 1 { y = 2 - y }
    if y > 0.5 { return -cosineOfPi(1 - y) }
    let (z, first) = y > 0.25 ? (Double.pi * (0.5 - y), 2.0) : (Double.pi * y, 1.0)
    // The series of the sine or the cosine below π/4.
    var sum = 1.0
    for n in stride(from: first + 21, through: first + 1, by: -2) { sum = 1 - sum * (z * z) / (n * (n - 1)) }
    return first == 2 ? sum * z : sum
  }
}
