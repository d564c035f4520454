extension TFA {
  /// `tfa.optimizers.AdaBelief`.
  ///
  /// Departures from Zhuang et al., Algorithm 2: unless `rectify` is false it is rectified as RAdam is, where ρt ≥ `sma_threshold`, 5 unless it is
  /// given; `amsgrad`, which takes the maximum of the uncorrected s, ε included; decoupled weight decay, inside the update; a learning rate
  /// that warms up and decays. ε is added to s, which keeps it, at every step, and to √ŝ.
  ///
  /// ε = 0 becomes 1e-7. A threshold of 4 or less rectifies steps for which rt is no real number, NaN. Of a gradient that lacks rows
  /// every row's m and s age, but the given rows alone get ε, and move; there ε is added to the new term.
  public struct AdaBelief: Reference {
    public let options: Options
    public let rectify: Bool

    public var slots: [Slot] { options.amsgrad ? [.m, .s, .vmax] : [.m, .s] }
    public var arrangements: [Arrangement] { options.arrangements + [.epsilonFirst] }
    public let countsMissedSteps = true
    public let takesRows = true
    public var preparesGradients: Bool { options.clipping.isSet }

    /// - Parameters:
    ///   - json: the arguments by name.
    ///   - keepsFloat: whether hyperparameters are rounded to Float, as Keras does; otherwise these are its equations with the numbers as they
    ///     are given.
    public init(json: String, keepsFloat: Bool = true) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: Options.keys + ["rectify"], optional: KerasClipping.keys)
      options = try Options(given, keepsFloat: keepsFloat)
      rectify = try given.flag("rectify")
    }

    public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) { options.clipping.clip(&gradients) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (β1, β2, ε) = (K(options.β1), K(options.β2), K(options.ε))
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.sensitivePower(t)
      let amsgrad = options.amsgrad
      let (isRectified, rt) = options.rectification(t, C.self)
      let move: (inout Element<S>, S) -> Void = options.move(t, arrangement, C.self)

      let moments = { (x: inout Element<S>) in
        if x.isTouched {
          x.m = β1 * x.m + (1 - β1) * x.g
          let d = x.g - x.m
          let new = (1 - β2) * (d * d)
          x.s = arrangement == .epsilonFirst ? β2 * x.s + (new + ε) : β2 * x.s + new + ε
        } else {
          x.m = β1 * x.m
          x.s = β2 * x.s
        }
        if amsgrad { x.vmax = .max(x.vmax, x.s) }
      }
      let denominator = { (x: Element<S>) in √((amsgrad ? x.vmax : x.s) / c2) + ε }
      if !rectify {
        return [
          Variant { x in
            moments(&x)
            guard x.isTouched else { return }
            let m̂ = x.m / c1
            move(&x, m̂ / denominator(x))
          }
        ]
      }
      return Variant.either(
        isRectified,
        above: { x in
          moments(&x)
          guard x.isTouched else { return }
          let m̂ = x.m / c1
          move(&x, rt * m̂ / denominator(x))
        },
        below: { x in
          moments(&x)
          guard x.isTouched else { return }
          move(&x, x.m / c1)
        })
    }
  }
}
