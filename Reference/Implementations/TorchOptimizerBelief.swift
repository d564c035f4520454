/// jettify/pytorch-optimizer, version 0.3.0 of the package `torch_optimizer`, `torch_optimizer/adabelief.py`.
extension TorchOptimizer {
  /// `torch_optimizer.AdaBelief`.
  ///
  /// Departures from Zhuang et al., Algorithm 2: with `amsgrad` the maximum is that of s without ε, corrected afterwards, and ε stays in the
  /// maximum and not in s; `rectify`, as Liu et al. do it, where ρt > 4, and below that a step by the uncorrected m; weight decay, added to
  /// the gradient, or decoupled, as a factor of θ before the moments: 1 − lr·λ, or 1 − λ with `fixed_decay`.
  public struct AdaBelief: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let amsgrad, decoupled, fixedDecay, rectify: Bool

    public var slots: [Slot] { amsgrad ? [.m, .s, .vmax] : [.m, .s] }

    public var arrangements: [Arrangement] { decoupled ? .ofDecay(λ, asWritten: .decayAsFactor) : [.asWritten] }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["lr", "betas", "eps", "weight_decay", "amsgrad", "weight_decouple", "fixed_decay", "rectify"])
      lr = try given.number("lr", .positive)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay", .nonNegative)
      amsgrad = try given.flag("amsgrad")
      decoupled = try given.flag("weight_decouple")
      fixedDecay = try given.flag("fixed_decay")
      rectify = try given.flag("rectify")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(lr), K(β1), K(β2), K(ε), K(λ))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      // rt is asked for above the threshold only: there ρt − 4 is positive, on whichever side ρt's value is here.
      let rt = √(K.max(ρt - 4, 0) * (ρt - 2) * ρInf / (ρInf - 4) / (ρInf - 2) / ρt).asShare
      let l2 = self.λ != 0 && !decoupled
      let decay = self.λ == 0 || !decoupled ? nil : fixedDecay ? λ : lr * λ

      /// The moments, and the denominator.
      let moments = { (x: inout Element<S>) -> S in
        let g = l2 ? x.g + λ * x.θ : x.g
        x.m = β1 * x.m + (1 - β1) * g
        let residual = g - x.m
        x.s = β2 * x.s + (1 - β2) * (residual * residual)
        if amsgrad {
          x.vmax = .max(x.vmax, x.s) + ε
          return √x.vmax / √c2 + ε
        }
        x.s = x.s + ε
        return √x.s / √c2 + ε
      }
      guard rectify else {
        let stepSize = lr / c1
        return [
          Variant { x in
            let denominator = moments(&x)
            x.descend(by: stepSize * x.m / denominator, decay: decay, arrangement, asWritten: .decayAsFactor)
          }
        ]
      }
      return Variant.either(
        ρt.isAbove(4, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          let stepSize = rt * lr / c1
          let denominator = moments(&x)
          x.descend(by: stepSize * x.m / denominator, decay: decay, arrangement, asWritten: .decayAsFactor)
        },
        below: { x in
          _ = moments(&x)
          x.descend(by: lr * x.m, decay: decay, arrangement, asWritten: .decayAsFactor)
        })
    }
  }
}
