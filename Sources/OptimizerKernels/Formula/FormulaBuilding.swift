/// How presets put a formula together.
extension RuleFormula {
  /// The formula with a learning rate, a pair of decays and an ε.
  init(_ learningRate: Double, _ betas: (Double, Double), _ epsilon: Double) {
    self.init(learningRate: learningRate, beta1: betas.0, beta2: betas.1, epsilon: epsilon)
  }

  /// Weight decay in the gradient, or before the update: scaled by the learning rate, or not.
  mutating func decay(_ weightDecay: Double, decoupled: Bool, fixed: Bool = false) {
    self.weightDecay = weightDecay
    weightDecayForm = decoupled ? .beforeUpdate : .inGradient
    weightDecayScale = decoupled && fixed ? .one : .rate
  }

  /// labml's weight decay, which takes the learning rate without its schedule.
  mutating func decay(_ decay: LabMLWeightDecay) {
    weightDecay = decay.weightDecay
    weightDecayForm = decay.decoupled ? .beforeUpdate : .inGradient
    weightDecayScale = decay.decoupled && decay.absolute ? .one : .baseRate
  }

  /// Rectifies where ρt passes `threshold`.
  mutating func rectify(above threshold: Double, below: BelowThreshold = .momentum) {
    rectification = RectificationForm(threshold: threshold, includesThreshold: false, below: below)
  }

  /// Rectifies where ρt reaches `threshold`.
  mutating func rectify(from threshold: Double, below: BelowThreshold = .momentum) {
    rectification = RectificationForm(threshold: threshold, includesThreshold: true, below: below)
  }

  /// optax's `nesterov`: the gradient enters beside the moment, each with its own correction.
  mutating func takeNesterovOfCorrected() {
    numerator = .nesterovOfCorrected
    correctsFirstMoment = false
  }

  /// Keras's learning rate: a schedule or a number, then `decay`.
  mutating func scheduleAsKeras(_ schedule: LearningRateSchedule?, decay: Double) {
    let decay = decay.inFloat
    // A number is kept in Float, a schedule's numbers are its own.
    if let schedule { self.schedule.append(schedule) } else { learningRate = learningRate.inFloat }
    if decay != 0 { self.schedule.append(.inverseTime(rate: decay, first: 0)) }
  }
}

extension Double {
  /// The number as a library keeps it whose hyperparameters are Floats.
  var inFloat: Double { Double(Float(self)) }
}

/// labml_nn's `WeightDecay`: θ is multiplied by 1 − αλ (1 − λ where absolute) first, or λθ is added to the gradient.
public struct LabMLWeightDecay: Codable, Hashable, Sendable {
  /// λ: 0 or above and finite, which the rule that takes it checks.
  public var weightDecay: Double
  /// Whether θ is multiplied; otherwise λθ is added to the gradient.
  public var decoupled: Bool
  /// Whether the factor is 1 − λ, whatever α is; without effect unless decoupled.
  public var absolute: Bool

  /// With labml's defaults.
  public init(weightDecay: Double = 0, decoupled: Bool = true, absolute: Bool = false) {
    self.weightDecay = weightDecay
    self.decoupled = decoupled
    self.absolute = absolute
  }
}
