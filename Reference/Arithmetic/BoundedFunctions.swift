import Foundation

/// What a schedule of learning rates may do to a number, beyond the operations of a ``Scalar``.
///
/// Every platform's `pow` and `cos` are trusted to 2 ulp, in Float and in Double: more than any of them claims.
extension Bounded {
  /// How far 2 ulp of z may be.
  private static func twoUlps(_ z: Double) -> Double { 4 * (Format.unitRoundoff + Format.ownRoundoff) * abs(z) + Format.underflow }

  /// aᵖ for a ≥ 0. It rises or falls all the way in a and in p, so no value within their bounds is beyond those at the corners.
  func raised(to p: Bounded) -> Bounded {
    let z = pow(value, p.value)
    var reach = 0.0
    for a in [Swift.max(value - bound, 0), value + bound] {
      for p in [p.value - p.bound, p.value + p.bound] { reach = Swift.max(reach, abs(pow(a, p) - z)) }
    }
    // The corners are computed by the same `pow`.
    return Bounded(value: z, bound: (reach + Self.twoUlps(abs(z) + reach) + 2 * (0x1p-52 * (abs(z) + reach))) * Self.upward)
  }

  /// The cosine, whose slope is nowhere above 1.
  var cosine: Bounded {
    let z = cos(value)
    return Bounded(value: z, bound: (bound + Self.twoUlps(z) + 0x1p-52 * abs(z)) * Self.upward)
  }
}
