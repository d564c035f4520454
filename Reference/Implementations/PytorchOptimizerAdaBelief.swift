extension PytorchOptimizer {
  /// `AdaBelief`.
  ///
  /// Departures from Zhuang et al., Algorithm 2: ε is added to the root too; weight decay; `maximize`; `ams_bound`, whose maximum is of the
  /// uncorrected s with its ε. With `rectify` (not its default) rectified where ρt ≥ `n_sma_threshold`, ε added before the correction, and
  /// the maximum in effect, unlike in the authors' package; below, momentum with `degenerated_to_sgd`, and without it θ keeps still but for its decay.
  public struct AdaBelief: Reference {
    public let common: Common
    public let threshold: Double
    public let rectify, amsBound, degenerates: Bool

    public var slots: [Slot] { amsBound ? [.m, .s, .vmax] : [.m, .s] }
    public let countsMissedSteps = true
    public var arrangements: [Arrangement] { common.arrangements }

    public init(json: String) throws(InvalidHyperparameter) {
      let (given, common) = try Common.read(json, own: ["n_sma_threshold", "degenerated_to_sgd", "rectify", "ams_bound"])
      self.common = common
      threshold = try PytorchOptimizer.threshold(given)
      degenerates = try given.flag("degenerated_to_sgd")
      rectify = try given.flag("rectify")
      amsBound = try given.flag("ams_bound")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (β1, β2, ε) = (K(common.β1), K(common.β2), K(common.ε))
      let decay = WeightDecay(λ: common.λ, common.decay, lr: K(common.lr), arrangement)
      let step = PytorchOptimizerStep<C>(common, threshold: threshold, t: t)
      let (above, below) = (step.above, step.below)
      let rootC2 = √(1 - β2.power(t))
      let (maximize, moves) = (common.maximize, degenerates)

      let moments = { (x: inout Element<S>) in
        let g = decay.gradient(maximize ? -x.g : x.g, x.θ)
        x.m = β1 * x.m + (1 - β1) * g
        let residual = g - x.m
        x.s = β2 * x.s + (1 - β2) * (residual * residual) + ε
        if amsBound { x.vmax = .max(x.vmax, x.s) }
        return √(amsBound ? x.vmax : x.s)
      }
      guard rectify else {
        return [
          Variant { x in
            let root = moments(&x)
            x.θ = decay.move(x.θ, by: below * x.m / (root / rootC2 + ε))
          }
        ]
      }
      return Variant.either(
        step.isRectified,
        above: { x in
          let root = moments(&x)
          x.θ = decay.move(x.θ, by: above * x.m / (root + ε))
        },
        below: { x in
          _ = moments(&x)
          x.θ = moves ? decay.move(x.θ, by: below * x.m) : decay.hold(x.θ)
        })
    }
  }
}
