extension Lucid {
  /// `lucid.optim.NAdam`.
  ///
  /// After T. Dozat, *Incorporating Nesterov Momentum into Adam*, ICLR 2016 workshop, with its schedule: μt = β1(1 − ½ · 0.96^(t · 0.004)); the decay
  /// 0.004 cannot be set. Departures: an ε, added to the root of the corrected v, and weight decay, added to the gradient. The class's
  /// documentation prints the form without the schedule, where both are corrected with powers of β1.
  public struct NAdam: Reference {
    public let lr, β1, β2, ε, λ: Double

    public let slots: [Slot] = [.m, .v]
    public let arrangements: [Arrangement] = [.asWritten, .numeratorFirst]
    public let countsMissedSteps = true

    public init(json: String) throws(InvalidHyperparameter) {
      let given = try Lucid.common(json)
      lr = try given.number("lr")
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      λ = try given.number("weight_decay")
    }

    /// μt.
    @usableFromInline func momentum<C: Scalar>(_ t: Int, _ schedule: C.Type) -> Coefficient<C> {
      typealias K = Coefficient<C>
      return K(β1) * (1 - K(0.5) * (K(t) * K(0.004)).exponent(of: 0.96))
    }

    /// μ1 μ2 … μt. Once it is below 2⁻⁸⁰ it is left there, and its bound says that it may be 0: nothing of it shows in 1 less the product.
    @usableFromInline func product<C: Scalar>(_ t: Int, _ schedule: C.Type) -> Coefficient<C> {
      var product: Coefficient<C> = 1
      for k in 1...t {
        product = product * momentum(k, schedule)
        let (value, bound) = (product.scalar.value, product.scalar.bound)
        if value < 0x1p-80 { return Coefficient(scalar: C(value: value, bound: bound + value)) }
      }
      return product
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, λ) = (K(lr), K(β1), K(β2), K(ε), K(λ))
      let (μ, μNext, μProduct) = (momentum(t, schedule), momentum(t + 1, schedule), product(t, schedule))
      let invC2 = 1 / (1 - β2.power(t))
      let ofGradient = lr * (1 - μ) / (1 - μProduct)
      let ofMoment = lr * μNext / (1 - μProduct * μNext)
      let shareOfGradient = (1 - μ) / (1 - μProduct)
      let shareOfMoment = μNext / (1 - μProduct * μNext)
      let decays = self.λ != 0
      return [
        Variant { x in
          let g = decays ? x.g + λ * x.θ : x.g
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * g * g
          let denominator = √(invC2 * x.v) + ε
          if arrangement == .numeratorFirst {
            x.θ = x.θ - lr * ((shareOfGradient * g + shareOfMoment * x.m) / denominator)
          } else {
            x.θ = x.θ - (ofGradient * (g / denominator) + ofMoment * (x.m / denominator))
          }
        }
      ]
    }
  }
}
