/// What a check saw. Tallies add: counts add up, the worst is the worst of all.
public struct Tally: Sendable, Hashable {
  /// Elements times steps that were judged, a step from θ = 0 counted as one more.
  public var elementSteps = 0
  /// Values that were compared.
  public var comparisons = 0
  /// Comparisons whose bound was infinite, where anything passes.
  public var infiniteBounds = 0
  /// The largest |error| / bound; infinite where a class differs or a bound of 0 is missed.
  public var worstRatio = 0.0
  /// The largest error in units in the last place of the reference's value.
  public var worstUlp = 0.0
  /// The largest error relative to the reference's value.
  public var worstRelativeError = 0.0

  public init() {}

  /// Adds another tally to this one.
  public mutating func add(_ other: Tally) {
    elementSteps += other.elementSteps
    comparisons += other.comparisons
    infiniteBounds += other.infiniteBounds
    worstRatio = max(worstRatio, other.worstRatio)
    worstUlp = max(worstUlp, other.worstUlp)
    worstRelativeError = max(worstRelativeError, other.worstRelativeError)
  }

  /// The share of comparisons whose bound was infinite; 0 where nothing was compared.
  public var infiniteShare: Double { comparisons == 0 ? 0 : Double(infiniteBounds) / Double(comparisons) }
}
