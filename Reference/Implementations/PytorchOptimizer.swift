/// kozistr/pytorch_optimizer, version 4.1.0.
///
/// The step counts for all parameters of a group together: t goes on where one has no gradient. β1ᵗ, β2ᵗ, ρt and what is made of them are
/// Python floats. First moments are published as `lerp_` and written here in their usual form, as torch's are. Decoupled decay is a factor
/// of θ before the moments, 1 − lr λ, or 1 − λ with `fixed_decay`. `maximize` turns the sign of the gradient first.
public enum PytorchOptimizer {
  /// What all of them take.
  public struct Common: Sendable {
    public let lr, β1, β2, ε, λ: Double
    /// The third of `betas`, where there is one.
    public let β3: Double
    public let decay: WeightDecayKind
    public let maximize: Bool

    /// The arrangements of a step of these.
    public var arrangements: [Arrangement] { decay.arrangements(λ: λ) }

    static func read(
      _ json: String, own: [String], betas count: Int = 2
    ) throws(InvalidHyperparameter) -> (Hyperparameters, Common) {
      let keys = ["lr", "betas", "weight_decay", "weight_decouple", "fixed_decay", "eps", "maximize"]
      let given = try Hyperparameters(json: json, keys: keys + own)
      return (given, try Common(given, betas: count))
    }

    private init(_ given: Hyperparameters, betas count: Int) throws(InvalidHyperparameter) {
      lr = try given.number("lr", .nonNegative)
      let betas = try given.numbers("betas", .nonNegative)
      guard betas.count == count, betas[0] < 1, betas[1] < 1, betas.count < 3 || betas[2] <= 1 else {
        throw InvalidHyperparameter(
          name: "betas", found: "\(betas)", allowed: "\(count) numbers, at least 0 and below 1" + (count == 3 ? ", the last at most 1" : "")
        )
      }
      (β1, β2, β3) = (betas[0], betas[1], count == 3 ? betas[2] : 0)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay", .nonNegative)
      let (isDecoupled, isFixed) = (try given.flag("weight_decouple"), try given.flag("fixed_decay"))
      decay = isDecoupled ? (isFixed ? .absolute : .timesRate) : .intoGradient
      maximize = try given.flag("maximize")
    }
  }

  /// `n_sma_threshold`: any number, for nothing checks it. Below 4 a step may take the root of a negative number, which raises an error there.
  static func threshold(_ given: Hyperparameters) throws(InvalidHyperparameter) -> Double { try given.number("n_sma_threshold") }
}

/// ρt and what comes of it, as `get_rectify_step_size` computes it.
@usableFromInline struct PytorchOptimizerStep<Schedule: Scalar> {
  @usableFromInline typealias K = Coefficient<Schedule>
  /// Whether ρt ≥ the threshold.
  @usableFromInline let isRectified: Decision
  /// The step's size above the threshold, √c2 in it, and below it without its sign.
  @usableFromInline let above, below: K

  @inlinable init(_ common: PytorchOptimizer.Common, threshold: Double, t: Int) {
    let (lr, β1, β2) = (K(common.lr), K(common.β1), K(common.β2))
    let c1 = 1 - β1.power(t)
    let c2 = 1 - β2.power(t)
    let ρInf = 2 / (1 - β2) - 1
    let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
    // rt is asked for above the threshold only: there, from 4 on, ρt − 4 is not negative, on whichever side ρt's value is here.
    let excess = threshold >= 4 ? K.max(ρt - 4, 0) : ρt - 4
    let rt = √(c2 * excess / (ρInf - 4) * (ρt - 2) / ρt * ρInf / (ρInf - 2)).asShare
    isRectified = ρt.isAtLeast(threshold, ρInf: ρInf, β2: common.β2, t: t)
    above = lr * rt / c1
    below = lr / c1
  }
}
