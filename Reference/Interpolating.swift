/// A bounded value that knows where it is a weighted average.
///
/// An exponential average is as rightly computed as old + w (new − old) with w = 1 − β, or where w ≥ ½ as new − (1 − w)(new − old): so does
/// PyTorch's `lerp`. That rounds otherwise than β · old + (1 − β) · new. Over this scalar the same text of a reference gives bounds
/// that hold for both: a sum of two products whose weights add up to 1 is recognised as an average.
@frozen public struct Interpolating<Format: RoundingFormat>: BoundedWrapper {
  public let number: Bounded<Format>
  /// The weight and what it weighs, where this is a product by a coefficient.
  @usableFromInline var weighed: (weight: Bounded<Format>, operand: Bounded<Format>)?

  @inlinable public init(_ number: Bounded<Format>) { self.number = number }

  @inlinable public static func weigh(_ weight: Self, _ x: Self) -> Self {
    var product = weight * x
    product.weighed = (weight.number, x.number)
    return product
  }

  @inlinable public static func + (a: Self, b: Self) -> Self {
    let sum = Self(a.number + b.number)
    guard let a = a.weighed, let b = b.weighed, isOne(a.weight.value + b.weight.value) else { return sum }
    let interpolated =
      b.weight.value < 0.5
      ? a.operand + b.weight * (b.operand - a.operand)
      : b.operand - (1 - b.weight) * (b.operand - a.operand)
    // Where an operand is infinite the difference may be ∞ − ∞: an evaluation may honestly give NaN or the sum's own class.
    if interpolated.value.isNaN != sum.value.isNaN { return Self(value: sum.value, bound: .infinity) }
    let reach = interpolated.bound + abs(interpolated.value - sum.value)
    return reach > sum.bound ? Self(value: sum.value, bound: reach) : sum
  }

  /// β and 1 − β add up to 1 but for one rounding in Double.
  @inlinable static func isOne(_ sum: Double) -> Bool { abs(sum - 1) <= 0x1p-52 }
}
