/// labml_nn 0.5.1 (labmlai/annotated_deep_learning_paper_implementations, commit e6b3c8a6a2cd, 2025-08-21), `labml_nn/optimizers`.
///
/// The step counts per parameter: a parameter without a gradient is skipped and its t stays. β1ᵗ, β2ᵗ, ρt and what is made of them are
/// Python floats. `weight_decay` is an object, `WeightDecay`: added to the gradient, decoupled and multiplied by the group's own `lr`
/// (which a warmup leaves as it is), or decoupled and absolute. It comes before the moments, and where a step is held too.
///
/// `optimized_update` adds ε to √v before its correction, as the end of §2 of Kingma and Ba does; without it ε is added to √v/√c2.
public enum Labml {
  /// `adam.Adam`, and those that differ by a running maximum or by their learning rate: `amsgrad.AMSGrad`, `adam_warmup.AdamWarmup`,
  /// `adam_warmup_cosine_decay.AdamWarmupCosineDecay`, `noam.Noam`.
  ///
  /// Departures from Kingma and Ba, Algorithm 1: weight decay, where ε stands, and `amsgrad`, which takes the maximum of the uncorrected v
  /// and corrects it afterwards. AMSGrad's learning rate is corrected, and has an ε, as Reddi, Kale and Kumar's has not.
  public struct Adam: Reference {
    public let lr, β1, β2, ε, λ: Double
    public let decay: WeightDecayKind
    public let optimized, amsgrad: Bool
    public let rate: Rate

    public var slots: [Slot] { amsgrad ? [.m, .v, .vmax] : [.m, .v] }
    public var arrangements: [Arrangement] { decay.arrangements(λ: λ) }

    public init(json: String) throws(InvalidHyperparameter) {
      try self.init(Labml.hyperparameters(json, ["optimized_update"]), amsgrad: false, .constant)
    }

    /// `amsgrad.AMSGrad`.
    public init(amsGrad json: String) throws(InvalidHyperparameter) {
      let given = try Labml.hyperparameters(json, ["optimized_update", "amsgrad"])
      try self.init(given, amsgrad: given.flag("amsgrad"), .constant)
    }

    /// `adam_warmup.AdamWarmup`.
    public init(adamWarmup json: String) throws(InvalidHyperparameter) {
      let given = try Labml.hyperparameters(json, ["optimized_update", "amsgrad", "warmup"])
      try self.init(given, amsgrad: given.flag("amsgrad"), .warmup(given.number("warmup", .nonNegative)))
    }

    /// `adam_warmup_cosine_decay.AdamWarmupCosineDecay`.
    public init(adamWarmupCosineDecay json: String) throws(InvalidHyperparameter) {
      let given = try Labml.hyperparameters(json, ["optimized_update", "amsgrad", "warmup", "total_steps"])
      try self.init(
        given, amsgrad: given.flag("amsgrad"),
        .warmupCosine(given.number("warmup", .nonNegative), totalSteps: given.number("total_steps")))
    }

    /// `noam.Noam`. Its default warmup, 0, divides by zero, and is refused here.
    public init(noam json: String) throws(InvalidHyperparameter) {
      let given = try Labml.hyperparameters(json, ["optimized_update", "amsgrad", "warmup", "d_model"])
      try self.init(
        given, amsgrad: given.flag("amsgrad"),
        .noam(warmup: given.number("warmup", .positive), model: given.number("d_model", .positive)))
    }

    private init(_ given: Hyperparameters, amsgrad: Bool, _ rate: Rate) throws(InvalidHyperparameter) {
      lr = try given.number("lr", .nonNegative)
      (β1, β2) = try given.pair("betas", .belowOne)
      ε = try given.number("eps", .nonNegative)
      (λ, decay) = try Labml.decay(given)
      optimized = try given.flag("optimized_update")
      (self.amsgrad, self.rate) = (amsgrad, rate)
    }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      typealias K = Coefficient<C>
      let (lr, β1, β2, ε) = (K(lr), K(β1), K(β2), K(ε))
      let decay = WeightDecay(λ: λ, decay, lr: lr, arrangement)
      let lrt = rate.at(t, lr: lr)
      let c1 = 1 - β1.power(t)
      let c2 = 1 - β2.power(t)
      let stepSize = optimized ? lrt * √c2 / c1 : lrt / c1
      return [
        Variant { x in
          let g = decay.gradient(x.g, x.θ)
          x.m = β1 * x.m + (1 - β1) * g
          x.v = β2 * x.v + (1 - β2) * (g * g)
          if amsgrad { x.vmax = .max(x.vmax, x.v) }
          let root = √(amsgrad ? x.vmax : x.v)
          let denominator = optimized ? root + ε : root / √c2 + ε
          x.θ = decay.move(x.θ, by: stepSize * x.m / denominator)
        }
      ]
    }
  }

  /// The hyperparameters with the keys that all of them have, and its own.
  static func hyperparameters(_ json: String, _ own: [String]) throws(InvalidHyperparameter) -> Hyperparameters {
    try Hyperparameters(json: json, keys: ["lr", "betas", "eps", "weight_decay"] + own)
  }

  /// `WeightDecay`: λ, and what it is taken from. `absolute` says nothing where the decay is not decoupled.
  static func decay(_ given: Hyperparameters) throws(InvalidHyperparameter) -> (Double, WeightDecayKind) {
    let decay = try given.object("weight_decay", keys: ["weight_decay", "weight_decouple", "absolute"])
    let (isDecoupled, isAbsolute) = (try decay.flag("weight_decouple"), try decay.flag("absolute"))
    return (try decay.number("weight_decay", .nonNegative), isDecoupled ? (isAbsolute ? .absolute : .timesRate) : .intoGradient)
  }
}
