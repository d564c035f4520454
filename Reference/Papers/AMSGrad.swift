/// AMSGrad.
///
/// S. J. Reddi, S. Kale and S. Kumar, *On the Convergence of Adam and Beyond*, ICLR 2018 (arXiv 1904.09237), Algorithm 2.
///
/// Departures: β1t is constant, αt is the α that is given, and there is no projection (F is the whole space). There is
/// neither a bias correction nor an ε: with g = 0 from a fresh state the update is 0/0, NaN.
public struct AMSGrad: Reference {
  public let α, β1, β2: Double

  public let slots: [Slot] = [.m, .v, .vmax]

  public init(α: Double = 1e-3, β1: Double = 0.9, β2: Double = 0.999) {
    (self.α, self.β1, self.β2) = (α, β1, β2)
  }

  /// The hyperparameters as a recording or a trace writes them.
  public init(json: String) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["alpha", "beta1", "beta2"])
    α = try given.number("alpha", .nonNegative)
    β1 = try given.number("beta1", .belowOne)
    β2 = try given.number("beta2", .belowOne)
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (α, β1, β2) = (K(α), K(β1), K(β2))
    return [
      Variant { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        x.vmax = .max(x.vmax, x.v)
        x.θ = x.θ - α * x.m / √x.vmax
      }
    ]
  }
}
