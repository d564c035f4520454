/// Every number and every choice of a rule: a point of the one formula that Adam's family and its kin share.
///
///     g  = [−] ∇f [+ λθ]                                     maximize, weightDecayForm
///     m  = β1 · m + (1 − β1) · g, or a momentum              firstMoment
///     v  = β2 · v + (1 − β2) · g², or another                secondMoment
///     x  = max(x, v)                                         maximum
///     D  = √((v or x) / c2 + ε …) + ε …                      secondCorrection, epsilon, rootEpsilon, momentEpsilon
///     θ  = θ − α · [rt] · m / c1 / D                         rectification, numerator, rate bounds
///
/// c1 = 1 − β1ᵗ and c2 = 1 − β2ᵗ correct the bias of averages that began at 0. Coefficients are computed in Double and rounded once each.
/// A rule's presets choose a point; to decode one validates it.
public struct RuleFormula: Codable, Hashable, Sendable {
  // MARK: Numbers

  /// α, the step size: in parameters' units.
  public internal(set) var learningRate: Double
  /// The first α above 0, to which the bounds of the rate belong; nil where ``learningRate`` is still the first, or no bounds depend on it.
  public internal(set) var firstLearningRate: Double?
  /// What makes α depend on t, one after another.
  public internal(set) var schedule: [LearningRateSchedule] = []
  /// β1, the decay of the first moment where it is an average.
  public internal(set) var beta1: Double
  /// β2, the decay of the second moment.
  public internal(set) var beta2: Double
  /// μ, the decay of the first moment where it is a momentum.
  public internal(set) var momentum = 0.0
  /// What is left out of the gradient where it enters a momentum: the weight is 1 − dampening.
  public internal(set) var dampening = 0.0
  /// ε added to the root: in gradients' units.
  public internal(set) var epsilon: Double
  /// ε added inside the root, after the bias correction: in squared gradients' units.
  public internal(set) var rootEpsilon = 0.0
  /// ε added to the second moment, before the bias correction: in its units. ``momentEpsilonForm`` says who keeps it.
  public internal(set) var momentEpsilon = 0.0
  /// λ: 0 for none.
  public internal(set) var weightDecay = 0.0
  /// What makes λ depend on t, one after another.
  public internal(set) var weightDecaySchedule: [LearningRateSchedule] = []
  /// What the second moment begins with.
  public internal(set) var initialSecondMoment = 0.0
  /// ψ, how fast NAdam's momentum comes up.
  public internal(set) var momentumDecay = 0.0
  /// β3, the decay of the averaged rate.
  public internal(set) var beta3 = 0.0
  /// Where the bounds of the rate meet as long as α is the first; nil where it has none.
  public internal(set) var finalLearningRate: Double?
  /// γ, how fast they meet.
  public internal(set) var gamma = 0.0

  // MARK: Choices

  /// Whether the step ascends: −g takes the place of g.
  public internal(set) var maximize = false
  /// What m is.
  public internal(set) var firstMoment = FirstMoment.average
  /// What v is.
  public internal(set) var secondMoment = SecondMoment.squares
  /// Who keeps ``momentEpsilon``.
  public internal(set) var momentEpsilonForm = MomentEpsilonForm.kept
  /// What AMSGrad takes the maximum of.
  public internal(set) var maximum = Maximum.none
  /// Whether the maximum is kept and then not used.
  public internal(set) var ignoresMaximum = false
  /// Whether the first moment is divided by c1.
  public internal(set) var correctsFirstMoment = true
  /// Where c2 enters.
  public internal(set) var secondCorrection = SecondCorrection.none
  /// What is divided by D.
  public internal(set) var numerator = Numerator.moment
  /// When the step is adaptive; nil for always.
  public internal(set) var rectification: RectificationForm?
  /// How an averaged rate takes part.
  public internal(set) var rateAverage = RateAverage.none
  /// Whether 1/c1 is part of the rate that is averaged and clamped. Otherwise it comes afterwards.
  public internal(set) var boundsCorrectedRate = true
  /// What the bounds of the rate are multiplied by; nil for α over the first α.
  public internal(set) var boundScale: BoundScale?
  /// Whether the clamped rate is divided by √t.
  public internal(set) var dividesRateByRootOfStep = false
  /// Where weight decay enters.
  public internal(set) var weightDecayForm = WeightDecayForm.inGradient
  /// What multiplies decoupled weight decay.
  public internal(set) var weightDecayScale = WeightDecayScale.rate
  /// What happens to rows without a gradient.
  public internal(set) var absentRows = AbsentRows.step

  /// Adam without a bias correction of v.
  init(learningRate: Double, beta1: Double = 0, beta2: Double = 0, epsilon: Double = 0) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }
}

extension RuleFormula {
  /// Puts another α in the place of the one there is. Where bounds of the rate depend on the first α above 0, that is remembered.
  mutating func replaceLearningRate(with rate: Double) {
    if finalLearningRate != nil && boundScale == nil && firstLearningRate == nil && learningRate > 0 { firstLearningRate = learningRate }
    learningRate = rate
  }

  /// What the bounds of the rate are multiplied by where it is α. With a first α of 0 there is nothing to scale by: at 0 nothing moves, and another
  /// becomes the first.
  func boundShare(_ α: Double) -> Double {
    if boundScale == .one { return 1 }
    let first = firstLearningRate ?? learningRate
    return first > 0 ? α / first : α > 0 ? 1 : 0
  }

  /// Whether the maximum of v, raw and corrected afterwards, takes its place.
  public var amsgrad: Bool { maximum != .none }

  /// Whether the decay stays out of the gradient.
  public var decoupledWeightDecay: Bool { weightDecayForm != .inGradient }

  package var layout: StateLayout {
    var layout = StateLayout()
    layout.keepsFirstMoment = firstMoment != .none
    layout.keepsSecondMoment = secondMoment != .none
    layout.keepsMaximum = maximum != .none
    layout.keepsAveragedRate = rateAverage != .none
    layout.secondMomentStart = Float(initialSecondMoment)
    layout.beginsWithFirstGradient = firstMoment == .momentumFromFirstGradient
    return layout
  }
}
