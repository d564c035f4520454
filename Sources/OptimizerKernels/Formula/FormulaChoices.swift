extension RuleFormula {
  /// What m is.
  public enum FirstMoment: String, Codable, CaseIterable, Hashable, Sendable {
    /// Nothing is kept.
    case none
    /// β1 · m + (1 − β1) · g
    case average
    /// μ · m + (1 − dampening) · g, from 0.
    case momentum
    /// The same, but m = g at t = 1.
    case momentumFromFirstGradient
    /// μ · m − α · g, which is what θ moves by.
    case velocity
    /// μ · m + g/D, which is what θ moves by, times α.
    case quotients
  }

  /// What v is.
  public enum SecondMoment: String, Codable, CaseIterable, Hashable, Sendable {
    /// Nothing is kept.
    case none
    /// β2 · v + (1 − β2) · g²
    case squares
    /// β2 · v + (1 − β2) · (g − m)², with the m of this step.
    case residuals
    /// v + g²
    case sum
    /// max(β2 · v, |g|), or with ``RuleFormula/momentEpsilon`` max(β2 · v, |g| + ε). It is divided by as it is, without a root.
    case greatest
  }

  /// Who keeps ``RuleFormula/momentEpsilon``.
  public enum MomentEpsilonForm: String, Codable, CaseIterable, Hashable, Sendable {
    /// v, which grows by it every step.
    case kept
    /// The maximum where there is one, after it was taken, else v.
    case keptByMaximum
    /// Nobody: it is added for the root alone.
    case forgotten
  }

  /// What AMSGrad takes the maximum of.
  public enum Maximum: String, Codable, CaseIterable, Hashable, Sendable {
    /// None is kept.
    case none
    /// v as it is; the maximum is corrected afterwards as v would be.
    case raw
    /// v/c2; the maximum is not corrected again.
    case corrected
  }

  /// Where c2 enters.
  public enum SecondCorrection: String, Codable, CaseIterable, Hashable, Sendable {
    /// Nowhere.
    case none
    /// √(v/c2) + ε
    case insideRoot
    /// √v/√c2 + ε
    case outsideRoot
    /// √v + ε, and √c2 multiplies the rate: ε counts 1/√c2 times as much.
    case inRate
  }

  /// What is divided by D.
  public enum Numerator: String, Codable, CaseIterable, Hashable, Sendable {
    /// m
    case moment
    /// g
    case gradient
    /// μ · m + g, or for a velocity μ · m − α · g.
    case nesterov
    /// β1 · m/(1 − β1ᵗ⁺¹) + (1 − β1) · g/(1 − β1ᵗ)
    case nesterovOfCorrected
    /// NAdam's: μt₊₁ · m/(1 − ∏μ up to t + 1) + (1 − μt) · g/(1 − ∏μ up to t), with μt = β1 · (1 − ½ · 0.96^(tψ)).
    case nesterovWithSchedule
  }

  /// How an averaged rate takes part.
  public enum RateAverage: String, Codable, CaseIterable, Hashable, Sendable {
    /// None is kept.
    case none
    /// min(η, s)
    case caps
    /// s takes the place of η.
    case replaces
  }

  /// What the bounds of the rate are multiplied by, where it is not α over the first α.
  public enum BoundScale: String, Codable, CaseIterable, Hashable, Sendable {
    /// Nothing: they are the same for every α.
    case one
  }

  /// Where weight decay enters.
  public enum WeightDecayForm: String, Codable, CaseIterable, Hashable, Sendable {
    /// λθ is added to the gradient.
    case inGradient
    /// θ is multiplied before the update.
    case beforeUpdate
    /// λθ is part of the update, with the θ from before.
    case inUpdate
  }

  /// What multiplies decoupled weight decay.
  public enum WeightDecayScale: String, Codable, CaseIterable, Hashable, Sendable {
    /// The learning rate of this step.
    case rate
    /// The learning rate without its schedule.
    case baseRate
    /// Nothing.
    case one
  }

  /// What happens to rows without a gradient.
  public enum AbsentRows: String, Codable, CaseIterable, Hashable, Sendable {
    /// They step with a gradient of 0, and coast on their momentum: Keras's Adam.
    case step
    /// Their moments decay, and a maximum of them is taken, but θ stays: tensorflow-addons.
    case decay
    /// Nothing: Keras's SGD.
    case stay
  }

  /// When a step is rectified (RAdam), and what happens until then.
  public struct RectificationForm: Codable, Hashable, Sendable {
    /// What ρt is held against.
    public let threshold: Double
    /// Whether ρt may be the threshold itself.
    public let includesThreshold: Bool
    /// What is done below.
    public let below: BelowThreshold
  }

  /// What a step does below the threshold. m and v advance in any case.
  public enum BelowThreshold: String, Codable, CaseIterable, Hashable, Sendable {
    /// θ −= α · m̂
    case momentum
    /// θ −= α · m
    case rawMomentum
    /// θ stays, but for its decay.
    case hold
    /// θ stays, and does not decay either.
    case holdWithoutDecay
    /// θ += α · m̂: a published mistake.
    case ascent
  }
}
