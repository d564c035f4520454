/// lancopku/AdaMod, commit d8664073a9a4 (2024-09-03), `adamod/adamod.py`. Version 0.0.3 of the package `adamod` is the same.
public enum Lancopku {
  /// `AdaMod`.
  ///
  /// Departures from Ding et al., Algorithm 1: the rate that is averaged has the correction of m in it, and m is not corrected; an ε,
  /// added to √v before its correction; decoupled weight decay, taken from θ before the update.
  public struct AdaMod: Reference {
    public let lr, β1, β2, β3, ε, λ: Double

    public let slots: [Slot] = [.m, .v, .stepSize]

    public var arrangements: [Arrangement] { .ofDecay(λ, asWritten: .decaySubtracted) }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "betas", "beta3", "eps", "weight_decay"])
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      β3 = try given.number("beta3", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, β3, ε) = (K(lr), K(β1), K(β2), K(β3), K(ε))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let stepSize = lr * √c2 / c1
      let decay = λ == 0 ? nil : K(λ) * lr
      return [
        Variant { x in
          x.m = β1 * x.m + (1 - β1) * x.g
          x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
          let η = stepSize / (√x.v + ε)
          x.stepSize = β3 * x.stepSize + (1 - β3) * η
          x.descend(by: .min(η, x.stepSize) * x.m, decay: decay, arrangement, asWritten: .decaySubtracted)
        }
      ]
    }
  }
}
