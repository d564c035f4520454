/// AdaBelief.
///
/// J. Zhuang, T. Tang, Y. Ding, S. Tatikonda, N. Dvornek, X. Papademetris and J. S. Duncan, *AdaBelief Optimizer: Adapting Stepsizes by the Belief
/// in Observed Gradients*, NeurIPS 2020 (arXiv 2010.07468), Algorithm 2.
///
/// Departures: there is no projection (F is the whole space). ε stands twice: it is added to s at each step, and stays in it, and to √ŝ.
/// m is the one of this step where g − m is taken.
public struct AdaBelief: Reference {
  public let α, β1, β2, ε: Double

  public let slots: [Slot] = [.m, .s]

  public init(α: Double = 1e-3, β1: Double = 0.9, β2: Double = 0.999, ε: Double = 1e-8) {
    (self.α, self.β1, self.β2, self.ε) = (α, β1, β2, ε)
  }

  /// The hyperparameters as a trace writes them.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["alpha", "beta1", "beta2", "epsilon"])
    α = try given.number("alpha", .nonNegative)
    β1 = try given.number("beta1", .belowOne)
    β2 = try given.number("beta2", .belowOne)
    ε = try given.number("epsilon", .nonNegative)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (α, β1, β2, ε) = (K(α), K(β1), K(β2), K(ε))
    let c1 = 1 - β1.power(t)
    let c2 = 1 - β2.power(t)
    return [
      Variant { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        let residual = x.g - x.m
        x.s = β2 * x.s + (1 - β2) * (residual * residual) + ε
        let m̂ = x.m / c1
        let ŝ = x.s / c2
        x.θ = x.θ - α * m̂ / (√ŝ + ε)
      }
    ]
  }
}
