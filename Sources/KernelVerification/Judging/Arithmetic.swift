/// What a check evaluates a reference in.
public enum Arithmetic: Sendable, Hashable {
  /// Elements in Float, coefficients in Double: what nearly every Float kernel does.
  case float
  /// The same, with bounds that also hold for moments that are computed as m + (1 − β)(g − m).
  case floatInterpolated
  /// Elements in Float, and β1ᵗ, β2ᵗ, ρt and the decayed rate too, for any `pow` that is right to one ulp, or repeated squaring.
  case floatWithFloatSchedule
  /// Constants in Float, and exact operations: what rounding the constants does, alone.
  case floatConstants
  /// All in Double.
  case double
  /// The same, with bounds that also hold for moments that are computed as m + (1 − β)(g − m).
  case doubleInterpolated
}

extension Arithmetic {
  /// The same with interpolated moments; nil where there is none.
  var interpolated: Arithmetic? {
    switch self {
    case .float: .floatInterpolated
    case .double: .doubleInterpolated
    case .floatInterpolated, .floatWithFloatSchedule, .floatConstants, .doubleInterpolated: nil
    }
  }

  /// What is to be said of it beside a reference's value; nil of the plain ones.
  var remark: String? {
    switch self {
    case .float, .double: nil
    case .floatInterpolated, .doubleInterpolated: "moments interpolated"
    case .floatWithFloatSchedule: "schedule in Float"
    case .floatConstants: "constants in Float"
    }
  }

  /// Whether moments are interpolated.
  var interpolates: Bool { self == .floatInterpolated || self == .doubleInterpolated }

  /// Whether the elements are Doubles.
  var isDouble: Bool { self == .double || self == .doubleInterpolated }
}
