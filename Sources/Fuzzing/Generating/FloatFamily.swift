/// How Floats are drawn, each from 64 even bits: the low byte is the caller's, to choose with.
///
/// No logarithm and no power: a number that is even on a logarithmic scale is a random exponent with a random significand.
enum FloatFamily {
  /// About normal, mean 0 and variance 1: the sum of four even numbers.
  case normal
  /// Either sign, from 2^lowest up to 2^(lowest + binades).
  case logUniform(lowest: Int, binades: Int)
  /// Every pattern of bits as likely as another: one in 256 is not finite, and one in four has a square that overflows.
  case anyBits
  /// One of the numbers at which arithmetic changes its ways, and that nothing squares to infinity.
  case gentleTable
  /// The same with NaN, infinity, and what overflows when it is squared.
  case fullTable
  /// A few ulp around a number, or around its half or double; either sign.
  case near(Float)
  /// The last `ulps` Floats before infinity; either sign.
  case belowLargest(ulps: UInt32)
  /// A few times the least subnormal number; either sign.
  case stuck
  case zero

  @inline(__always)
  func value(_ bits: UInt64) -> Float {
    switch self {
    case .normal:
      let sum = (bits >> 8 & 0x3fff) + (bits >> 22 & 0x3fff) + (bits >> 36 & 0x3fff) + (bits >> 50)
      // The sum has mean 2 and variance 1/3 in units of 2¹⁴; its last half is one that 0 cannot come of.
      return (Float(Int64(bitPattern: sum) - 0x7fff) + 0.5) * 0x1.bb67aep-14
    case .logUniform(let lowest, let binades):
      let exponent = lowest + Int(((bits >> 8 & 0xffff_ffff) &* UInt64(binades)) >> 32)
      return Self.number(exponent: exponent, significand: UInt32(truncatingIfNeeded: bits >> 40) & 0x7f_ffff, bits)
    case .anyBits: return Float(bitPattern: UInt32(truncatingIfNeeded: bits >> 32))
    case .gentleTable: return Self.entry(of: Self.gentle, bits)
    case .fullTable: return Self.entry(of: Self.full, bits)
    case .near(let number):
      let offset = UInt32(truncatingIfNeeded: (bits >> 8) % 33)
      let pattern = number.magnitude.bitPattern
      let moved = Float(bitPattern: pattern < 16 ? offset : Swift.min(pattern &- 16 &+ offset, 0x7f7f_ffff))
      let scaled: Float = bits >> 20 & 3 == 0 ? (bits >> 22 & 1 == 0 ? moved / 2 : moved * 2) : moved
      return Self.signed(scaled, bits)
    case .belowLargest(let ulps):
      let steps = UInt32(truncatingIfNeeded: (bits >> 8 & 0xffff_ffff) &* UInt64(ulps) >> 32)
      return Self.signed(Float(bitPattern: Float.greatestFiniteMagnitude.bitPattern - steps), bits)
    case .stuck: return Self.signed(Float(bitPattern: UInt32(truncatingIfNeeded: bits >> 8 & 7)), bits)
    case .zero: return 0
    }
  }

  @inline(__always)
  private static func signed(_ x: Float, _ bits: UInt64) -> Float { bits >> 63 == 0 ? x : -x }

  /// The number with this exponent and this fraction, subnormal where it must be: then the leading digits of the fraction.
  @inline(__always)
  private static func number(exponent: Int, significand: UInt32, _ bits: UInt64) -> Float {
    let sign = UInt32(truncatingIfNeeded: bits >> 32) & 0x8000_0000
    if exponent >= -126 { return Float(bitPattern: sign | UInt32(truncatingIfNeeded: exponent + 127) << 23 | significand) }
    return Float(bitPattern: sign | (0x80_0000 | significand) >> UInt32(truncatingIfNeeded: -126 - exponent))
  }

  @inline(__always)
  private static func entry(of table: [Float], _ bits: UInt64) -> Float {
    signed(table[Int(((bits >> 8 & 0xffff_ffff) &* UInt64(table.count)) >> 32)], bits)
  }

  private static let gentle: [Float] = [
    0, .leastNonzeroMagnitude, .leastNormalMagnitude.nextDown, .leastNormalMagnitude, 1, (1 as Float).nextUp, (1 as Float).nextDown,
    0x1p-24, 0x1p-126, 0x1p20, (0x1p20 as Float).nextDown, (0x1p-20 as Float).nextUp, 1e-8, 1e-16,
    // The last whose square is 0, the first whose square is not, the first whose square is normal.
    0x1p-75, (0x1p-75 as Float).nextUp, (0x1p-63 as Float).nextDown, 0x1p-63, 1e-20, 1e-23,
  ]

  private static let full: [Float] =
    gentle + [
      .nan, .infinity, .nan, .infinity, .greatestFiniteMagnitude,
      // The last whose square is finite, and the first whose is not.
      (0x1p64 as Float).nextDown, 0x1p64,
    ]
}

/// A family, and another that a share of the numbers is drawn from.
struct NumberSource {
  let main: FloatFamily
  var special: FloatFamily?
  /// One number in this many is special; a power of two up to 256.
  var rarity: UInt64 = 8

  @inline(__always)
  func value(_ bits: UInt64) -> Float {
    if let special, bits & (rarity - 1) == 0 { return special.value(bits) }
    return main.value(bits)
  }
}
