/// AdaMod.
///
/// J. Ding, X. Ren, R. Luo and X. Sun, *An Adaptive and Momental Bound Method for Stochastic Learning*, 2019 (arXiv 1910.12249), Algorithm 1.
///
/// Departures: αt is the α that is given. The average s of the rates starts at 0 and is not corrected.
public struct AdaMod: Reference {
  public let α, β1, β2, β3, ε: Double

  public let slots: [Slot] = [.m, .v, .stepSize]

  public init(α: Double = 1e-3, β1: Double = 0.9, β2: Double = 0.999, β3: Double = 0.999, ε: Double = 1e-8) {
    (self.α, self.β1, self.β2, self.β3, self.ε) = (α, β1, β2, β3, ε)
  }

  /// The hyperparameters as a trace writes them.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["alpha", "beta1", "beta2", "beta3", "epsilon"])
    α = try given.number("alpha", .nonNegative)
    β1 = try given.number("beta1", .belowOne)
    β2 = try given.number("beta2", .belowOne)
    β3 = try given.number("beta3", .belowOne)
    ε = try given.number("epsilon", .nonNegative)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (α, β1, β2, β3, ε) = (K(α), K(β1), K(β2), K(β3), K(ε))
    let c1 = 1 - β1.power(t)
    let c2 = 1 - β2.power(t)
    return [
      Variant { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        let m̂ = x.m / c1
        let v̂ = x.v / c2
        let η = α / (√v̂ + ε)
        x.stepSize = β3 * x.stepSize + (1 - β3) * η
        let η̂ = S.min(η, x.stepSize)
        x.θ = x.θ - η̂ * m̂
      }
    ]
  }
}
