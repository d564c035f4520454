/// Adam.
///
/// D. P. Kingma and J. Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015 (arXiv 1412.6980), Algorithm 1.
///
/// Departures: none. With g = 0 from a fresh state and ε = 0 the update is 0/0, NaN.
public struct Adam: Reference {
  public let α, β1, β2, ε: Double

  public let slots: [Slot] = [.m, .v]

  public init(α: Double = 1e-3, β1: Double = 0.9, β2: Double = 0.999, ε: Double = 1e-8) {
    (self.α, self.β1, self.β2, self.ε) = (α, β1, β2, ε)
  }

  /// The hyperparameters as a recording or a trace writes them.
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
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        let m̂ = x.m / c1
        let v̂ = x.v / c2
        x.θ = x.θ - α * m̂ / (√v̂ + ε)
      }
    ]
  }
}

/// Adam, with the order of its computations changed for efficiency.
///
/// D. P. Kingma and J. Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015 (arXiv 1412.6980), end of §2.
///
/// Departures: none. ε̂ is added before v is corrected, so ε̂ = ε does not give Algorithm 1: there ε would be ε̂/√(1 − β2ᵗ).
public struct AdamReformulated: Reference {
  public let α, β1, β2, ε̂: Double

  public let slots: [Slot] = [.m, .v]

  public init(α: Double = 1e-3, β1: Double = 0.9, β2: Double = 0.999, ε̂: Double = 1e-8) {
    (self.α, self.β1, self.β2, self.ε̂) = (α, β1, β2, ε̂)
  }

  /// The hyperparameters as a recording or a trace writes them.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["alpha", "beta1", "beta2", "epsilon"])
    α = try given.number("alpha", .nonNegative)
    β1 = try given.number("beta1", .belowOne)
    β2 = try given.number("beta2", .belowOne)
    ε̂ = try given.number("epsilon", .nonNegative)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (α, β1, β2, ε̂) = (K(α), K(β1), K(β2), K(ε̂))
    let αt = α * √(1 - β2.power(t)) / (1 - β1.power(t))
    return [
      Variant { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        x.θ = x.θ - αt * x.m / (√x.v + ε̂)
      }
    ]
  }
}
