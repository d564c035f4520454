extension TFA {
  /// `tfa.optimizers.RectifiedAdam`.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt ≥ `sma_threshold`, 5 unless it is given; an ε, added to √v̂; `amsgrad`, which takes
  /// the maximum of the uncorrected v; decoupled weight decay, inside the update; a learning rate that warms up and decays.
  ///
  /// ε = 0 becomes 1e-7. A threshold of 4 or less rectifies steps for which rt is no real number, NaN. Of a gradient that lacks rows
  /// every row's m and v age as if it were zero there, but the given rows alone move.
  public struct RectifiedAdam: Reference {
    public let options: Options

    public var slots: [Slot] { options.amsgrad ? [.m, .v, .vmax] : [.m, .v] }
    public var arrangements: [Arrangement] { options.arrangements }
    public let countsMissedSteps = true
    public let takesRows = true
    public var preparesGradients: Bool { options.clipping.isSet }

    /// - Parameters:
    ///   - json: the arguments by name.
    ///   - keepsFloat: whether hyperparameters are rounded to Float, as Keras does; otherwise these are its equations with the numbers as they
    ///     are given.
    public init(json: String, keepsFloat: Bool = true) throws(InvalidHyperparameter) {
      options = try Options(Hyperparameters(json: json, keys: Options.keys, optional: KerasClipping.keys), keepsFloat: keepsFloat)
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
        let g = x.isTouched ? x.g : 0
        x.m = β1 * x.m + (1 - β1) * g
        x.v = β2 * x.v + (1 - β2) * (g * g)
        if amsgrad { x.vmax = .max(x.vmax, x.v) }
      }
      return Variant.either(
        isRectified,
        above: { x in
          moments(&x)
          guard x.isTouched else { return }
          let m̂ = x.m / c1
          let v̂ = (amsgrad ? x.vmax : x.v) / c2
          move(&x, rt * m̂ / (√v̂ + ε))
        },
        below: { x in
          moments(&x)
          guard x.isTouched else { return }
          move(&x, x.m / c1)
        })
    }
  }
}
