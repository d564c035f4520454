public import OptimizerReference

/// What screens saw, and which elements they could not decide.
public struct ScreenTally: Sendable {
  /// Elements that were stepped and compared.
  public var elementSteps = 0
  /// Values that were compared.
  public var comparisons = 0
  /// Elements in which something overflowed, and which are what follows from ∞ or from the finite number.
  public var overflows = 0
  /// The largest |error| / bound of those that were decided: at most 1.
  public var worstRatio = 0.0
  /// The element of it, of the run in which it is.
  public var worstElement = 0
  /// The elements of the last run with a bound that is infinite, or a value beyond it, in order.
  public var undecided: [Int] = []

  public init() {}

  /// Compares each observable of an element that a candidate left with what the reference made of it.
  @inlinable mutating func compare<S: Scalar>(_ got: ScreenArrays, _ i: Int, _ x: Element<S>, countsOpen: Bool) {
    var isDecided = compare(got.θ[i], x.θ, i, countsOpen)
    if !got.m.isEmpty { isDecided = compare(got.m[i], x.m, i, countsOpen) && isDecided }
    if !got.v.isEmpty { isDecided = compare(got.v[i], x.v, i, countsOpen) && isDecided }
    if !got.vmax.isEmpty { isDecided = compare(got.vmax[i], x.vmax, i, countsOpen) && isDecided }
    if !got.stepSize.isEmpty { isDecided = compare(got.stepSize[i], x.stepSize, i, countsOpen) && isDecided }
    if !got.slow.isEmpty { isDecided = compare(got.slow[i], x.slow, i, countsOpen) && isDecided }
    if !isDecided { undecided.append(i) }
  }

  /// Whether the value is within its bound; where that is infinite, not if that counts.
  @inlinable @inline(__always)
  mutating func compare<S: Scalar>(_ got: Float, _ expected: S, _ i: Int, _ countsOpen: Bool) -> Bool {
    let (value, bound) = (expected.value, expected.bound)
    if bound == .infinity { return !countsOpen }
    comparisons += 1
    let error = abs(Double(got) - value)
    // Nearly all comparisons end here, without a division. Where the error is not finite the class decides.
    if error <= worstRatio * bound && error.isFinite { return true }
    let ratio = errorRatio(Double(got), value, bound)
    if ratio > 1 { return false }
    if ratio > worstRatio { (worstRatio, worstElement) = (ratio, i) }
    return true
  }

  /// Whether every observable is within the bound of one of two possibilities.
  @inlinable mutating func admits<A: Scalar, B: Scalar>(_ got: ScreenArrays, _ i: Int, _ a: Element<A>, _ b: Element<B>) -> Bool {
    func isNear(_ values: [Float], _ a: A, _ b: B) -> Bool {
      if values.isEmpty { return true }
      let value = Double(values[i])
      let isFirst = a.bound != .infinity && errorRatio(value, a.value, a.bound) <= 1
      return isFirst || b.bound != .infinity && errorRatio(value, b.value, b.bound) <= 1
    }
    let isAdmitted =
      isNear(got.θ, a.θ, b.θ) && isNear(got.m, a.m, b.m) && isNear(got.v, a.v, b.v) && isNear(got.vmax, a.vmax, b.vmax)
      && isNear(got.stepSize, a.stepSize, b.stepSize) && isNear(got.slow, a.slow, b.slow)
    if isAdmitted { overflows += 1 }
    return isAdmitted
  }
}
