/// ahddlwq/AdaBalance, commit e403afc6fe46 (2024-10-17), `adabalance/adabalance.py`.
public enum Ahddlwq {
  /// `AdaBalance`: AdaMod's averaged rate, held between AdaBound's bounds.
  ///
  /// The average starts at 0 and is not corrected; AdaMod's minimum of the rate and its average is not taken. With `amsbound` the maximum is that
  /// of the uncorrected v, and it is not corrected at all.
  ///
  /// The bounds are multiplied by lr over the lr that it was made with, which is 1 as long as no schedule changes it. With lr = 0 or gamma = 0
  /// that divides by 0, which raises an error there; both are refused here.
  public struct AdaBalance: Reference {
    public let lr, β1, β2, β3, finalLr, γ, ε, λ: Double
    public let amsbound: Bool

    public var slots: [Slot] { amsbound ? [.m, .v, .stepSize, .vmax] : [.m, .v, .stepSize] }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["lr", "betas", "beta3", "final_lr", "gamma", "eps", "weight_decay", "amsbound"])
      lr = try given.number("lr", .positive)
      (β1, β2) = try given.pair("betas", .belowOne)
      β3 = try given.number("beta3", .belowOne)
      finalLr = try given.number("final_lr", .nonNegative)
      _ = try given.number("gamma", .positive)
      γ = try given.number("gamma", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay")
      amsbound = try given.flag("amsbound")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, β3, γ, ε, λ) = (K(lr), K(β1), K(β2), K(β3), K(γ), K(ε), K(λ))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let stepSize = lr / c1
      let finalLr = K(finalLr) * lr / lr
      let low = finalLr * (1 - 1 / (γ * K(t) + 1))
      let high = finalLr * (1 + 1 / (γ * K(t)))
      let l2 = self.λ != 0
      return [
        Variant { x in
          let g = l2 ? x.g + λ * x.θ : x.g
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * (g * g)
          if amsbound { x.vmax = .max(x.vmax, x.v) }
          let denominator = (amsbound ? √x.vmax : √(x.v / c2)) + ε
          x.stepSize = β3 * x.stepSize + (1 - β3) * (stepSize / denominator)
          let η = S.clamp(x.stepSize, from: low.kept(in: S.self), to: high.kept(in: S.self))
          x.θ = x.θ - η * x.m
        }
      ]
    }
  }
}
