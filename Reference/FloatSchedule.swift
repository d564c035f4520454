/// How many ulp a `pow` in Float is off the nearest Float.
public protocol PowerError: Sendable {
  static var ulps: Int { get }
}

/// The nearest Float.
public enum NearestPower: PowerError { public static let ulps = 0 }
/// The Float below it.
public enum PowerBelow: PowerError { public static let ulps = -1 }
/// The Float above it.
public enum PowerAbove: PowerError { public static let ulps = 1 }

/// The arithmetic of a schedule that is computed in Float, as some published code does it.
///
/// It is `Bounded<Float>`, but for what decides everything: ρt is a small difference of large numbers, and one ulp of β2ᵗ
/// moves it by more than it is worth. A bound that covers that ulp says nothing at all. So the hyperparameter is rounded to Float
/// as the code rounds it, and a sensitive power is one of the three Floats that a `pow` of one ulp may give: three steps are
/// admissible, each with a bound that means something.
@frozen public struct FloatSchedule<Error: PowerError>: ScalarWrapper {
  public let number: Bounded<Float>

  @inlinable public init(_ number: Bounded<Float>) { self.number = number }

  /// An exact constant becomes the Float that it is rounded to.
  @inlinable public init(constant value: Double, bound: Double) {
    let kept = Double(Float(value))
    number = bound == 0 && kept.isFinite ? Bounded(value: kept, bound: 0) : Bounded(constant: value, bound: bound)
  }

  @inlinable public func sensitivePower(_ t: Int) -> Self {
    let nearest = Float(value.power(t))
    let one = nearest.ulp
    // The first power is the number itself, in every library.
    return Self(value: Double(t == 1 ? nearest : nearest + Float(Error.ulps) * one), bound: 0)
  }
}
