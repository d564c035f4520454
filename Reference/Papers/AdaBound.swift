/// AdaBound, and AMSBound, which takes the maximum of v.
///
/// L. Luo, Y. Xiong, Y. Liu and X. Sun, *Adaptive Gradient Methods with Dynamic Bound of Learning Rate*, ICLR 2019 (arXiv 1902.09843),
/// Algorithms 2 and 3.
///
/// Departures: β1t is constant, and there is no projection (F is the whole space). The bounds are those of the experiments, which end at α*
/// (0.1 there): ηl(t) = α* − α*/((1 − β2)t + 1), ηu(t) = α* + α*/((1 − β2)t). There is neither a bias correction nor an ε: with v = 0 the
/// rate is ηu.
public struct AdaBound: Reference {
  public let α, αStar, β1, β2: Double
  /// Whether it is AMSBound.
  public let takesMaximum: Bool

  public var slots: [Slot] { takesMaximum ? [.m, .v, .vmax] : [.m, .v] }

  public init(α: Double = 1e-3, αStar: Double = 0.1, β1: Double = 0.9, β2: Double = 0.999, takesMaximum: Bool = false) {
    (self.α, self.αStar, self.β1, self.β2, self.takesMaximum) = (α, αStar, β1, β2, takesMaximum)
  }

  /// The hyperparameters as a trace writes them.
  public init(json: String, takesMaximum: Bool = false) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["alpha", "alpha_star", "beta1", "beta2"])
    α = try given.number("alpha", .positive)
    αStar = try given.number("alpha_star", .nonNegative)
    β1 = try given.number("beta1", .belowOne)
    β2 = try given.number("beta2", .belowOne)
    self.takesMaximum = takesMaximum
  }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    typealias K = Coefficient<C>
    let (α, αStar, β1, β2) = (K(α), K(αStar), K(β1), K(β2))
    let low = αStar - αStar / ((1 - β2) * K(t) + 1)
    let high = αStar + αStar / ((1 - β2) * K(t))
    let rootOfT = √K(t)
    return [
      Variant { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        if takesMaximum { x.vmax = .max(x.vmax, x.v) }
        let η̂ = S.clamp(α / √(takesMaximum ? x.vmax : x.v), from: low.kept(in: S.self), to: high.kept(in: S.self))
        let η = η̂ / rootOfT
        x.θ = x.θ - η * x.m
      }
    ]
  }
}
