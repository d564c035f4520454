extension Lucid {
  /// `lucid.optim.RAdam`, of which lucid has three: its engine's, its compiler's and its documentation's.
  ///
  /// Departures of all from Liu et al., Algorithm 2: an ε, and weight decay, added to the gradient. The engine's is rectified where ρt > 5
  /// and adds ε to √v before its correction; the compiler's (`lucid/compile/_optim/compiler.py`) and the documentation's are rectified
  /// where ρt > 4 and add ε to the root of the corrected v. The compiler's divides by c1 and c2 in the elements' type, where the
  /// engine multiplies by 1/c1.
  public struct RAdam: Reference {
    /// Which of the three.
    public enum Kind: Sendable { case engine, compiled, documented }

    public let lr, β1, β2, ε, λ: Double
    public let kind: Kind

    public let slots: [Slot] = [.m, .v]
    public let countsMissedSteps = true

    public init(json: String, _ kind: Kind = .engine) throws(InvalidHyperparameter) {
      let given = try Lucid.common(json)
      lr = try given.number("lr")
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay")
      self.kind = kind
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(lr), K(β1), K(β2), K(ε), K(λ))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      // rt is asked for above the threshold only: there ρt − 4 is positive, on whichever side ρt's value is here.
      let rt = √(.max(ρt - 4, 0) * (ρt - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρt)).asShare
      let (invC1, rootC2) = (1 / c1, √c2)
      let isEngine = kind == .engine
      let decays = self.λ != 0

      let moments = { (x: inout Element<S>) in
        let g = decays ? x.g + λ * x.θ : x.g
        x.m = β1 * x.m + (1 - β1) * g
        x.v = β2 * x.v + (isEngine ? (1 - β2) * g * g : (1 - β2) * (g * g))
        return isEngine ? invC1 * x.m : x.m / c1
      }
      return Variant.either(
        ρt.isAbove(isEngine ? 5 : 4, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          let m̂ = moments(&x)
          if isEngine {
            let adaptive = rootC2 / (√x.v + ε)
            x.θ = x.θ - lr * (rt * m̂) * adaptive
          } else {
            let v̂ = x.v / c2
            x.θ = x.θ - lr * (rt * m̂) / (√v̂ + ε)
          }
        },
        below: { x in
          let m̂ = moments(&x)
          x.θ = x.θ - lr * m̂
        })
    }
  }
}
