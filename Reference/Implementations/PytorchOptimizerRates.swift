extension PytorchOptimizer {
  /// `AdaBound`.
  ///
  /// Departures from Luo et al., Algorithm 2: both moments are corrected, the rate is not divided by √t, and γ stands for 1 − β2 in its bounds; 10⁻¹⁵
  /// is added to v, and ε to its root before the correction; weight decay; `maximize`. `ams_bound` takes the maximum of the
  /// uncorrected v. The rate from which the bounds are scaled is the one that it was made with, so they are `final_lr` as it is; with lr = 0 they are 0.
  public struct AdaBound: Reference {
    public let common: Common
    public let finalLR, γ: Double
    public let amsBound: Bool

    public var slots: [Slot] { amsBound ? [.m, .v, .vmax] : [.m, .v] }
    public let countsMissedSteps = true
    public var arrangements: [Arrangement] { common.arrangements }

    public init(json: String) throws(InvalidHyperparameter) {
      let (given, common) = try Common.read(json, own: ["final_lr", "gamma", "ams_bound"])
      self.common = common
      finalLR = try given.number("final_lr")
      γ = try given.number("gamma", .positive)
      amsBound = try given.flag("ams_bound")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, γ) = (K(common.lr), K(common.β1), K(common.β2), K(common.ε), K(γ))
      let decay = WeightDecay(λ: common.λ, common.decay, lr: lr, arrangement)
      let finalLR = common.lr > 0 ? K(finalLR) * lr / lr : 0
      let lower = finalLR * (1 - 1 / (γ * K(t) + 1))
      let upper = finalLR * (1 + 1 / (γ * K(t)))
      let stepSize = lr * √(1 - β2.power(t)) / (1 - β1.power(t))
      let maximize = common.maximize
      return [
        Variant { x in
          let g = decay.gradient(maximize ? -x.g : x.g, x.θ)
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * (g * g)
          if amsBound { x.vmax = .max(x.vmax, x.v) }
          let denominator = √((amsBound ? x.vmax : x.v) + K(1e-15)) + ε
          let η = S.clamp(stepSize / denominator, from: lower.kept(in: S.self), to: upper.kept(in: S.self))
          x.θ = decay.move(x.θ, by: η * x.m)
        }
      ]
    }
  }

  /// `AdaMod`.
  ///
  /// Departures from Ding et al., Algorithm 1: ε is added to √v before its correction, and the rate that is averaged has 1/c1 in it, so
  /// that it weighs m and not m̂: the average is another. Weight decay; `maximize`.
  public struct AdaMod: Reference {
    public let common: Common

    public let slots: [Slot] = [.m, .v, .stepSize]
    public let countsMissedSteps = true
    public var arrangements: [Arrangement] { common.arrangements }

    public init(json: String) throws(InvalidHyperparameter) {
      (_, common) = try Common.read(json, own: [], betas: 3)
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, β3, ε) = (K(common.lr), K(common.β1), K(common.β2), K(common.β3), K(common.ε))
      let decay = WeightDecay(λ: common.λ, common.decay, lr: lr, arrangement)
      let stepSize = lr * √(1 - β2.power(t)) / (1 - β1.power(t))
      let maximize = common.maximize
      return [
        Variant { x in
          let g = decay.gradient(maximize ? -x.g : x.g, x.θ)
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * (g * g)
          let η = stepSize / (√x.v + ε)
          x.stepSize = β3 * x.stepSize + (1 - β3) * η
          x.θ = decay.move(x.θ, by: .min(η, x.stepSize) * x.m)
        }
      ]
    }
  }
}
