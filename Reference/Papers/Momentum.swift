/// Gradient descent with classical momentum.
///
/// B. T. Polyak, *Some methods of speeding up the convergence of iteration methods* (1964), as I. Sutskever, J. Martens, G. Dahl and G. Hinton
/// write it, *On the importance of initialization and momentum in deep learning*, ICML 2013, equations 1 and 2.
///
/// Departures: none. The learning rate, their ε, is inside the velocity v, so a rate that changes does not rescale it. With μ = 0 it is plain
/// gradient descent.
public struct Momentum: Reference {
  public let ε, μ: Double

  public let slots: [Slot] = [.momentum]

  public init(ε: Double = 1e-2, μ: Double = 0.9) {
    (self.ε, self.μ) = (ε, μ)
  }

  /// The hyperparameters as a trace writes them.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["epsilon", "mu"])
    ε = try given.number("epsilon", .nonNegative)
    μ = try given.number("mu", .positive)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (ε, μ) = (K(ε), K(μ))
    return [
      Variant { x in
        x.momentum = μ * x.momentum - ε * x.g
        x.θ = x.θ + x.momentum
      }
    ]
  }
}

/// Gradient descent with Nesterov's momentum.
///
/// Y. Nesterov (1983), as Sutskever et al. write it (ICML 2013, equations 3 and 4), v ← μv − ε∇f(θ + μv), θ ← θ + v.
///
/// Departures: the parameter is not their θ but θ + μv, the point at which the gradient is taken, as Y. Bengio, N. Boulanger-Lewandowski and
/// R. Pascanu rewrite it, *Advances in Optimizing Recurrent Networks*, ICASSP 2013, §3.5. v is 0 at the start, and the two are the same.
public struct NesterovMomentum: Reference {
  public let ε, μ: Double

  public let slots: [Slot] = [.momentum]

  public init(ε: Double = 1e-2, μ: Double = 0.9) {
    (self.ε, self.μ) = (ε, μ)
  }

  /// The hyperparameters as a trace writes them.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["epsilon", "mu"])
    ε = try given.number("epsilon", .nonNegative)
    μ = try given.number("mu", .positive)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (ε, μ) = (K(ε), K(μ))
    return [
      Variant { x in
        x.momentum = μ * x.momentum - ε * x.g
        x.θ = x.θ + (μ * x.momentum - ε * x.g)
      }
    ]
  }
}
