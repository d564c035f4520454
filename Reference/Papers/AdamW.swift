/// Adam with decoupled weight decay.
///
/// I. Loshchilov and F. Hutter, *Decoupled Weight Decay Regularization*, ICLR 2019 (arXiv 1711.05101), Algorithm 2.
///
/// Departures: the schedule multiplier ηt is constant, the η that is given. The decay is multiplied by η and not by α: implementations
/// multiply it by their learning rate.
public struct AdamW: Reference {
  public let α, β1, β2, ε, λ, η: Double

  public let slots: [Slot] = [.m, .v]

  public var arrangements: [Arrangement] { .ofDecay(λ, asWritten: .decayInUpdate) }

  public init(α: Double = 1e-3, β1: Double = 0.9, β2: Double = 0.999, ε: Double = 1e-8, λ: Double = 1e-2, η: Double = 1) {
    (self.α, self.β1, self.β2, self.ε, self.λ, self.η) = (α, β1, β2, ε, λ, η)
  }

  /// The hyperparameters as a trace writes them.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["alpha", "beta1", "beta2", "epsilon", "lambda", "eta"])
    α = try given.number("alpha", .nonNegative)
    β1 = try given.number("beta1", .belowOne)
    β2 = try given.number("beta2", .belowOne)
    ε = try given.number("epsilon", .nonNegative)
    λ = try given.number("lambda", .nonNegative)
    η = try given.number("eta", .nonNegative)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (α, β1, β2, ε, η) = (K(α), K(β1), K(β2), K(ε), K(η))
    let c1 = 1 - β1.power(t)
    let c2 = 1 - β2.power(t)
    let decay = λ == 0 ? nil : η * K(λ)
    return [
      Variant { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        let m̂ = x.m / c1
        let v̂ = x.v / c2
        x.descend(by: η * α * m̂ / (√v̂ + ε), decay: decay, arrangement, asWritten: .decayInUpdate)
      }
    ]
  }
}
