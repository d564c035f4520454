/// tensorflow/swift-apis, commit f51ee4618d65, `Sources/TensorFlow/Optimizers/MomentumBased.swift`.
///
/// Every hyperparameter is a Float, and is rounded to one when it is read here: so 1 − β2 is that of the rounded β2, 1.3e-5 off at 0.999. The powers
/// of β, ρt and the rate are computed in Float too: a kernel that does as well is held to a ``FloatSchedule``. β = 1 is taken there and gives
/// NaN; it is refused here. There is no weight decay. ε is added to √v before its correction, as at the end of §2 of Kingma and Ba.
public enum SwiftAPIs {
  /// `Adam` and `AMSGrad`.
  ///
  /// Departures from Kingma and Ba, Algorithm 1, beside ε: a learning rate that decays with the inverse of time from the first step on,
  /// lr / (1 + decay t). AMSGrad takes the maximum of the uncorrected v and corrects it afterwards.
  public struct Adam: Reference {
    public let lr, β1, β2, ε, decay: Double
    public let amsgrad: Bool

    public var slots: [Slot] { amsgrad ? [.m, .v, .vmax] : [.m, .v] }
    public let countsMissedSteps = true

    public init(json: String) throws(InvalidHyperparameter) { try self.init(json, amsgrad: false) }

    /// `AMSGrad`.
    public init(amsGrad json: String) throws(InvalidHyperparameter) { try self.init(json, amsgrad: true) }

    private init(_ json: String, amsgrad: Bool) throws(InvalidHyperparameter) {
      (lr, β1, β2, ε, decay) = try SwiftAPIs.read(json)
      self.amsgrad = amsgrad
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε, decay) = (K(lr), K(β1), K(β2), K(ε), K(decay))
      let learningRate = lr / (1 + decay * K(t))
      let stepSize = learningRate * √(1 - β2.power(t)) / (1 - β1.power(t))
      return [
        Variant { x in
          x.m = β1 * x.m + (1 - β1) * x.g
          x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
          if amsgrad { x.vmax = .max(x.vmax, x.v) }
          let denominator = √(amsgrad ? x.vmax : x.v) + ε
          x.θ = x.θ - stepSize * (x.m / denominator)
        }
      ]
    }
  }

  /// `RAdam`.
  ///
  /// Departures from Liu et al., Algorithm 2: rectified where ρt ≥ 5, and the ε. `decay` is stored and never read.
  public struct RAdam: Reference {
    public let lr, β1, β2, ε: Double

    public let slots: [Slot] = [.m, .v]
    public let countsMissedSteps = true

    public init(json: String) throws(InvalidHyperparameter) {
      (lr, β1, β2, ε, _) = try SwiftAPIs.read(json)
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε) = (K(lr), K(β1), K(β2), K(ε))
      let c1 = 1 - β1.power(t)
      let β2ᵗ = β2.sensitivePower(t)
      let ρInf = 2 / (1 - β2) - 1
      let ρt = ρInf - 2 * K(t) * β2ᵗ / (1 - β2ᵗ)
      let rt = √((ρt - 4) * (ρt - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρt)).asShare
      let stepSize = rt * lr / c1 * √(1 - β2ᵗ)
      let plain = lr / c1

      let moments = { (x: inout Element<S>) in
        x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
        x.m = β1 * x.m + (1 - β1) * x.g
      }
      return Variant.either(
        ρt.isAbove(5, ρInf: ρInf, β2: self.β2, t: t),
        above: { x in
          moments(&x)
          x.θ = x.θ - stepSize * (x.m / (√x.v + ε))
        },
        below: { x in
          moments(&x)
          x.θ = x.θ - plain * x.m
        })
    }
  }

  /// All of them have these, as Floats.
  static func read(
    _ json: String
  ) throws(InvalidHyperparameter) -> (lr: Double, β1: Double, β2: Double, ε: Double, decay: Double) {
    let given = try Hyperparameters(json: json, keys: ["learningRate", "beta1", "beta2", "epsilon", "decay"])
    return (
      try given.float("learningRate", .nonNegative), try given.float("beta1", .belowOne), try given.float("beta2", .belowOne),
      try given.float("epsilon", .finite), try given.float("decay", .nonNegative)
    )
  }
}

extension Hyperparameters {
  /// A number as Float keeps it, in `range` before and after.
  func float(_ key: String, _ range: Range) throws(InvalidHyperparameter) -> Double {
    let number = try number(key, range).float32()
    guard range.contains(number) else {
      throw InvalidHyperparameter(name: key, found: "\(number) once it is rounded to Float", allowed: range.words)
    }
    return number
  }
}
