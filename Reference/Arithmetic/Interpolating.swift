/// A number that knows where it is a weighted average.
///
/// An exponential average is as rightly computed as old + w (new − old) with w = 1 − β, or where w ≥ ½ as new − (1 − w)(new − old): so does
/// PyTorch's `lerp`. That rounds otherwise than β · old + (1 − β) · new. Over this scalar the same text of a reference gives what
/// holds for both: a sum of two products whose weights add up to 1 is recognised as an average.
@frozen public struct Interpolating<Number: Enclosure>: ScalarWrapper {
  public let number: Number
  /// The weight and what it weighs, where this is a product by a coefficient.
  @usableFromInline var weighed: (weight: Number, operand: Number)?

  @inlinable public init(_ number: Number) { self.number = number }

  @inlinable public static func weigh(_ weight: Self, _ x: Self) -> Self {
    var product = Self(.weigh(weight.number, x.number))
    product.weighed = (weight.number, x.number)
    return product
  }

  @inlinable public static func + (a: Self, b: Self) -> Self {
    let sum = a.number + b.number
    guard let a = a.weighed, let b = b.weighed, isOne(a.weight.value + b.weight.value) else { return Self(sum) }
    let interpolated =
      b.weight.value < 0.5
      ? a.operand + b.weight * (b.operand - a.operand)
      : b.operand - (1 - b.weight) * (b.operand - a.operand)
    return Self(.covering(sum, interpolated))
  }

  /// β and 1 − β add up to 1 but for one rounding in Double.
  @inlinable static func isOne(_ sum: Double) -> Bool { abs(sum - 1) <= 0x1p-52 }
}

/// A scalar that says what an evaluation may give.
public protocol Enclosure: Scalar {
  /// What an evaluation may give that computes the same number in one of two ways. Its value is that of `first`.
  static func covering(_ first: Self, _ other: Self) -> Self
}

extension Bounded: Enclosure {
  @inlinable public static func covering(_ first: Bounded, _ other: Bounded) -> Bounded {
    // ∞ − ∞ on one of the two ways: an evaluation may honestly give NaN or the other's class.
    if other.value.isNaN != first.value.isNaN { return Bounded(value: first.value, bound: .infinity) }
    let reach = other.bound + abs(other.value - first.value)
    return reach > first.bound ? Bounded(value: first.value, bound: reach) : first
  }
}
