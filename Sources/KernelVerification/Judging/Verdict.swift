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
  /// An observable had not one finite comparison: nothing was shown.
  case vacuous

  /// Whether the case counts as passed.
  public var isPassed: Bool { self == .pass || self == .acceptable || self == .finding }
}

/// A judged case.
public struct CaseResult: Sendable {
  /// The case's name.
  public let name: String
  /// The implementation's name.
  public let implementation: String
  /// What it came to.
  public let verdict: Verdict
  /// Why, unless it passed plainly.
  public let reason: String?
  /// The checks it went through.
  public let checks: [CheckResult]
  /// The command that runs it again.
  public let rerun: String
  /// The hyperparameters, a JSON object.
  public let hyperparameters: String
  /// Whether it was recorded rather than generated.
  public let isRecorded: Bool

  /// All checks together.
  public var tally: Tally {
    var sum = Tally()
    for check in checks { sum.add(check.tally) }
    return sum
  }
}
