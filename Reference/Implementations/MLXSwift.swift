/// ml-explore/mlx-swift, commit 09051ed1986b (2026-07-13), `Source/MLXOptimizers/Optimizers.swift`.
///
/// Every hyperparameter is a Float, and is rounded to one when it is read here. With `biasCorrection` c1 and c2 are computed in the elements' type.
public enum MLXSwift {
  /// `Adam` and `AdamW`.
  ///
  /// Departures from Kingma and Ba, Algorithm 1: no bias correction unless `biasCorrection` is set, which it is not by default: the first
  /// steps are (1 − β1)/√(1 − β2) times as large, 3.2 with the usual βs. AdamW multiplies θ by 1 − lr λ first.
  public struct Adam: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let biasCorrection: Bool

    public let slots: [Slot] = [.m, .v]
    public var arrangements: [Arrangement] { WeightDecayKind.timesRate.arrangements(λ: λ) }

    public init(json: String) throws(InvalidHyperparameter) {
      try self.init(Hyperparameters(json: json, keys: Self.keys), λ: 0)
    }

    /// `AdamW`.
    public init(adamW json: String) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: Self.keys + ["weightDecay"])
      try self.init(given, λ: given.float("weightDecay", .finite))
    }

    private static let keys = ["learningRate", "betas", "eps", "biasCorrection"]

    private init(_ given: Hyperparameters, λ: Double) throws(InvalidHyperparameter) {
      lr = try given.float("learningRate", .finite)
      let betas = try given.pair("betas", .belowOne)
      (β1, β2) = (betas.0.float32(), betas.1.float32())
      guard β1 < 1 && β2 < 1 else {
        throw InvalidHyperparameter(name: "betas", found: "1 once it is rounded to Float", allowed: Hyperparameters.Range.belowOne.words)
      }
      ε = try given.float("eps", .finite)
      biasCorrection = try given.flag("biasCorrection")
      self.λ = λ
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε) = (K(lr), K(β1), K(β2), K(ε))
      let decay = WeightDecay(λ: λ, .timesRate, lr: lr, arrangement)
      let c1 = biasCorrection ? lr / (1 - β1.power(t)) : lr
      let c2 = biasCorrection ? 1 / √(1 - β2.power(t)) : 1
      return [
        Variant { x in
          x.m = β1 * x.m + (1 - β1) * x.g
          x.v = β2 * x.v + (1 - β2) * (x.g * x.g)
          let denominator = biasCorrection ? c2 * √x.v + ε : √x.v + ε
          x.θ = decay.move(x.θ, by: c1 * x.m / denominator)
        }
      ]
    }
  }
}
