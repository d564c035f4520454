import OptimizerReference

/// A bounded value that spoils one rule of the table.
protocol FaultyScalar: ScalarWrapper where Number == Bounded<Float> {}

extension Bounded {
  /// The same value, taken as exact.
  fileprivate var asExact: Bounded { Bounded(value: value, bound: 0) }
  /// The same value with another bound.
  fileprivate func bounded(by bound: Double) -> Bounded { Bounded(value: value, bound: bound) }
}

/// z ± ζ after its own rounding, as `Bounded<Float>` has it.
private func rounded(_ z: Double, _ ζ: Double) -> Bounded<Float> {
  let bound = ζ + (0x1p-24 + 0x1p-53) * (abs(z) + ζ) + 0x1p-150
  return Bounded(value: z, bound: bound * (1 + 0x1p-49))
}

/// |a|β is forgotten.
struct ProductOfOneBound: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  static func * (a: Self, b: Self) -> Self { Self(a.number * b.number.asExact) }
}

/// αβ is forgotten.
struct ProductWithoutSecondOrder: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  static func * (a: Self, b: Self) -> Self {
    Self(rounded(a.value * b.value, abs(a.value) * b.bound + abs(b.value) * a.bound))
  }
}

/// α − β for α + β.
struct DifferenceOfBounds: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  static func - (a: Self, b: Self) -> Self { Self(rounded(a.value - b.value, abs(a.bound - b.bound))) }
}

/// The divisor is |b| and not |b| − β.
struct QuotientOfFullDivisor: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  static func / (a: Self, b: Self) -> Self {
    let q = a.value / b.value
    return Self(rounded(q, (a.bound + abs(q) * b.bound) / abs(b.value)))
  }
}

/// α / 2s, the derivative, however large α is.
struct LinearRoot: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  static prefix func √ (a: Self) -> Self {
    let s = a.value.squareRoot()
    return Self(rounded(s, a.bound / (2 * s)))
  }
}

/// The smaller of the operands' bounds.
struct MaximumOfSmallerBound: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  static func max(_ a: Self, _ b: Self) -> Self { Self(Bounded.max(a.number, b.number).bounded(by: Swift.min(a.bound, b.bound))) }
}

/// A coefficient's own bound is dropped where it meets an element.
struct CoefficientWithoutBound: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  init(constant value: Double, bound: Double) { number = Bounded(constant: value, bound: 0) }
}

/// A power is taken as rounded to the nearest.
struct PowerToHalfAnUlp: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  func power(_ t: Int) -> Self { Self(rounded(value.power(t), 0)) }
}

/// A sum of n terms rounds once.
struct SumOfOneRounding: FaultyScalar {
  let number: Bounded<Float>
  init(_ number: Bounded<Float>) { self.number = number }
  static func sum(_ terms: [Self]) -> Self {
    Self(rounded(terms.reduce(0) { $0 + $1.value }, terms.reduce(0) { $0 + $1.bound }))
  }
}

/// Float's rounding, for formats that misstate one number of it.
protocol NearlyFloat: RoundingFormat {}

extension NearlyFloat {
  static var unitRoundoff: Double { Float.unitRoundoff }
  static var underflow: Double { Float.underflow }
  static var ownRoundoff: Double { Float.ownRoundoff }
  static var constantRoundoff: Double { Float.constantRoundoff }
  static var leastNormal: Double { Float.leastNormal }
  static var largest: Double { Float.largest }
  static func holds(_ constant: Double) -> Bool { Float.holds(constant) }
}

/// u/2 for u.
enum HalfRoundoff: NearlyFloat { static let unitRoundoff = 0x1p-25 }
/// 2u for u: sound, and too wide.
enum TwiceRoundoff: NearlyFloat { static let unitRoundoff = 0x1p-23 }
/// No η.
enum NoUnderflow: NearlyFloat { static let underflow = 0.0 }
/// A constant is kept as it is.
enum ExactConstants: NearlyFloat { static let constantRoundoff = 0.0 }
