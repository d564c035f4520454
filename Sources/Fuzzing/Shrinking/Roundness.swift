/// Which of two Floats is the rounder.
enum Roundness {
  /// What to try in place of `x`, the roundest first; each is rounder than `x`, so that this comes to an end.
  static func simpler(than x: Double, isMagnitude: Bool) -> [Double] {
    let own = rank(x)
    var candidates: [Double] = isMagnitude ? [0, 1] : [0, 1, -1]
    if x.isFinite && x != 0 {
      let e = Int(x.exponent)
      let sign = x < 0 ? -1.0 : 1.0
      for power in [e / 4, e / 2, e * 3 / 4, e - e.signum(), e] {
        candidates.append(sign * Double(sign: .plus, exponent: power, significand: 1))
      }
      for bits in [1, 2, 3, 4, 6, 8, 12, 16] { candidates += [truncated(x, bits), truncated(x, bits) + sign * unit(x, bits)] }
    } else if x.isInfinite {
      candidates.append(.infinity)
    } else if x.isNaN {
      candidates.append(.nan)
    }
    return candidates.filter { rank($0) < own && Double(Float($0)) == $0 || $0.isNaN && rank($0) < own }
  }

  /// The smaller the rounder: 0, 1, −1, powers of two by their exponent, what is no number, few bits, many.
  static func rank(_ x: Double) -> Double {
    if x == 0 { return x.sign == .plus ? 0 : 0.5 }
    if x == 1 { return 1 }
    if x == -1 { return 2 }
    if x.isNaN { return x.bitPattern == Double.nan.bitPattern ? 500 : 501 }
    if x.isInfinite { return x > 0 ? 500 : 501 }
    let exponent = Double(abs(Int(x.exponent))) / 2048
    if x.significandBitPattern == 0 { return 3 + exponent }
    return 1000 + Double(52 - x.significandBitPattern.trailingZeroBitCount) + exponent
  }

  /// What the last of so many bits after the first is worth in `x`.
  private static func unit(_ x: Double, _ bits: Int) -> Double { Double(sign: .plus, exponent: Int(x.exponent) - bits, significand: 1) }

  /// `x` with so many bits after the first, the rest cut off.
  private static func truncated(_ x: Double, _ bits: Int) -> Double {
    Double(bitPattern: x.bitPattern & ~((1 << UInt64(52 - bits)) - 1))
  }
}
