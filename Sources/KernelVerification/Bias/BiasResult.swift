/// Whether a kernel's updates are right on the mean: an error that no single element shows, for it is smaller than the rounding of one.
public struct BiasResult: Sendable {
  /// The implementation whose rules the kernel claims to follow.
  public let implementation: String
  /// The mean signed error of the update, in ulps of the reference's, positive where the kernel's is larger in magnitude. NaN where
  /// nothing was compared.
  public let meanUlps: Double
  /// How far from 0 the mean may be: half an ulp, and with fixed hyperparameters what rounding the constants may add.
  public let allowedUlps: Double
  /// The elements that were compared.
  public let elements: Int
  /// What the candidate did that a candidate must not.
  public let broken: String?
  /// The command that judges it again.
  public internal(set) var rerun: String

  /// Whether the mean is beyond what is allowed, or not a number.
  public var isBiased: Bool { broken == nil && !isVacuous && !(abs(meanUlps) <= allowedUlps) }

  /// Whether less was compared than the whole population.
  public var isVacuous: Bool { broken == nil && elements != BiasPopulation.count }

  /// Whether the kernel was judged and is not biased.
  public var isPassed: Bool { broken == nil && !isVacuous && !isBiased }

  /// Its name among the cases: `verify --case` finds it by that.
  public var name: String { "bias/\(implementation)" }

  /// The same result, to be had again by another command.
  public func again(_ command: String) -> BiasResult {
    var copy = self
    copy.rerun = command
    return copy
  }
}
