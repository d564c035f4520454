/// juntang-zhuang/Adabelief-Optimizer, the package adabelief_pytorch, `AdaBelief.py`, in two of its versions.
///
/// The step counts per parameter. β1ᵗ, β2ᵗ, ρt and what is made of them are Python floats. Decoupled decay is a factor of θ before the
/// moments, 1 − lr λ, or 1 − λ with `fixed_decay`; it is applied where a step is held too. `fixed_decay` says nothing where the decay is not
/// decoupled.
public enum AdaBeliefPyTorch {
  /// Version 0.2.1, `adabelief_pytorch.AdaBelief`.
  ///
  /// Departures from Zhuang et al., Algorithm 2: weight decay; ε is added to the root too. `amsgrad` takes the maximum of s with its ε, uncorrected.
  /// With `rectify` (its default) rectified where ρt ≥ 5, ε added before the correction; below, momentum with `degenerated_to_sgd`, and
  /// without it θ keeps still.
  ///
  /// A rectified step divides by the root of s and not of the maximum: with `rectify` the maximum is kept and never read.
  public struct AdaBelief: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let decay: WeightDecayKind
    public let amsgrad, rectify, degenerates: Bool

    public var slots: [Slot] { amsgrad ? [.m, .s, .vmax] : [.m, .s] }
    public var arrangements: [Arrangement] { decay.arrangements(λ: λ) }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: AdaBeliefPyTorch.keys + ["degenerated_to_sgd"])
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      (λ, decay) = try AdaBeliefPyTorch.decay(given)
      amsgrad = try given.flag("amsgrad")
      rectify = try given.flag("rectify")
      degenerates = try given.flag("degenerated_to_sgd")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε) = (K(lr), K(β1), K(β2), K(ε))
      let decay = WeightDecay(λ: λ, decay, lr: lr, arrangement)
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let plain = lr / c1

      let moments = { (x: inout Element<S>) in
        let g = decay.gradient(x.g, x.θ)
        x.m = β1 * x.m + (1 - β1) * g
        let residual = g - x.m
        x.s = β2 * x.s + (1 - β2) * (residual * residual) + ε
        if amsgrad { x.vmax = .max(x.vmax, x.s) }
      }
      guard rectify else {
        return [
          Variant { x in
            moments(&x)
            let denominator = √(amsgrad ? x.vmax : x.s) / √c2 + ε
            x.θ = decay.move(x.θ, by: plain * x.m / denominator)
          }
        ]
      }
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      let r = √((ρt - 4) / (ρInf - 4) * (ρt - 2) / ρt * ρInf / (ρInf - 2)).asShare
      let stepSize = √c2 * r / c1 * lr
      return Variant.either(
        ρt.isAbove(5, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          x.θ = decay.move(x.θ, by: stepSize * x.m / (√x.s + ε))
        },
        below: { x in
          moments(&x)
          x.θ = degenerates ? decay.move(x.θ, by: plain * x.m) : decay.hold(x.θ)
        })
    }
  }

  static let keys = ["lr", "betas", "eps", "weight_decay", "amsgrad", "weight_decouple", "fixed_decay", "rectify"]

  /// λ, and what it is taken from.
  static func decay(_ given: Hyperparameters) throws(InvalidHyperparameter) -> (Double, WeightDecayKind) {
    let (isDecoupled, isFixed) = (try given.flag("weight_decouple"), try given.flag("fixed_decay"))
    return (try given.number("weight_decay"), isDecoupled ? (isFixed ? .absolute : .timesRate) : .intoGradient)
  }
}
