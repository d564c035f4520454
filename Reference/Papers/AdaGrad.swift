/// AdaGrad, its diagonal form.
///
/// J. Duchi, E. Hazan and Y. Singer, *Adaptive Subgradient Methods for Online Learning and Stochastic Optimization*, JMLR 12 (2011),
/// Figure 1, with the mirror descent update and neither a regulariser nor a projection.
///
/// Departures: none. The sum of the squared gradients is kept instead of its root s. With δ = 0 and g = 0 from an empty sum the update is
/// 0/0, NaN.
public struct AdaGrad: Reference {
  public let η, δ: Double

  public let slots: [Slot] = [.sum]

  public init(η: Double = 1e-2, δ: Double = 1e-10) {
    (self.η, self.δ) = (η, δ)
  }

  /// The hyperparameters as a trace writes them.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["eta", "delta"])
    η = try given.number("eta", .nonNegative)
    δ = try given.number("delta", .nonNegative)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (η, δ) = (K(η), K(δ))
    return [
      Variant { x in
        x.sum = x.sum + x.g * x.g
        x.θ = x.θ - η * x.g / (√x.sum + δ)
      }
    ]
  }
}
