import Foundation

extension Coefficient {
  /// cos πx.
  ///
  /// The cosine changes no faster than its argument, whose roundings are counted. Added are two ulp: one for the mathematical library
  /// here, one for that of whoever computes it in Double too.
  @usableFromInline var cosineOfπTimes: Self {
    let angle = Self(.pi) * self
    let value = cos(angle.scalar.value)
    // π itself is off by half an ulp, relative to it: the angle by as much relative to the angle.
    let reach = angle.scalar.bound + abs(angle.scalar.value) * 0x1p-53
    return Self(scalar: Schedule(constant: value, bound: reach + 2 * value.ulp))
  }

  /// `base` to the power of this number, for a base between 0 and 1 and a number that is not negative.
  ///
  /// The slope is largest at the least exponent. Added are two ulp, as for the cosine.
  @usableFromInline func exponent(of base: Double) -> Self {
    let value = pow(base, scalar.value)
    let steepest = pow(base, Swift.max(scalar.value - scalar.bound, 0)) * abs(log(base))
    return Self(scalar: Schedule(constant: value, bound: (steepest * scalar.bound + 2 * value.ulp) * (1 + 0x1p-49)))
  }
}
