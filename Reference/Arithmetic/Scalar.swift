prefix operator √

/// What a reference may do to a number.
///
/// The equations of an optimizer are written once, over `Scalar`. Over `Double` they give the value; over
/// ``Bounded`` they give the value and how far rounding may take an evaluation in another format.
///
/// What is computed once a step and not for each element (1 − β1ᵗ, ρt, …) is a ``Coefficient`` of a scalar.
public protocol Scalar: ExpressibleByIntegerLiteral, Sendable {
  /// The value that the reference computed. Not for a step to branch on: a scalar may be several numbers at once.
  var value: Double { get }

  /// How far an evaluation in this scalar's format may be from the exact result; 0 for `Double`, which promises nothing.
  var bound: Double { get }

  /// A value whose bound is known: an element's own state, with bound 0, or what an earlier step left.
  init(value: Double, bound: Double)

  /// A constant that is kept in this format: rounded to it, on top of the bound that it already has.
  init(constant value: Double, bound: Double)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// The product of a coefficient, already in this format, and x.
  static func weigh(_ weight: Self, _ x: Self) -> Self

  /// The square root.
  static prefix func √ (a: Self) -> Self

  /// The larger of the two; NaN if either is NaN.
  static func max(_ a: Self, _ b: Self) -> Self

  /// The larger of the two; the first where the second is NaN.
  static func max(_ a: Self, unlessNaN b: Self) -> Self

  /// The smaller of the two; NaN if either is NaN.
  static func min(_ a: Self, _ b: Self) -> Self

  /// x where it lies between the ends, else the nearer end; NaN if any is NaN.
  static func clamp(_ x: Self, from low: Self, to high: Self) -> Self

  /// The sum of all terms, in an order that is not known; 0 of none.
  static func sum(_ terms: [Self]) -> Self

  /// The number rounded to Float32 and back, for published code that does so on the way.
  func float32() -> Self

  /// aᵗ for 0 ≤ a < 1 and t ≥ 0, to one ulp.
  func power(_ t: Int) -> Self

  /// The same where all that follows hangs on the last bit: in a schedule in Float, one of the values that it may have.
  func sensitivePower(_ t: Int) -> Self

  /// aᵗ as the product of squares of squares, each rounded: what XLA makes of a power whose exponent is an integer.
  func powerBySquaring(_ t: Int) -> Self
}

extension Scalar {
  @inlinable public func sensitivePower(_ t: Int) -> Self { power(t) }
  @inlinable public func powerBySquaring(_ t: Int) -> Self {
    var (product, square, rest): (Self, Self, Int) = (1, self, t)
    while rest > 0 {
      if rest & 1 == 1 { product = product * square }
      square = square * square
      rest >>= 1
    }
    return product
  }
  @inlinable public static func max(_ a: Self, unlessNaN b: Self) -> Self { b.value.isNaN ? a : .max(a, b) }
  @inlinable @inline(__always) public static func weigh(_ weight: Self, _ x: Self) -> Self { weight * x }
}

extension Double: Scalar {
  @inlinable public var value: Double { self }
  @inlinable public var bound: Double { 0 }
  @inlinable public init(value: Double, bound: Double) { self = value }
  @inlinable public init(constant value: Double, bound: Double) { self = value }
  @inlinable public static prefix func √ (a: Double) -> Double { a.squareRoot() }
  @inlinable public static func max(_ a: Double, _ b: Double) -> Double { b > a || b.isNaN ? b : a }
  @inlinable public static func min(_ a: Double, _ b: Double) -> Double { b < a || b.isNaN ? b : a }
  @inlinable public static func clamp(_ x: Double, from low: Double, to high: Double) -> Double { min(max(x, low), high) }
  @inlinable public static func sum(_ terms: [Double]) -> Double { terms.reduce(0, +) }
  @inlinable public func float32() -> Double { Double(Float(self)) }
  @inlinable public func power(_ t: Int) -> Double { DoubleDouble(self).power(t).rounded }
}
