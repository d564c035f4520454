extension PytorchOptimizer {
  /// `RAdam`.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt ≥ `n_sma_threshold`; an ε, added to √v before its correction; `maximize`; decoupled
  /// decay. Without `weight_decouple` there is no decay at all. Below the threshold it keeps still, decay and all, while the moments go on;
  /// with `degenerated_to_sgd` it is momentum, with the decay (but with lr = 0, where that is absolute, without).
  public struct RAdam: Reference {
    public let common: Common
    public let threshold: Double
    public let degenerates: Bool

    public let slots: [Slot] = [.m, .v]
    public let countsMissedSteps = true
    public var arrangements: [Arrangement] { common.arrangements }

    public init(json: String) throws(InvalidHyperparameter) {
      let (given, common) = try Common.read(json, own: ["n_sma_threshold", "degenerated_to_sgd"])
      self.common = common
      threshold = try PytorchOptimizer.threshold(given)
      degenerates = try given.flag("degenerated_to_sgd")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (β1, β2, ε) = (K(common.β1), K(common.β2), K(common.ε))
      let decay = WeightDecay(λ: common.decay == .intoGradient ? 0 : common.λ, common.decay, lr: K(common.lr), arrangement)
      let step = PytorchOptimizerStep<C>(common, threshold: threshold, t: t)
      let (above, below) = (step.above, step.below)
      let (maximize, moves) = (common.maximize, degenerates && common.lr > 0)

      let moments = { (x: inout Element<S>) in
        let g = maximize ? -x.g : x.g
        x.m = β1 * x.m + (1 - β1) * g
        x.v = β2 * x.v + (1 - β2) * (g * g)
      }
      return Variant.either(
        step.isRectified,
        above: { x in
          moments(&x)
          x.θ = decay.move(x.θ, by: above * x.m / (√x.v + ε))
        },
        below: { x in
          moments(&x)
          if moves { x.θ = decay.move(x.θ, by: below * x.m) }
        })
    }
  }
}
