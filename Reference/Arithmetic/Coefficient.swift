/// A number that is computed once a step, from hyperparameters and t: 1 − β1ᵗ, ρt, rt, a decayed rate.
///
/// It is computed in `Schedule` and rounded to the elements' format where it meets an element: `β1 * x.m` keeps β1 in
/// the format of `x.m`, and so does `(1 - β1) * x.g` with 1 − β1.
@frozen public struct Coefficient<Schedule: Scalar>: ExpressibleByIntegerLiteral, Sendable {
  /// The number in the schedule's arithmetic.
  public let scalar: Schedule

  @inlinable init(scalar: Schedule) { self.scalar = scalar }

  /// A hyperparameter, as it was given.
  @inlinable public init(_ hyperparameter: Double) { scalar = Schedule(constant: hyperparameter, bound: 0) }

  /// A step number.
  @inlinable public init(_ t: Int) { scalar = Schedule(constant: Double(t), bound: 0) }

  /// A coefficient of another schedule, rounded to this one.
  @inlinable public init<Other: Scalar>(_ other: Coefficient<Other>) {
    scalar = Schedule(constant: other.scalar.value, bound: other.scalar.bound)
  }

  @inlinable public init(integerLiteral literal: Int) {
    scalar = Schedule(value: Double(literal), bound: 0)
  }

  /// A number that was computed in an arithmetic of its own, with its bound.
  @inlinable public init(value: Bounded<Double>) {
    scalar = Schedule(constant: value.value, bound: value.bound)
  }

  @inlinable @inline(__always) public static func + (a: Self, b: Self) -> Self { Self(scalar: a.scalar + b.scalar) }
  @inlinable @inline(__always) public static func - (a: Self, b: Self) -> Self { Self(scalar: a.scalar - b.scalar) }
  @inlinable @inline(__always) public static func * (a: Self, b: Self) -> Self { Self(scalar: a.scalar * b.scalar) }
  @inlinable @inline(__always) public static func / (a: Self, b: Self) -> Self { Self(scalar: a.scalar / b.scalar) }
  @inlinable public static prefix func √ (a: Self) -> Self { Self(scalar: √a.scalar) }

  /// The larger of the two.
  @inlinable public static func max(_ a: Self, _ b: Self) -> Self { Self(scalar: .max(a.scalar, b.scalar)) }

  /// The smaller of the two.
  @inlinable public static func min(_ a: Self, _ b: Self) -> Self { Self(scalar: .min(a.scalar, b.scalar)) }

  /// The first, with a bound that holds for the other too: where it is open which of the two an evaluation takes.
  @inlinable public static func covering(_ first: Self, _ other: Self) -> Self {
    let reach = other.scalar.bound + abs(other.scalar.value - first.scalar.value)
    return Self(scalar: Schedule(value: first.scalar.value, bound: Swift.max(first.scalar.bound, reach)))
  }

  /// This number, which no rounding takes outside of 0…1: where its bound says less than that, that is its bound.
  @inlinable public var asShare: Self {
    scalar.bound.isFinite ? self : Self(scalar: Schedule(value: 0.5, bound: 0.5))
  }

  /// aᵗ for 0 ≤ a < 1 and t ≥ 0.
  @inlinable public func power(_ t: Int) -> Self { Self(scalar: scalar.power(t)) }

  /// aᵗ where all that follows hangs on its last bit, as ρt does.
  @inlinable public func sensitivePower(_ t: Int) -> Self { Self(scalar: scalar.sensitivePower(t)) }

  /// Whether a > b, as far as the bounds can tell.
  @inlinable public static func > (a: Self, b: Self) -> Decision {
    let distance = a.scalar.value - b.scalar.value
    let reach = a.scalar.bound + b.scalar.bound
    if distance > reach { return .yes }
    return distance <= -reach ? .no : .undecidable
  }

  /// aᵗ as the product of squares of squares.
  @inlinable public func powerBySquaring(_ t: Int) -> Self { Self(scalar: scalar.powerBySquaring(t)) }

  /// The number as a constant in the format of the elements.
  @inlinable @inline(__always) func kept<S: Scalar>(in format: S.Type) -> S {
    S(constant: scalar.value, bound: scalar.bound)
  }
}

extension Scalar {
  @inlinable @inline(__always) public static func * <C: Scalar>(c: Coefficient<C>, x: Self) -> Self { weigh(c.kept(in: Self.self), x) }
  @inlinable @inline(__always) public static func / <C: Scalar>(c: Coefficient<C>, x: Self) -> Self { c.kept(in: Self.self) / x }
  @inlinable @inline(__always) public static func / <C: Scalar>(x: Self, c: Coefficient<C>) -> Self { x / c.kept(in: Self.self) }
  @inlinable @inline(__always) public static func + <C: Scalar>(x: Self, c: Coefficient<C>) -> Self { x + c.kept(in: Self.self) }
}

/// The answer to a comparison of two numbers that are known up to their bounds.
@frozen public enum Decision: Sendable {
  case yes
  case no
  /// The bounds overlap: an evaluation may honestly come out on either side.
  case undecidable
}
