/// Keras' legacy optimizers, version 2.15.0, `keras/optimizers/legacy/`, run by TensorFlow 2.15.1.
///
/// One step count serves all parameters, and goes on where one has no gradient. Gradients are clipped before all else. Hyperparameters are kept in
/// Float32, but for ε, the clips and Adagrad's first sum, whatever the parameter's type. All else is computed in that type: for a Float
/// parameter that is 1 − β1ᵗ, 1 − β2ᵗ and the decayed rate too. An ε of 0 becomes 1e-7.
public enum Keras {
  /// `tf.keras.optimizers.legacy.Adam`.
  ///
  /// Departures from Kingma and Ba: it is their reformulation at the end of §2, with `amsgrad`, which takes the maximum of the uncorrected v. A
  /// row without a gradient is stepped as if its gradient were zero. As published a NaN in v leaves the maximum as it is.
  ///
  /// It computes m + (1 − β1)(g − m), and so v, so an infinite m becomes NaN. Where rows are absent it sums two products.
  public struct Adam: Reference {
    public let β1, β2, ε: Double
    public let rate: KerasRate
    public let amsgrad, losesNaN: Bool
    public let clipping: KerasClipping

    public var slots: [Slot] { amsgrad ? [.m, .v, .vmax] : [.m, .v] }
    public let arrangements: [Arrangement] = [.asWritten, .averagesAsSums]
    public let countsMissedSteps = true
    public let takesRows = true
    public var preparesGradients: Bool { clipping.isSet }

    /// - Parameters:
    ///   - json: Keras' arguments by name.
    ///   - keepsFloat: whether hyperparameters are rounded to Float, as Keras does.
    ///   - losesNaN: whether the maximum stays where v is NaN, as Eigen has it; otherwise it becomes NaN.
    public init(json: String, keepsFloat: Bool = true, losesNaN: Bool = false) throws(InvalidHyperparameter) {
      self.losesNaN = losesNaN
      let given = try Hyperparameters(
        json: json, keys: ["learning_rate", "beta_1", "beta_2", "epsilon", "decay", "amsgrad"], optional: KerasClipping.keys)
      β1 = try given.keras("beta_1", .belowOne, keepsFloat: keepsFloat)
      β2 = try given.keras("beta_2", .belowOne, keepsFloat: keepsFloat)
      ε = try given.kerasEpsilon()
      rate = try KerasRate(given, keepsFloat: keepsFloat)
      amsgrad = try given.flag("amsgrad")
      clipping = try KerasClipping(given)
    }

    public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) { clipping.clip(&gradients) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (β1, β2, ε) = (K(β1), K(β2), K(ε))
      let αt = rate.value(t, C.self) * √(1 - β2.power(t)) / (1 - β1.power(t))
      return [
        Variant { x in
          let g = x.isTouched ? x.g : 0
          if arrangement == .averagesAsSums {
            x.m = β1 * x.m + (1 - β1) * g
            x.v = β2 * x.v + (1 - β2) * (g * g)
          } else {
            x.m = x.m + (1 - β1) * (g - x.m)
            x.v = x.v + (1 - β2) * (g * g - x.v)
          }
          if amsgrad { x.vmax = losesNaN ? .max(x.vmax, unlessNaN: x.v) : .max(x.vmax, x.v) }
          x.θ = x.θ - αt * x.m / (√(amsgrad ? x.vmax : x.v) + ε)
        }
      ]
    }
  }

  /// `tf.keras.optimizers.legacy.SGD`.
  ///
  /// Departures from Sutskever et al.: none, but that the learning rate, which may change, is inside the velocity. A row without a gradient
  /// stays as it is, and so does its velocity.
  public struct SGD: Reference {
    public let rate: KerasRate
    public let μ: Double
    public let nesterov: Bool
    public let clipping: KerasClipping

    public var slots: [Slot] { μ == 0 ? [] : [.momentum] }
    public let countsMissedSteps = true
    public let takesRows = true
    public var preparesGradients: Bool { clipping.isSet }

    /// - Parameters:
    ///   - json: Keras' arguments by name.
    ///   - keepsFloat: whether hyperparameters are rounded to Float, as Keras does.
    public init(json: String, keepsFloat: Bool = true) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["learning_rate", "momentum", "nesterov", "decay"], optional: KerasClipping.keys)
      rate = try KerasRate(given, keepsFloat: keepsFloat)
      μ = try given.keras("momentum", keepsFloat: keepsFloat)
      guard (0...1).contains(μ) else { throw InvalidHyperparameter(name: "momentum", found: "\(μ)", allowed: "at least 0 and at most 1") }
      nesterov = try given.flag("nesterov")
      clipping = try KerasClipping(given)
    }

    public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) { clipping.clip(&gradients) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      let lr = rate.value(t, C.self)
      let (μ, hasMomentum) = (Coefficient<C>(μ), μ != 0)
      return [
        Variant { x in
          guard x.isTouched else { return }
          guard hasMomentum else {
            x.θ = x.θ - lr * x.g
            return
          }
          x.momentum = μ * x.momentum - lr * x.g
          x.θ = x.θ + (nesterov ? μ * x.momentum - lr * x.g : x.momentum)
        }
      ]
    }
  }

  /// `tf.keras.optimizers.legacy.Adagrad`.
  ///
  /// Departures from Duchi et al.: the sum starts at `initial_accumulator_value`. A row without a gradient stays as it is.
  public struct Adagrad: Reference {
    public let rate: KerasRate
    public let first, ε: Double
    public let clipping: KerasClipping

    public let slots: [Slot] = [.sum]
    public let countsMissedSteps = true
    public let takesRows = true
    public var preparesGradients: Bool { clipping.isSet }

    /// - Parameters:
    ///   - json: Keras' arguments by name.
    ///   - keepsFloat: whether hyperparameters are rounded to Float, as Keras does.
    public init(json: String, keepsFloat: Bool = true) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["learning_rate", "initial_accumulator_value", "epsilon", "decay"], optional: KerasClipping.keys)
      rate = try KerasRate(given, keepsFloat: keepsFloat)
      first = try given.number("initial_accumulator_value", .nonNegative)
      ε = try given.kerasEpsilon()
      clipping = try KerasClipping(given)
    }

    public func start(_ slot: Slot, θ: Double) -> Double { first }

    public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) { clipping.clip(&gradients) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      let lr = rate.value(t, C.self)
      let ε = Coefficient<C>(ε)
      return [
        Variant { x in
          guard x.isTouched else { return }
          x.sum = x.sum + x.g * x.g
          x.θ = x.θ - lr * x.g / (√x.sum + ε)
        }
      ]
    }
  }
}

extension Hyperparameters {
  /// ε, which Keras takes for its own default, 1e-7, where it is 0.
  func kerasEpsilon() throws(InvalidHyperparameter) -> Double {
    let epsilon = try number("epsilon", .nonNegative)
    return epsilon == 0 ? 1e-7 : epsilon
  }
}
