extension AdaBeliefPyTorch {
  /// Version 0.0.5, `adabelief_pytorch_0_0_5.AdaBelief`.
  ///
  /// Departures from Zhuang et al., Algorithm 2: weight decay, by default into the gradient; ε is added to the root too. `amsgrad` adds ε to
  /// the maximum, and there at every step anew, and not to s. With `rectify` (not its default) rectified where ρt > 4, ε added after the
  /// correction; below, the momentum is not corrected: θ − lr m.
  public struct AdaBelief005: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let decay: WeightDecayKind
    public let amsgrad, rectify: Bool

    public var slots: [Slot] { amsgrad ? [.m, .s, .vmax] : [.m, .s] }
    public var arrangements: [Arrangement] { decay.arrangements(λ: λ) }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: AdaBeliefPyTorch.keys)
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      (λ, decay) = try AdaBeliefPyTorch.decay(given)
      amsgrad = try given.flag("amsgrad")
      rectify = try given.flag("rectify")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε) = (K(lr), K(β1), K(β2), K(ε))
      let decay = WeightDecay(λ: λ, decay, lr: lr, arrangement)
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)

      let moments = { (x: inout Element<S>) in
        let g = decay.gradient(x.g, x.θ)
        x.m = β1 * x.m + (1 - β1) * g
        let residual = g - x.m
        x.s = β2 * x.s + (1 - β2) * (residual * residual)
        if amsgrad { x.vmax = .max(x.vmax, x.s) + ε } else { x.s = x.s + ε }
      }
      let adapt = { (x: inout Element<S>, stepSize: K) in
        let denominator = √(amsgrad ? x.vmax : x.s) / √c2 + ε
        x.θ = decay.move(x.θ, by: stepSize * x.m / denominator)
      }
      let plain = lr / c1
      guard rectify else {
        return [
          Variant { x in
            moments(&x)
            adapt(&x, plain)
          }
        ]
      }
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      // rt is asked for above the threshold only: there ρt − 4 is positive, on whichever side ρt's value is here.
      let rt = √(.max(ρt - 4, 0) * (ρt - 2) * ρInf / (ρInf - 4) / (ρInf - 2) / ρt).asShare
      let stepSize = rt * lr / c1
      return Variant.either(
        ρt.isAbove(4, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          adapt(&x, stepSize)
        },
        below: { x in
          moments(&x)
          x.θ = decay.move(x.θ, by: lr * x.m)
        })
    }
  }
}
