extension Labml {
  /// `radam.RAdam`.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt ≥ 5; an ε, where `optimized_update` says; weight decay; `amsgrad`, whose
  /// maximum is of the uncorrected v. Below the threshold momentum with `degenerated_to_sgd`; without it θ keeps still but for its decay,
  /// while the moments go on.
  public struct RAdam: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let decay: WeightDecayKind
    public let optimized, amsgrad, degenerates: Bool

    public var slots: [Slot] { amsgrad ? [.m, .v, .vmax] : [.m, .v] }
    public var arrangements: [Arrangement] { decay.arrangements(λ: λ) }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Labml.hyperparameters(json, ["optimized_update", "amsgrad", "degenerated_to_sgd"])
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      (λ, decay) = try Labml.decay(given)
      optimized = try given.flag("optimized_update")
      amsgrad = try given.flag("amsgrad")
      degenerates = try given.flag("degenerated_to_sgd")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε) = (K(lr), K(β1), K(β2), K(ε))
      let decay = WeightDecay(λ: λ, decay, lr: lr, arrangement)
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      let r = √((ρt - 4) / (ρInf - 4) * (ρt - 2) / ρt * ρInf / (ρInf - 2)).asShare
      let stepSize = optimized ? lr * √c2 * r / c1 : lr * r / c1
      let sgd = lr / c1

      let moments = { (x: inout Element<S>) in
        let g = decay.gradient(x.g, x.θ)
        x.m = β1 * x.m + (1 - β1) * g
        x.v = β2 * x.v + (1 - β2) * (g * g)
        if amsgrad { x.vmax = .max(x.vmax, x.v) }
      }
      return Variant.either(
        ρt.isAbove(5, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          let root = √(amsgrad ? x.vmax : x.v)
          let denominator = optimized ? root + ε : root / √c2 + ε
          x.θ = decay.move(x.θ, by: stepSize * x.m / denominator)
        },
        below: { x in
          moments(&x)
          x.θ = degenerates ? decay.move(x.θ, by: sgd * x.m) : decay.hold(x.θ)
        })
    }
  }
}
