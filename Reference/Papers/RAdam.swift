/// Rectified Adam.
///
/// L. Liu, H. Jiang, P. He, W. Chen, X. Liu, J. Gao and J. Han, *On the Variance of the Adaptive Learning Rate and
/// Beyond*, ICLR 2020 (arXiv 1908.03265), Algorithm 2.
///
/// Departures: v decays with β2; versions 2 and 3 of the preprint print 1/β2, which the authors call a slip. There is no
/// ε: with g = 0 from a fresh state a rectified update is 0 · ∞, NaN. With β2 ≤ 0.6 ρ∞ ≤ 4, and no step is rectified.
public struct RAdam: Reference {
  public let α, β1, β2: Double

  public let slots: [Slot] = [.m, .v]

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
    let c1 = 1 - β1.power(t)
    let c2 = 1 - β2.power(t)
    let ρInf = 2 / (1 - β2) - 1
    let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
    // rt is asked for above the threshold only: there ρt − 4 is positive, on whichever side ρt's value is here.
    let rt = √(.max(ρt - 4, 0) * (ρt - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρt)).asShare

    return Variant.either(
      ρt.isAbove(4, ρInf: ρInf, β2: self.β2, t: t),
      above: { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        let m̂ = x.m / c1
        let lt = √(c2 / x.v)
        x.θ = x.θ - α * rt * m̂ * lt
      },
      below: { x in
        x.m = β1 * x.m + (1 - β1) * x.g
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        let m̂ = x.m / c1
        x.θ = x.θ - α * m̂
      })
  }
}
