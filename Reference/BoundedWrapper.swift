/// A scalar that is a bounded value, but for what it does otherwise.
public protocol BoundedWrapper: Scalar {
  associatedtype Format: RoundingFormat

  /// The value with its bound.
  var number: Bounded<Format> { get }

  /// A result, of which nothing is known but its value and bound.
  init(_ number: Bounded<Format>)
}

extension BoundedWrapper {
  @inlinable public var value: Double { number.value }
  @inlinable public var bound: Double { number.bound }

  @inlinable public init(value: Double, bound: Double) { self.init(Bounded(value: value, bound: bound)) }
  @inlinable public init(constant value: Double, bound: Double) { self.init(Bounded(constant: value, bound: bound)) }
  @inlinable public init(integerLiteral literal: Int) { self.init(Bounded(integerLiteral: literal)) }

  @inlinable public static func + (a: Self, b: Self) -> Self { Self(a.number + b.number) }
  @inlinable public static func - (a: Self, b: Self) -> Self { Self(a.number - b.number) }
  @inlinable public static func * (a: Self, b: Self) -> Self { Self(a.number * b.number) }
  @inlinable public static func / (a: Self, b: Self) -> Self { Self(a.number / b.number) }
  @inlinable public static prefix func - (a: Self) -> Self { Self(-a.number) }
  @inlinable public static prefix func √ (a: Self) -> Self { Self(√a.number) }
  @inlinable public static func max(_ a: Self, _ b: Self) -> Self { Self(.max(a.number, b.number)) }
  @inlinable public static func min(_ a: Self, _ b: Self) -> Self { Self(.min(a.number, b.number)) }
  @inlinable public static func clamp(_ x: Self, from low: Self, to high: Self) -> Self {
    Self(.clamp(x.number, from: low.number, to: high.number))
  }
  @inlinable public static func sum(_ terms: [Self]) -> Self { Self(.sum(terms.map(\.number))) }
  @inlinable public func float32() -> Self { Self(number.float32()) }
  @inlinable public func power(_ t: Int) -> Self { Self(number.power(t)) }
}
