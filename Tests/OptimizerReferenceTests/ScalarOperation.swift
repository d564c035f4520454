import OptimizerReference
import Testing

/// An operation in both arithmetics, and its rule.
enum ScalarOperation: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case sum = "+"
  case difference = "−"
  case product = "·"
  case quotient = "/"
  case root = "√"
  case maximum = "max"

  var testDescription: String { rawValue }

  /// Whether it rounds its result.
  var rounds: Bool { self != .maximum }

  /// What the scalar under test makes of it.
  func bounded<S: Scalar>(_ a: S, _ b: S) -> S {
    switch self {
    case .sum: a + b
    case .difference: a - b
    case .product: a * b
    case .quotient: a / b
    case .root: √a
    case .maximum: .max(a, b)
    }
  }

  /// What Float makes of it.
  func float(_ a: Float, _ b: Float) -> Float {
    switch self {
    case .sum: a + b
    case .difference: a - b
    case .product: a * b
    case .quotient: a / b
    case .root: a.squareRoot()
    case .maximum: b > a ? b : a
    }
  }

  /// ζ, the bound before its own rounding, for a ± α and b ± β.
  func ζ(_ a: Double, _ α: Double, _ b: Double, _ β: Double) -> Double {
    switch self {
    case .sum, .difference: return α + β
    case .product: return abs(a) * β + abs(b) * α + α * β
    case .quotient: return (α + abs(a / b) * β) / (abs(b) - β)
    case .root:
      let s = a.squareRoot()
      let above = α / ((a + α).squareRoot() + s)
      let below = a > α ? α / (s + (a - α).squareRoot()) : s
      return max(above, below)
    case .maximum: return max(α, β)
    }
  }
}
