internal import KernelsAVX2
internal import KernelsBaseline

/// Where Lookahead's slow weights begin, and when they meet the others.
public enum LookaheadPhase: String, Codable, CaseIterable, Hashable, Sendable {
  /// They begin where the parameters are before the first step, and meet them at t = k, 2k, …
  case everyPeriod
  /// They begin where the parameters are after the first step, and meet them there and then, and at t = k + 1, 2k + 1, …
  case fromSecondStep
  /// They begin at 0, and meet the others at t = k + 1, 2(k + 1), …
  case fromZero

  /// Whether step t is one to synchronise at.
  func synchronises(at t: Int, every k: Int) -> Bool {
    switch self {
    case .everyPeriod: t % k == 0
    case .fromSecondStep: (t - 1) % k == 0
    // k + 1 may be more than an Int holds.
    case .fromZero: k < Int.max && t % (k + 1) == 0
    }
  }
}

/// What happens to a momentum when Lookahead synchronises. Named as the published code's option.
public enum LookaheadMomentum: String, Codable, CaseIterable, Hashable, Sendable {
  /// Nothing.
  case none
  /// It becomes 0.
  case reset
  /// It becomes a · m at the first synchronisation, and a · m + (1 − a) · (a · m) at later ones: the published code remembers the momentum itself,
  /// not a copy of it.
  case pullback

  func pull(_ moment: inout MutableSpan<Float>, weight: Double, isFirst: Bool) {
    let (a, rest) = (Float(weight), Float(1 - weight))
    for i in moment.indices where self != .none {
      let scaled = a * moment[i]
      moment[i] = self == .reset ? 0 : isFirst ? scaled : scaled + rest * scaled
    }
  }
}

/// How the point is computed at which slow weights and parameters meet.
public enum LookaheadMeeting: String, Codable, CaseIterable, Hashable, Sendable {
  /// φ + a · (θ − φ).
  case fromSlow
  /// a · θ + (1 − a) · φ.
  case ofShares
}

enum KernelPull {
  static func pull(
    _ θ: inout MutableSpan<Float>, _ slow: inout MutableSpan<Float>, weight: Double, meeting: LookaheadMeeting
  ) {
    let (weight, rest, shares) = (Float(weight), Float(1 - weight), meeting == .ofShares)
    if KernelInstructionSet.best == .avx2 {
      KernelsAVX2.pullElements(&θ, slow: &slow, weight: weight, rest: rest, addsShares: shares)
    } else {
      KernelsBaseline.pullElements(&θ, slow: &slow, weight: weight, rest: rest, addsShares: shares)
    }
  }
}
