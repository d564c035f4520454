/// One point among the choices that optimizers of the Adam family make, with the numbers that go with each: what an implementation is, as
/// far as it is one of them. ``ConventionFormula`` steps it.
///
/// The defaults are Adam as Kingma and Ba published it (*Adam: A Method for Stochastic Optimization*, ICLR 2015, Algorithm 1).
public struct Convention: Sendable, Hashable {
  /// The learning rate before it changes with time, and how much each average keeps of itself.
  public var α, β1, β2: Double
  /// Whether it climbs: the gradient's sign is turned.
  public var maximizes = false
  /// What becomes of the numbers that are given, before anything is computed of them.
  public var constants = Constants.asGiven
  public var rate = RateOverTime.constant
  public var warmup = Warmup.none
  /// A gradient of more axes than this loses its mean over all axes but the first; nil where none does.
  public var centralizedAbove: Int?

  public var secondMoment = SecondMoment.squaredGradient
  public var momentEpsilon = MomentEpsilon.none
  public var maximum = Maximum.none
  /// Whether m is divided by 1 − β1ᵗ.
  public var correctsFirstMoment = true
  /// Whether v is divided by 1 − β2ᵗ.
  public var correctsSecondMoment = true
  public var epsilon = EpsilonPlace.none

  /// Nil where every step is adaptive.
  public var rectification: Rectification?
  public var belowThreshold = BelowThreshold.correctedMoment

  public var rateBound = RateBound.none
  public var weightDecay = WeightDecay.none
  /// Whether decay goes on at steps that are held.
  public var decaysWhenHeld = true
  public var lookahead: Lookahead?

  public init(α: Double, β1: Double, β2: Double) {
    (self.α, self.β1, self.β2) = (α, β1, β2)
  }
}

extension Convention {
  /// How numbers are kept.
  public enum Constants: Sendable, Hashable {
    case asGiven
    /// Rounded to Float, whatever is computed in; ε as it is given.
    case inFloatButε
    /// Rounded to Float, ε too.
    case inFloat
  }

  /// The learning rate at step t, from 1.
  public enum RateOverTime: Sendable, Hashable {
    case constant
    /// α / (1 + decay · (t − 1)), or of t where the first step decays already.
    case inverseTime(decay: Double, decaysAtFirstStep: Bool)
    /// α · min(t^−½, t · warmup^−3⁄2) / √model.
    case noam(warmup: Double, model: Double)
  }

  /// What is made of that rate in the first steps.
  public enum Warmup: Sendable, Hashable {
    case none
    /// α t / steps while steps > t, and 1e-8 more.
    case linear(steps: Double)
    /// α t / W while t ≤ W = share · total; from there to `least` at `total` in a straight line.
    case linearThenDown(share: Double, total: Double, least: Double)
  }

  /// What the second average averages.
  public enum SecondMoment: Sendable, Hashable {
    case squaredGradient
    /// (g − m)², with m after this step's gradient.
    case squaredResidual
  }

  /// An ε that is added to the second moment itself.
  public enum MomentEpsilon: Sendable, Hashable {
    case none
    /// At every step, and it stays in the average.
    case kept(Double)
    /// Into the running maximum, where it stays; into the average where there is no maximum.
    case keptInMaximum(Double)
    /// For this step's denominator only.
    case passing(Double)
  }

  /// What AMSGrad takes the running maximum of.
  public enum Maximum: Sendable, Hashable {
    case none
    case ofUncorrected
    case ofCorrected
    /// It is kept up, and the step does not look at it.
    case unused
  }

  /// An ε in the denominator.
  public enum EpsilonPlace: Sendable, Hashable {
    case none
    /// √(v̂ + ε)
    case inRoot(Double)
    /// (√v + ε) / √(1 − β2ᵗ)
    case beforeCorrection(Double)
    /// √v̂ + ε
    case afterCorrection(Double)
    /// √(v̂ + ε) + another
    case inRootAndAfter(Double, Double)
    /// (√(v + ε) + another) / √(1 − β2ᵗ)
    case inRootAndBeforeCorrection(Double, Double)
  }

  /// When a step is adaptive.
  public struct Rectification: Sendable, Hashable {
    /// What ρt is compared with.
    public var threshold: Double
    /// Whether ρt equal to the threshold is adaptive too.
    public var includesThreshold: Bool

    public init(above threshold: Double) { (self.threshold, includesThreshold) = (threshold, false) }
    public init(from threshold: Double) { (self.threshold, includesThreshold) = (threshold, true) }
  }

  /// What a step does that is not adaptive.
  public enum BelowThreshold: Sendable, Hashable {
    case correctedMoment
    case uncorrectedMoment
    /// θ stays; the moments go on.
    case hold
    /// θ goes up the gradient.
    case ascend
  }

  /// What happens to the rate of each element, which multiplies its first moment.
  public enum RateBound: Sendable, Hashable {
    case none
    /// Between final · (1 − 1/(γt + 1)) and final · (1 + 1/(γt)).
    case clamp(final: Double, γ: Double)
    /// The same, and then divided by √t.
    case clampOverRoot(final: Double, γ: Double)
    /// No more than its own average.
    case average(β3: Double, countsFirstCorrection: Bool)
    /// Its average, clamped.
    case averageThenClamp(β3: Double, final: Double, γ: Double)
  }

  /// Where λ goes.
  public enum WeightDecay: Sendable, Hashable {
    case none
    /// Into the gradient, before the moments.
    case intoGradient(Double)
    /// θ loses λθ times the rate at this step.
    case timesRate(Double)
    /// θ loses λθ times the rate before it changes with time.
    case timesBaseRate(Double)
    /// θ loses λθ.
    case absolute(Double)
  }

  /// Slow weights that θ is pulled back to.
  public struct Lookahead: Sendable, Hashable {
    /// Every how many steps.
    public var period: Int
    /// How far the slow weights go to the fast ones.
    public var share: Double
    public var phase: Phase

    public init(period: Int, share: Double, phase: Phase = .atMultiples) {
      (self.period, self.share, self.phase) = (period, share, phase)
    }

    public enum Phase: Sendable, Hashable {
      /// The slow weights start where θ does, and move at steps k, 2k, …
      case atMultiples
      /// They are taken after step 1, and move at k + 1, 2k + 1, …
      case fromFirstStep
      /// They start at 0, and move at k + 1, 2(k + 1), …
      case fromZero
    }
  }
}
