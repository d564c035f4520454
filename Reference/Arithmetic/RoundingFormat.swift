/// A binary floating-point format, as far as rounding is concerned.
public protocol RoundingFormat: Sendable {
  /// u: a rounded result differs from the exact one by at most u times its magnitude.
  static var unitRoundoff: Double { get }

  /// η: what a rounded result may be off where it is subnormal, half of the least subnormal.
  static var underflow: Double { get }

  /// What the reference's own evaluation, in Double, may add to u. Nothing for `Double` itself: there the reference is
  /// one of two evaluations in the same format, each within one bound of the exact result.
  static var ownRoundoff: Double { get }

  /// What rounding a Double constant to this format may add, relative to it.
  static var constantRoundoff: Double { get }

  /// Whether a constant is a number of this format, and so kept as it is.
  static func holds(_ constant: Double) -> Bool

  /// The least positive normal number: a constant below it is off by η, not u.
  static var leastNormal: Double { get }

  /// The largest finite number.
  static var largest: Double { get }

  /// Whether a result that is certainly beyond the largest number is ∞, as the operations are written; otherwise nothing is said of it, for
  /// in another order of the same mathematics it may not arise.
  static var overflowsAsWritten: Bool { get }
}

extension RoundingFormat {
  @inlinable public static var overflowsAsWritten: Bool { false }
}

extension Float: RoundingFormat {
  @inlinable public static var unitRoundoff: Double { 0x1p-24 }
  @inlinable public static var underflow: Double { 0x1p-150 }
  @inlinable public static var ownRoundoff: Double { 0x1p-53 }
  @inlinable public static var constantRoundoff: Double { 0x1p-24 }
  @inlinable public static var leastNormal: Double { 0x1p-126 }
  @inlinable public static var largest: Double { 0x1.fffffep127 }
  @inlinable public static func holds(_ constant: Double) -> Bool { Double(Float(constant)) == constant }
}

extension Double: RoundingFormat {
  @inlinable public static var unitRoundoff: Double { 0x1p-53 }
  /// The least subnormal: half of it is not a Double.
  @inlinable public static var underflow: Double { 0x1p-1074 }
  @inlinable public static var ownRoundoff: Double { 0 }
  /// A constant is given as a Double.
  @inlinable public static var constantRoundoff: Double { 0 }
  @inlinable public static var leastNormal: Double { 0 }
  @inlinable public static var largest: Double { 0x1.fffffffffffffp1023 }
  @inlinable public static func holds(_ constant: Double) -> Bool { true }
}

/// A format with the same roundings in which what is certainly too large is ∞, in the order in which the operations are written.
public enum Overflowing<Format: RoundingFormat>: RoundingFormat {
  @inlinable public static var unitRoundoff: Double { Format.unitRoundoff }
  @inlinable public static var underflow: Double { Format.underflow }
  @inlinable public static var ownRoundoff: Double { Format.ownRoundoff }
  @inlinable public static var constantRoundoff: Double { Format.constantRoundoff }
  @inlinable public static var leastNormal: Double { Format.leastNormal }
  @inlinable public static func holds(_ constant: Double) -> Bool { Format.holds(constant) }
  @inlinable public static var largest: Double { Format.largest }
  @inlinable public static var overflowsAsWritten: Bool { true }
}
