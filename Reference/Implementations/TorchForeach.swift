extension Torch {
  /// `torch.optim.RAdam` with `foreach=True`, in torch 2.15.0.
  ///
  /// It computes both branches and adds them up, one of them times 0: θ + m (1/((√v + ε)/(−lr rt √c2/c1)) − lr/c1 below), with rt = 0 below the
  /// threshold. There the division is by −0, which is −∞ and leaves nothing, but for √v + ε = 0: 0/−0 is NaN. The path of one
  /// tensor after the other, ``Torch/RAdam``, moves such an element like any other.
  public struct ForeachRAdam: Reference {
    /// The same with one tensor after the other.
    public let loop: RAdam

    public var slots: [Slot] { loop.slots }
    public var arrangements: [Arrangement] { loop.decoupled && loop.λ != 0 ? [.decayAsFactor] : [.asWritten] }

    public init(json: String) throws(InvalidHyperparameter) { loop = try RAdam(json: json) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(loop.lr), K(loop.β1), K(loop.β2), K(loop.ε), K(loop.λ))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2.power(t) / c2
      let rect = √((ρt - 4) * (ρt - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρt)).asShare
      let momentumRate = lr / c1
      let downhill = 0 - momentumRate
      let adaptiveRate = momentumRate * rect * √c2
      let (decays, decoupled, maximize) = (loop.λ != 0, loop.decoupled, loop.maximize)

      let moments = { (x: inout Element<S>) in
        var g = maximize ? -x.g : x.g
        if decays && decoupled { x.θ = (1 - lr * λ) * x.θ }
        if decays && !decoupled { g = g + λ * x.θ }
        x.m = β1 * x.m + (1 - β1) * g
        x.v = β2 * x.v + (1 - β2) * (g * g)
      }
      return Variant.either(
        ρt.isAbove(5, ρInf: ρInf, β2: loop.β2, t: t),
        above: { x in
          moments(&x)
          let denominator = √x.v + ε
          let negated = -(denominator / adaptiveRate)
          let factor: S = 1 / negated
          x.θ = x.θ + x.m * factor
        },
        below: { x in
          moments(&x)
          let denominator = √x.v + ε
          let quotient = denominator / S(value: -0.0, bound: 0)
          let rectified: S = 1 / quotient
          x.θ = x.θ + x.m * (rectified + downhill)
        })
    }
  }
}
