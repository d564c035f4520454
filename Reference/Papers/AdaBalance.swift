/// AdaBalance.
///
/// *AdaBalance: Novel Adaptive Gradient Optimization via Recalculation and Constrained Learning Rates*. The paper's text was not to be had:
/// this is written from its authors' code (ahddlwq/AdaBalance, commit e403afc6fe46) and from what their page says, that it recalculates the rates as
/// AdaMod does and bounds them as AdaBound does.
///
/// Departures: not known. It leaves out what the code has besides: weight decay, and the variant `amsbound`, whose maximum is not
/// corrected.
public struct AdaBalance: Reference {
  public let α, αStar, β1, β2, β3, γ, ε: Double

  public let slots: [Slot] = [.m, .v, .stepSize]

  public init(
    α: Double = 1e-3, αStar: Double = 0.1, β1: Double = 0.9, β2: Double = 0.999, β3: Double = 0.999, γ: Double = 1e-3, ε: Double = 1e-8
  ) {
    (self.α, self.αStar, self.β1, self.β2, self.β3, self.γ, self.ε) = (α, αStar, β1, β2, β3, γ, ε)
  }

  /// The hyperparameters as a trace writes them. γ = 0 is refused: the upper bound would be α*/0.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["alpha", "alpha_star", "beta1", "beta2", "beta3", "gamma", "epsilon"])
    α = try given.number("alpha", .positive)
    αStar = try given.number("alpha_star", .nonNegative)
    β1 = try given.number("beta1", .belowOne)
    β2 = try given.number("beta2", .belowOne)
    β3 = try given.number("beta3", .belowOne)
    γ = try given.number("gamma", .positive)
    ε = try given.number("epsilon", .nonNegative)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (α, αStar, β1, β2, β3, γ, ε) = (K(α), K(αStar), K(β1), K(β2), K(β3), K(γ), K(ε))
    let c1 = 1 - β1.power(t)
    let c2 = 1 - β2.power(t)
    let low = αStar * (1 - 1 / (γ * K(t) + 1))
    let high = αStar * (1 + 1 / (γ * K(t)))
    return [
      Variant { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        let v̂ = x.v / c2
        let η = α / c1 / (√v̂ + ε)
        x.stepSize = β3 * x.stepSize + (1 - β3) * η
        let η̂ = S.clamp(x.stepSize, from: low.kept(in: S.self), to: high.kept(in: S.self))
        x.θ = x.θ - η̂ * x.m
      }
    ]
  }
}
