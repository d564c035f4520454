/// LiyuanLucasLiu/RAdam, commit d9fd30a33789 (2021-07-31), `radam/radam.py`.
public enum LiyuanLucasLiu {
  /// `RAdam` and `PlainRAdam`, which differ in that RAdam keeps what it computes once a step for the parameters to come: the same numbers,
  /// unless groups of parameters that differ in `betas` share them.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt ≥ 5; an ε, added to √v before its correction; decoupled weight decay, taken
  /// from θ before the update. Below the threshold it moves only with `degenerated_to_sgd`; without, θ stays, undecayed too, while m and v
  /// go on.
  ///
  /// It computes in Float32 whatever it is given: a float64 parameter is stepped as a copy in Float32.
  public struct RAdam: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let degeneratedToSGD: Bool

    public let slots: [Slot] = [.m, .v]

    public var arrangements: [Arrangement] { .ofDecay(λ, asWritten: .decaySubtracted) }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "betas", "eps", "weight_decay", "degenerated_to_sgd"])
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay")
      degeneratedToSGD = try given.flag("degenerated_to_sgd")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε) = (K(lr), K(β1), K(β2), K(ε))
      let decay = λ == 0 ? nil : K(λ) * lr
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      // Asked for above the threshold only.
      let rt = √(c2 * (ρt - 4) / (ρInf - 4) * (ρt - 2) / ρt * ρInf / (ρInf - 2)).asShare

      let moments = { (x: inout Element<S>) in
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        x.m = β1 * x.m + (1 - β1) * x.g
      }
      return Variant.either(
        ρt.isAbove(5, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          let stepSize = rt / c1
          x.descend(by: stepSize * lr * x.m / (√x.v + ε), decay: decay, arrangement, asWritten: .decaySubtracted)
        },
        below: { x in
          moments(&x)
          guard degeneratedToSGD else { return }
          let stepSize = 1 / c1
          x.descend(by: stepSize * lr * x.m, decay: decay, arrangement, asWritten: .decaySubtracted)
        })
    }
  }
}
