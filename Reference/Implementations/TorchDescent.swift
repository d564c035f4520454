/// PyTorch's `torch.optim`, version 2.15.0, `torch/optim/sgd.py` and `adagrad.py`.
extension Torch {
  /// `torch.optim.SGD`.
  ///
  /// Departures from Sutskever et al. (ICML 2013): the learning rate multiplies the momentum when θ moves and is not inside it; the gradient
  /// enters the momentum damped, but for the first one, which is taken whole; Nesterov's step is taken from gradients at θ itself
  /// (see ``NesterovMomentum``); weight decay, added to the gradient, and `maximize`.
  ///
  /// Without `momentum` it remembers nothing. What is in `momentum` before the first step is not looked at.
  public struct SGD: Reference {
    public let lr, μ, dampening, λ: Double
    public let nesterov, maximize: Bool

    public var slots: [Slot] { μ == 0 ? [] : [.momentum] }

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize"])
      lr = try given.number("lr", .nonNegative)
      μ = try given.number("momentum", .nonNegative)
      dampening = try given.number("dampening")
      λ = try given.number("weight_decay", .nonNegative)
      nesterov = try given.flag("nesterov")
      maximize = try given.flag("maximize")
      if nesterov && (μ == 0 || dampening != 0) {
        throw InvalidHyperparameter(
          name: "nesterov", found: "true, without momentum or with dampening", allowed: "true with momentum above 0 and dampening 0")
      }
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, μ, dampening, λ) = (K(lr), K(μ), K(dampening), K(λ))
      let (decays, keepsMomentum) = (self.λ != 0, self.μ != 0)
      return [
        Variant { x in
          var g = maximize ? -x.g : x.g
          if decays { g = g + λ * x.θ }
          if keepsMomentum {
            x.momentum = t == 1 ? g : μ * x.momentum + (1 - dampening) * g
            g = nesterov ? g + μ * x.momentum : x.momentum
          }
          x.θ = x.θ - lr * g
        }
      ]
    }
  }

  /// `torch.optim.Adagrad`.
  ///
  /// Departures from Duchi et al., Figure 1: a rate that decays with the inverse of time from the first step, lr / (1 + (t − 1) lr_decay);
  /// a sum that starts at `initial_accumulator_value`; weight decay, added to the gradient, and `maximize`. With ε = 0 and g = 0 from an
  /// empty sum the update is 0/0, NaN.
  public struct Adagrad: Reference {
    public let lr, lrDecay, λ, initial, ε: Double
    public let maximize: Bool

    public let slots: [Slot] = [.sum]

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["lr", "lr_decay", "weight_decay", "initial_accumulator_value", "eps", "maximize"])
      lr = try given.number("lr", .nonNegative)
      lrDecay = try given.number("lr_decay", .nonNegative)
      λ = try given.number("weight_decay", .nonNegative)
      initial = try given.number("initial_accumulator_value", .nonNegative)
      ε = try given.number("eps", .nonNegative)
      maximize = try given.flag("maximize")
    }

    public func start(_ slot: Slot, θ: Double) -> Double { initial }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, λ, ε) = (K(lr), K(λ), K(ε))
      let clr = lr / (1 + K(t - 1) * K(lrDecay))
      let decays = self.λ != 0
      return [
        Variant { x in
          var g = maximize ? -x.g : x.g
          if decays { g = g + λ * x.θ }
          x.sum = x.sum + g * g
          x.θ = x.θ - clr * g / (√x.sum + ε)
        }
      ]
    }
  }
}
