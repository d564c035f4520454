extension Lucid {
  /// `lucid.optim.SGD`.
  ///
  /// Momentum as PyTorch writes it, the learning rate outside of it, but for its start: it is zero, and the first gradient is dampened as all others
  /// are, where PyTorch takes the first gradient whole. Weight decay is added to the gradient. `nesterov` wants a momentum and no dampening.
  public struct SGD: Reference {
    public let lr, μ, dampening, λ: Double
    public let nesterov: Bool

    public var slots: [Slot] { μ == 0 ? [] : [.momentum] }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "momentum", "dampening", "weight_decay", "nesterov"])
      lr = try given.number("lr", .nonNegative)
      μ = try given.number("momentum", .nonNegative)
      dampening = try given.number("dampening")
      λ = try given.number("weight_decay", .nonNegative)
      nesterov = try given.flag("nesterov")
      if nesterov && (μ == 0 || dampening != 0) {
        throw InvalidHyperparameter(name: "nesterov", found: "true", allowed: "false, or true with a momentum above 0 and dampening 0")
      }
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, μ, λ) = (K(lr), K(μ), K(λ))
      let undamped = 1 - K(dampening)
      let (decays, hasMomentum) = (self.λ != 0, self.μ != 0)
      return [
        Variant { x in
          var g = decays ? x.g + λ * x.θ : x.g
          if hasMomentum {
            x.momentum = μ * x.momentum + undamped * g
            g = nesterov ? g + μ * x.momentum : x.momentum
          }
          x.θ = x.θ - lr * g
        }
      ]
    }
  }
}
