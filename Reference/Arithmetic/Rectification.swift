extension Coefficient {
  /// Whether ρt, which is this number as the source writes it, is above `threshold`, nearly always 4 or 5.
  ///
  /// Open exactly where an evaluation in Double may honestly come out on either side: where the exact ρt is no farther from the
  /// threshold than this number's bound. A schedule in Float has roundings of β2 and its power behind it that are not known here:
  /// there the value stands for the exact one.
  ///
  /// - Parameters:
  ///   - threshold: the source's: 4 or 5.
  ///   - ρInf: ρ∞ as the source writes it. No evaluation takes ρt above it, nor ρ∞ itself across a threshold that is a number of the
  ///     format: 1 − β2, 2/(1 − β2) and that less 1 each keep their order when they are rounded.
  ///   - β2: what ρt is made of.
  ///   - t: the step, from 1.
  @inlinable public func isAbove(_ threshold: Double, ρInf: Coefficient<some Scalar>, β2: Double, t: Int) -> Decision {
    guard ρInf.scalar.value > threshold else { return .no }
    guard Schedule.self == Bounded<Double>.self else { return self > Self(threshold) }
    let distance = exactDistance(ofρtFrom: threshold, β2: β2, t: t)
    if distance > scalar.bound { return .yes }
    return distance < -scalar.bound ? .no : .undecidable
  }

  /// The same of a threshold that is a whole number.
  @inlinable public func isAbove(_ threshold: Int, ρInf: Coefficient<some Scalar>, β2: Double, t: Int) -> Decision {
    isAbove(Double(threshold), ρInf: ρInf, β2: β2, t: t)
  }

  /// The same where ρt may also be equal to the threshold, which may be any number.
  @inlinable public func isAtLeast(_ threshold: Double, ρInf: Coefficient<some Scalar>, β2: Double, t: Int) -> Decision {
    guard ρInf.scalar.value + ρInf.scalar.bound >= threshold else { return .no }
    guard Schedule.self == Bounded<Double>.self else {
      let (distance, reach) = (scalar.value - threshold, scalar.bound)
      return distance >= reach ? .yes : distance < -reach ? .no : .undecidable
    }
    let distance = exactDistance(ofρtFrom: threshold, β2: β2, t: t)
    if distance > scalar.bound { return .yes }
    return distance < -scalar.bound ? .no : .undecidable
  }

  /// Whether rounding leaves open if rt is the root of a negative number: beside ρt = 2 and ρt = 4. It matters where a threshold is below 4.
  @inlinable public func leavesRootOpen(ρInf: Coefficient<some Scalar>, β2: Double, t: Int) -> Bool {
    isAtLeast(4, ρInf: ρInf, β2: β2, t: t) == .undecidable || isAtLeast(2, ρInf: ρInf, β2: β2, t: t) == .undecidable
  }
}

/// ρt − threshold, the paper's form evaluated with twice the digits of Double: what cancels there takes as many digits here, and leaves
/// an error far below the bound in Double, whatever β2 and t are.
@usableFromInline package func exactDistance(ofρtFrom threshold: Double, β2: Double, t: Int) -> Double {
  let power = DoubleDouble(β2).power(t)
  let ρInf = DoubleDouble(2) / (1 - DoubleDouble(β2)) - 1
  let ρt = ρInf - DoubleDouble(2) * DoubleDouble(Double(t)) * power / (1 - power)
  return (ρt - DoubleDouble(threshold)).rounded
}
