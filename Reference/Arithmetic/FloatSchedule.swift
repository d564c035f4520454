/// What a power in Float comes out as.
public protocol PowerError: Sendable {
  /// βᵗ for t ≥ 2.
  static func power(_ β: Float, _ t: Int) -> Float
}

/// The nearest Float.
public enum NearestPower: PowerError {
  @inlinable public static func power(_ β: Float, _ t: Int) -> Float { Float(Double(β).power(t)) }
}
/// The Float below it.
public enum PowerBelow: PowerError {
  @inlinable public static func power(_ β: Float, _ t: Int) -> Float { nearest(β, t) - nearest(β, t).ulp }
}
/// The Float above it.
public enum PowerAbove: PowerError {
  @inlinable public static func power(_ β: Float, _ t: Int) -> Float { nearest(β, t) + nearest(β, t).ulp }
}
/// The product of the squares of squares, each rounded: what XLA makes of a power whose exponent is an integer.
public enum PowerBySquaring: PowerError {
  @inlinable public static func power(_ β: Float, _ t: Int) -> Float {
    var (product, square, rest) = (Float(1), β, t)
    while rest > 0 {
      if rest & 1 == 1 { product *= square }
      square *= square
      rest >>= 1
    }
    return product
  }
}

extension PowerError {
  @inlinable static func nearest(_ β: Float, _ t: Int) -> Float { NearestPower.power(β, t) }
}

/// The arithmetic of a schedule that is computed in Float, as some published code does it.
///
/// It is `Bounded<Float>`, but for what decides everything: ρt is a small difference of large numbers, and one ulp of β2ᵗ
/// moves it by more than it is worth. A bound that covers that ulp says nothing at all. So the hyperparameter is rounded to Float
/// as the code rounds it, and a sensitive power is one of the three Floats that a `pow` of one ulp may give, or what repeated squaring gives:
/// four steps are admissible, each with a bound that means something.
@frozen public struct FloatSchedule<Error: PowerError>: ScalarWrapper {
  public let number: Bounded<Float>

  @inlinable public init(_ number: Bounded<Float>) { self.number = number }

  /// An exact constant becomes the Float that it is rounded to.
  @inlinable public init(constant value: Double, bound: Double) {
    let kept = Double(Float(value))
    number = bound == 0 && kept.isFinite ? Bounded(value: kept, bound: 0) : Bounded(constant: value, bound: bound)
  }

  @inlinable public func sensitivePower(_ t: Int) -> Self {
    // The first power is the number itself, in every library.
    let power = t == 1 ? Float(value) : Error.power(Float(value), t)
    return Self(value: Double(power), bound: 0)
  }

  @inlinable public func powerBySquaring(_ t: Int) -> Self { sensitivePower(t) }
}
