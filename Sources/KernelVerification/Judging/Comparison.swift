public import OptimizerReference

/// How far a value is from a reference, as a share of the bound.
///
/// Classes come first: NaN, +∞, −∞, finite; another class is ∞ times the bound. No error is 0 times any bound, any error
/// ∞ times a bound of 0. Where the bound is infinite nothing can be said, and it is 0.
@inlinable @inline(__always)
func errorRatio(_ got: Double, _ value: Double, _ bound: Double) -> Double {
  if bound == .infinity { return 0 }
  if value.isNaN { return got.isNaN ? 0 : .infinity }
  if !value.isFinite { return got == value ? 0 : .infinity }
  if !got.isFinite { return .infinity }
  let error = abs(got - value)
  return error == 0 ? 0 : error / bound
}

/// The distance of a value's neighbours in a format, at that value; the least subnormal below the normal numbers.
@inline(__always)
func ulp(_ value: Double, _ arithmetic: Arithmetic) -> Double {
  let isDouble = arithmetic.isDouble
  // The value with its significand cleared: its power of two.
  let power = Double(bitPattern: value.bitPattern & 0x7ff0_0000_0000_0000)
  return isDouble ? max(power * 0x1p-52, 0x1p-1074) : max(power * 0x1p-23, 0x1p-149)
}

extension SIMD8<Double> {
  /// The distances of their neighbours in Float.
  @inline(__always) var floatUlps: Self {
    var powers = self
    for i in 0..<8 { powers[i] = Double(bitPattern: self[i].bitPattern & 0x7ff0_0000_0000_0000) }
    let units = powers * 0x1p-23
    return units.replacing(with: 0x1p-149, where: units .< 0x1p-149)
  }
}

/// What is compared at each step: the parameter, the parameter after a step from θ = 0, which shows the update alone, and
/// every slot that can be seen.
public enum Observable: Sendable, Hashable, CustomStringConvertible {
  case parameter
  case update
  case slot(Slot)

  /// Its name in reports.
  public var description: String {
    switch self {
    case .parameter: "θ"
    case .update: "update"
    case .slot(let slot): slot.rawValue
    }
  }
}
