/// Luolc/AdaBound, commit 2e928c3007a2 (2019-03-07), `adabound/adabound.py`. Version 0.0.5 of the package `adabound` is the same, without
/// `AdaBoundW`.
public enum Luolc {
  /// `AdaBound` and `AdaBoundW`.
  ///
  /// Departures from Luo et al., Algorithms 2 and 3: bias corrections of both moments, an ε, added to √v before its correction, and no
  /// division by √t; γ in place of 1 − β2 in the bounds. `amsbound` takes the maximum of the uncorrected v and corrects it afterwards.
  ///
  /// `AdaBound` adds weight decay to the gradient. `AdaBoundW` takes λθ from θ, with the θ of before the step, and does not
  /// multiply it by the rate.
  ///
  /// The bounds are multiplied by lr over the lr that it was made with, which is 1 as long as no schedule changes it. With lr = 0 or gamma = 0
  /// that divides by 0, which raises an error there; both are refused here.
  public struct AdaBound: Reference {
    public let lr, β1, β2, finalLr, γ, ε, λ: Double
    public let amsbound, decoupled: Bool

    public var slots: [Slot] { amsbound ? [.m, .v, .vmax] : [.m, .v] }

    public var arrangements: [Arrangement] { decoupled ? .ofDecay(λ, asWritten: .asWritten) : [.asWritten] }

    public init(json: String) throws(InvalidHyperparameter) { try self.init(json, decoupled: false) }

    /// `AdaBoundW`.
    public init(adaBoundW json: String) throws(InvalidHyperparameter) { try self.init(json, decoupled: true) }

    private init(_ json: String, decoupled: Bool) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "betas", "final_lr", "gamma", "eps", "weight_decay", "amsbound"])
      lr = try given.number("lr", .positive)
      (β1, β2) = try given.pair("betas", .belowOne)
      finalLr = try given.number("final_lr", .nonNegative)
      _ = try given.number("gamma", .positive)
      γ = try given.number("gamma", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay")
      amsbound = try given.flag("amsbound")
      self.decoupled = decoupled
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, γ, ε, λ) = (K(lr), K(β1), K(β2), K(γ), K(ε), K(λ))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let stepSize = lr * √c2 / c1
      let finalLr = K(finalLr) * lr / lr
      let low = finalLr * (1 - 1 / (γ * K(t) + 1))
      let high = finalLr * (1 + 1 / (γ * K(t)))
      let l2 = self.λ != 0 && !decoupled
      let decays = self.λ != 0 && decoupled
      return [
        Variant { x in
          let g = l2 ? x.g + λ * x.θ : x.g
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * (g * g)
          if amsbound { x.vmax = .max(x.vmax, x.v) }
          let denominator = √(amsbound ? x.vmax : x.v) + ε
          let η = S.clamp(stepSize / denominator, from: low.kept(in: S.self), to: high.kept(in: S.self))
          let update = η * x.m
          if decays && arrangement == .asWritten {
            let decayed = λ * x.θ
            x.θ = x.θ - update - decayed
          } else {
            x.descend(by: update, decay: decays ? λ : nil, arrangement, asWritten: .decaySubtracted)
          }
        }
      ]
    }
  }
}
