/// A scalar that is another, but for what it does otherwise.
public protocol ScalarWrapper: Scalar {
  associatedtype Number: Scalar

  /// The number without what it knows beyond its value.
  var number: Number { get }

  /// A result, of which nothing else is known.
  init(_ number: Number)
}

extension ScalarWrapper {
  @inlinable public var value: Double { number.value }
  @inlinable public var bound: Double { number.bound }

  @inlinable public init(value: Double, bound: Double) { self.init(Number(value: value, bound: bound)) }
  @inlinable public init(constant value: Double, bound: Double) { self.init(Number(constant: value, bound: bound)) }
  @inlinable public init(integerLiteral literal: Int) { self.init(Number(value: Double(literal), bound: 0)) }

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
