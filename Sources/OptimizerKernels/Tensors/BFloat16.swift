/// A number of 16 bits with the range of a Float: its sign, its 8 bits of exponent and 7 of its fraction.
///
/// Gradients and copies of parameters come in it; nothing is computed in it. Equality and hashing are of the bits: +0 and −0 differ, and a NaN is equal to itself.
@frozen
public struct BFloat16: Sendable, BitwiseCopyable, Hashable {
  /// The sign, the exponent and the fraction, from the highest bit down: the upper half of the Float of the same value.
  public var bitPattern: UInt16

  /// The number that has these bits.
  public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

  /// The nearest to `value`, ties to even.
  ///
  /// From half an ulp past the greatest finite one (3.3895314e38) the result is ∞; a subnormal Float gives a subnormal or 0. NaN keeps its sign and the
  /// upper bits of its payload and becomes quiet.
  public init(_ value: Float) {
    let bits = value.bitPattern
    if value.isNaN {
      bitPattern = UInt16(bits >> 16) | 0x40
    } else {
      // Past the greatest finite Float lies the pattern of ∞, and no number's bits carry over that of −∞.
      bitPattern = UInt16((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16)
    }
  }

  /// Whether this is NaN, quiet or signalling.
  public var isNaN: Bool { bitPattern & 0x7FFF > 0x7F80 }
}

extension Float {
  /// The value of a bfloat16, exactly. NaN keeps its sign and payload.
  public init(_ value: BFloat16) { self.init(bitPattern: UInt32(value.bitPattern) << 16) }
}

extension BFloat16: CustomStringConvertible {
  /// The value as a Float prints it.
  public var description: String { Float(self).description }
}
