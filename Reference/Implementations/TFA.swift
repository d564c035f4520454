/// tensorflow-addons, version 0.23.0, `tensorflow_addons/optimizers/`: `rectified_adam.py`, `adabelief.py` and `lookahead.py`.
///
/// They are legacy Keras optimizers, and what these have in common holds here: one step count for all parameters, which goes on where one has
/// no gradient; clipping before all else; hyperparameters kept in Float32, but for ε and the clips, whatever the parameter's type.
/// All else is computed in that type. For a Float parameter that is the powers of β, ρt, rt and the rates too.
public enum TFA {
  /// The options that RectifiedAdam and AdaBelief have in common.
  public struct Options: Sendable {
    public let β1, β2, ε, threshold: Double
    public let rate: Rate
    public let λ: KerasNumber
    public let amsgrad: Bool
    public let clipping: KerasClipping

    static let keys = [
      "learning_rate", "beta_1", "beta_2", "epsilon", "weight_decay", "decay", "amsgrad", "sma_threshold", "total_steps",
      "warmup_proportion", "min_lr",
    ]

    init(_ given: Hyperparameters, keepsFloat: Bool) throws(InvalidHyperparameter) {
      β1 = try given.keras("beta_1", .belowOne, keepsFloat: keepsFloat)
      β2 = try given.keras("beta_2", .belowOne, keepsFloat: keepsFloat)
      ε = try given.kerasEpsilon()
      threshold = try given.keras("sma_threshold", keepsFloat: keepsFloat)
      rate = try Rate(given, keepsFloat: keepsFloat)
      λ = try KerasNumber(given, "weight_decay", keepsFloat: keepsFloat)
      amsgrad = try given.flag("amsgrad")
      clipping = try KerasClipping(given)
    }

    /// Weight decay is inside the update, and so multiplied by the learning rate of that step.
    public var arrangements: [Arrangement] { λ.isZero ? [.asWritten] : [.asWritten, .decayAsFactor, .decaySubtracted] }

    /// What rectifies step t: whether it is rectified, and rt.
    @inlinable func rectification<C: Scalar>(_ t: Int, _ schedule: C.Type) -> (isRectified: Decision, rt: Coefficient<C>) {
      typealias K = Coefficient<C>
      let β2ᵗ = K(β2).sensitivePower(t)
      let ρInf = 2 / (1 - K(β2)) - 1
      let ρt = ρInf - 2 * K(t) * β2ᵗ / (1 - β2ᵗ)
      // Below 4 it is the root of a negative number where ρt > 2. Above it is asked for only where ρt − 4 is positive, on whichever side
      // its value is here.
      let isShare = threshold >= 4
      let excess = isShare ? .max(ρt - 4, 0) : ρt - 4
      let rt = √(excess / (ρInf - 4) * (ρt - 2) / (ρInf - 2) * ρInf / ρt)
      return (ρt.isAtLeast(threshold, ρInf: ρInf, β2: β2, t: t), isShare ? rt.asShare : rt)
    }

    /// The end of step t, θ − lr (u + λθ), for an element that is touched.
    @inlinable func move<C: Scalar, S: Scalar>(
      _ t: Int, _ arrangement: Arrangement, _ schedule: C.Type
    ) -> (_ x: inout Element<S>, _ u: S) -> Void {
      let lr = rate.value(t, C.self)
      let λt = λ.value(at: t - 1, in: C.self)
      let decays = !λ.isZero
      return { x, u in
        switch (decays, arrangement) {
        case (false, _): x.θ = x.θ - lr * u
        case (true, .decayAsFactor): x.θ = (1 - lr * λt) * x.θ - lr * u
        case (true, .decaySubtracted): x.θ = x.θ - lr * (λt * x.θ) - lr * u
        case (true, _): x.θ = x.θ - lr * (u + λt * x.θ)
        }
      }
    }
  }

  /// The learning rate: a number or a schedule, then an inverse-time decay, both of the step counted from 0; then a linear warm-up to that rate
  /// and a linear decay from it to `min_lr`, of the step counted from 1.
  ///
  /// With `total_steps` = 0 there is neither. W = total_steps · warmup_proportion need not be whole. The first step has lr/W, and not 0.
  public struct Rate: Sendable {
    public let initial: KerasRate
    public let totalSteps, warmup, least: Double

    init(_ given: Hyperparameters, keepsFloat: Bool) throws(InvalidHyperparameter) {
      initial = try KerasRate(given, keepsFloat: keepsFloat)
      let steps = Double(try given.count("total_steps", 0...1 << 53))
      totalSteps = keepsFloat ? Double(Float(steps)) : steps
      warmup = try given.keras("warmup_proportion", keepsFloat: keepsFloat)
      least = try given.keras("min_lr", keepsFloat: keepsFloat)
    }

    /// The rate of step t, with the bound of arithmetic in Double.
    public func rate(at t: Int) -> Bounded<Double> { value(t, Bounded<Double>.self).scalar }

    /// The rate of step t.
    @inlinable func value<C: Scalar>(_ t: Int, _ schedule: C.Type) -> Coefficient<C> {
      typealias K = Coefficient<C>
      let lr = initial.value(t, C.self)
      guard totalSteps > 0 else { return lr }
      let W = K(totalSteps) * K(warmup)
      let rest = K.max(K(totalSteps) - W, 1)
      let rising = lr * (K(t) / W)
      let falling = lr + (K(least) - lr) / rest * .min(K(t) - W, rest)
      switch K(t) > W {
      case .no: return rising
      case .yes: return falling
      case .undecidable: return .covering(rising, falling)
      }
    }
  }
}
