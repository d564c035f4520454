extension Convention {
  /// One of the choices.
  public enum Axis: String, Sendable, CaseIterable {
    case numbers = "numbers"
    case constants = "constants"
    case direction = "direction"
    case rate = "rate over time"
    case warmup = "warm-up"
    case gradient = "gradient"
    case secondMoment = "second moment"
    case momentEpsilon = "ε in the moment"
    case maximum = "maximum"
    case firstCorrection = "correction of m"
    case secondCorrection = "correction of v"
    case epsilon = "ε"
    case threshold = "threshold"
    case belowThreshold = "below the threshold"
    case decayWhenHeld = "decay when held"
    case rateBound = "bound of the rate"
    case weightDecay = "weight decay"
    case lookahead = "lookahead"
  }

  /// The same with the choice on `axis`, and the numbers that go with it, of another.
  public func taking(_ axis: Axis, of other: Convention) -> Convention {
    var copy = self
    switch axis {
    case .numbers: (copy.α, copy.β1, copy.β2) = (other.α, other.β1, other.β2)
    case .constants: copy.constants = other.constants
    case .direction: copy.maximizes = other.maximizes
    case .rate: copy.rate = other.rate
    case .warmup: copy.warmup = other.warmup
    case .gradient: copy.centralizedAbove = other.centralizedAbove
    case .secondMoment: copy.secondMoment = other.secondMoment
    case .momentEpsilon: copy.momentEpsilon = other.momentEpsilon
    case .maximum: copy.maximum = other.maximum
    case .firstCorrection: copy.correctsFirstMoment = other.correctsFirstMoment
    case .secondCorrection: copy.correctsSecondMoment = other.correctsSecondMoment
    case .epsilon: copy.epsilon = other.epsilon
    case .threshold:
      copy.rectification = other.rectification
      // What a step does below a threshold is part of having one.
      if rectification == nil { copy.belowThreshold = other.belowThreshold }
      if !holds { copy.decaysWhenHeld = other.decaysWhenHeld }
    case .belowThreshold:
      copy.belowThreshold = other.belowThreshold
      if !holds { copy.decaysWhenHeld = other.decaysWhenHeld }
    case .decayWhenHeld: copy.decaysWhenHeld = other.decaysWhenHeld
    case .rateBound: copy.rateBound = other.rateBound
    case .weightDecay: copy.weightDecay = other.weightDecay
    case .lookahead: copy.lookahead = other.lookahead
    }
    return copy
  }

  /// The axes on which two differ, in order. What a convention has no use for makes no difference.
  public func axes(differingFrom other: Convention) -> [Axis] {
    Axis.allCases.filter { axis in
      switch axis {
      case .belowThreshold: rectification != nil && other.rectification != nil && belowThreshold != other.belowThreshold
      case .decayWhenHeld: holds && other.holds && weightDecay != .none && decaysWhenHeld != other.decaysWhenHeld
      default: taking(axis, of: other) != self && !(axis == .threshold && rectification == other.rectification)
      }
    }
  }

  /// The same convention with what it has no use for as everybody has it: two that are equal then are one.
  public var simplified: Convention {
    var copy = self
    if let rectification, !rectification.canBeMet { copy.rectification = .init(above: rectification.threshold) }
    if rectification == nil { copy.belowThreshold = .correctedMoment }
    if !holds || weightDecay == .none { copy.decaysWhenHeld = true }
    return copy
  }

  private var holds: Bool { rectification != nil && belowThreshold == .hold }
}
