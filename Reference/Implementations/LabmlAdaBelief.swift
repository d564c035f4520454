extension Labml {
  /// `ada_belief.AdaBelief`, as it is shipped and as its documentation says.
  ///
  /// Departures from Zhuang et al., Algorithm 2: ε is added to s for the update only and not kept in it, and once more to its root;
  /// rectification where ρt ≥ 5; weight decay; `amsgrad`, whose maximum is of the uncorrected s.
  ///
  /// As shipped it hands its arguments on by position to a constructor with one more of them, so that each takes the next one's place:
  /// `amsgrad` becomes `optimized_update`, `degenerate_to_sgd` (true unless it is given) becomes `amsgrad`, and an empty dictionary becomes
  /// `degenerated_to_sgd`. With its defaults it keeps a maximum and holds θ still for the first five steps.
  public struct AdaBelief: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let decay: WeightDecayKind
    /// What is in effect.
    public let optimized, amsgrad, degenerates, rectify: Bool

    public var slots: [Slot] { amsgrad ? [.m, .s, .vmax] : [.m, .s] }
    public var arrangements: [Arrangement] { decay.arrangements(λ: λ) }

    /// As shipped.
    public init(json: String) throws(InvalidHyperparameter) { try self.init(json, isShipped: true) }

    /// As documented: each argument is what it is called, and ε is added after the correction.
    public init(documented json: String) throws(InvalidHyperparameter) { try self.init(json, isShipped: false) }

    private init(_ json: String, isShipped: Bool) throws(InvalidHyperparameter) {
      let given = try Labml.hyperparameters(json, ["amsgrad", "degenerate_to_sgd", "rectify"])
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      (λ, decay) = try Labml.decay(given)
      rectify = try given.flag("rectify")
      let (amsgrad, degenerates) = (try given.flag("amsgrad"), try given.flag("degenerate_to_sgd"))
      (optimized, self.amsgrad, self.degenerates) = isShipped ? (amsgrad, degenerates, false) : (false, amsgrad, degenerates)
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε) = (K(lr), K(β1), K(β2), K(ε))
      let decay = WeightDecay(λ: λ, decay, lr: lr, arrangement)
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)

      let moments = { (x: inout Element<S>) in
        let g = decay.gradient(x.g, x.θ)
        x.m = β1 * x.m + (1 - β1) * g
        let residual = g - x.m
        x.s = β2 * x.s + (1 - β2) * (residual * residual)
        if amsgrad { x.vmax = .max(x.vmax, x.s) }
      }
      let update = { (x: Element<S>, stepSize: K) in
        let root = √((amsgrad ? x.vmax : x.s) + ε)
        return stepSize * x.m / (optimized ? root + ε : root / √c2 + ε)
      }
      let (plain, sgd) = (optimized ? lr * √c2 / c1 : lr / c1, lr / c1)
      guard rectify else {
        return [
          Variant { x in
            moments(&x)
            x.θ = decay.move(x.θ, by: update(x, plain))
          }
        ]
      }
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      let r = √((ρt - 4) / (ρInf - 4) * (ρt - 2) / ρt * ρInf / (ρInf - 2)).asShare
      let stepSize = plain * r
      return Variant.either(
        ρt.isAbove(5, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          x.θ = decay.move(x.θ, by: update(x, stepSize))
        },
        below: { x in
          moments(&x)
          x.θ = degenerates ? decay.move(x.θ, by: sgd * x.m) : decay.hold(x.θ)
        })
    }
  }
}
