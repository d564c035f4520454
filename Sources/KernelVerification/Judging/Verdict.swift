/// What a case comes to.
public enum Verdict: String, Sendable, Hashable {
  /// Within the bound everywhere.
  case pass
  /// Within the bound, by a branch that rounding leaves open.
  case acceptable
  /// Beyond the bound, and within it once a deviation is granted that the registry declares for this implementation.
  case finding
  /// Beyond the bound.
  case fail
  /// An observable had not one finite comparison, or a branch that the case is there for was not taken: nothing was shown.
  case vacuous

  /// Whether the case counts as passed.
  public var isPassed: Bool { self == .pass || self == .acceptable || self == .finding }
}
