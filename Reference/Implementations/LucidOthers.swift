extension Lucid {
  /// `lucid.optim.Adamax`.
  ///
  /// Departures from Kingma and Ba, Algorithm 2: an ε, added to u outside of the maximum, where PyTorch adds it to |g| inside; weight
  /// decay, added to the gradient. The engine's comparison drops a NaN in u on a CPU, and keeps it on a GPU: it is kept here.
  public struct Adamax: Reference {
    public let lr, β1, β2, ε, λ: Double

    public let slots: [Slot] = [.m, .u]
    public let countsMissedSteps = true

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Lucid.common(json)
      lr = try given.number("lr")
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(lr), K(β1), K(β2), K(ε), K(λ))
      let stepSize = lr / (1 - β1.power(t))
      let decays = self.λ != 0
      return [
        Variant { x in
          let g = decays ? x.g + λ * x.θ : x.g
          x.m = β1 * x.m + (1 - β1) * g
          x.u = .max(β2 * x.u, .max(g, -g))
          x.θ = x.θ - stepSize * (x.m / (x.u + ε))
        }
      ]
    }
  }

  /// `lucid.optim.Adagrad`, as the wrapper hands its arguments on.
  ///
  /// The wrapper gives (lr, lr_decay, weight_decay, eps) to an engine that takes (lr, eps, weight_decay, initial_accumulator_value). So
  /// `lr_decay` is the ε that is added to the root, 0 unless it is given, the learning rate does not decay, and `eps` is what the sum starts
  /// from: 10⁻¹⁰ unless it is given. Weight decay is added to the gradient.
  public struct Adagrad: Reference {
    public let lr, λ: Double
    /// What they come to: `lr_decay` and `eps`.
    public let ε, initial: Double

    public let slots: [Slot] = [.sum]

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "lr_decay", "weight_decay", "eps"])
      lr = try given.number("lr")
      ε = try given.number("lr_decay", .nonNegative)
      λ = try given.number("weight_decay")
      initial = try given.number("eps", .nonNegative)
    }

    public func start(_ slot: Slot, θ: Double) -> Double { initial }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, ε, λ) = (K(lr), K(ε), K(λ))
      let decays = self.λ != 0
      return [
        Variant { x in
          let g = decays ? x.g + λ * x.θ : x.g
          x.sum = x.sum + g * g
          x.θ = x.θ - lr * g / (√x.sum + ε)
        }
      ]
    }
  }

  /// `lucid.optim.RMSprop`.
  ///
  /// Departures from Tieleman and Hinton's lecture 6.5 (2012): an ε, added to the root; momentum of what is added, to be multiplied by lr
  /// afterwards; weight decay, added to the gradient. `centered` is taken and dropped: the wrapper does not hand it on.
  public struct RMSprop: Reference {
    public let lr, α, ε, λ, μ: Double

    public var slots: [Slot] { μ == 0 ? [.v] : [.v, .momentum] }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "alpha", "eps", "weight_decay", "momentum", "centered"])
      lr = try given.number("lr")
      α = try given.number("alpha", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay")
      μ = try given.number("momentum")
      _ = try given.flag("centered")
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, α, ε, λ, μ) = (K(lr), K(α), K(ε), K(λ), K(μ))
      let (decays, hasMomentum) = (self.λ != 0, self.μ != 0)
      return [
        Variant { x in
          let g = decays ? x.g + λ * x.θ : x.g
          x.v = α * x.v + (1 - α) * g * g
          var update = g / (√x.v + ε)
          if hasMomentum {
            x.momentum = μ * x.momentum + update
            update = x.momentum
          }
          x.θ = x.θ - lr * update
        }
      ]
    }
  }
}
