/// Keras' legacy optimizers and tensorflow-addons', with the keys of their `get_config`. A rate may be a schedule.
enum KerasPresets {
  static let rows = [
    PresetRow("tf.keras.optimizers.legacy.Adam", adam),
    PresetRow("tf.keras.optimizers.legacy.SGD", sgd),
    PresetRow("tf.keras.optimizers.legacy.Adagrad", adagrad),
    PresetRow("tfa.optimizers.RectifiedAdam", rectifiedAdam),
    PresetRow("tfa.optimizers.AdaBelief", adaBelief),
  ]

  private static func adam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adam.keras()
    try o.readKerasBase()
    let rate = try o.rate("learning_rate", 1e-3)
    return try Adam.keras(
      learningRate: rate.first, beta1: o.number("beta_1", 0.9), beta2: o.number("beta_2", 0.999), epsilon: o.epsilon(d.epsilon),
      decay: o.number("decay", 0), amsgrad: o.flag("amsgrad"), schedule: rate.schedule)
  }

  private static func sgd(_ o: inout PresetReader) throws -> any TrainingRule {
    try o.readKerasBase()
    let rate = try o.rate("learning_rate", 1e-2)
    return try SGD.keras(
      learningRate: rate.first, momentum: o.number("momentum", 0), nesterov: o.flag("nesterov"), decay: o.number("decay", 0),
      schedule: rate.schedule)
  }

  private static func adagrad(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaGrad.keras()
    try o.readKerasBase()
    let rate = try o.rate("learning_rate", 1e-3)
    return try AdaGrad.keras(
      learningRate: rate.first, initialAccumulatorValue: o.number("initial_accumulator_value", 0.1), epsilon: o.epsilon(d.epsilon),
      decay: o.number("decay", 0), schedule: rate.schedule)
  }

  private static func rectifiedAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    try o.readKerasBase()
    let (rate, decay) = (try o.rate("learning_rate", 1e-3), try o.rate("weight_decay", 0))
    return try RAdam.tensorFlowAddons(
      learningRate: rate.first, beta1: o.number("beta_1", 0.9), beta2: o.number("beta_2", 0.999), epsilon: o.epsilon(1e-7),
      weightDecay: decay.first, amsgrad: o.flag("amsgrad"), smaThreshold: o.number("sma_threshold", 5),
      totalSteps: o.count("total_steps", 0), warmupProportion: o.number("warmup_proportion", 0.1), minLR: o.number("min_lr", 0),
      decay: o.number("decay", 0), schedule: rate.schedule, weightDecaySchedule: decay.schedule)
  }

  private static func adaBelief(_ o: inout PresetReader) throws -> any TrainingRule {
    try o.readKerasBase()
    let (rate, decay) = (try o.rate("learning_rate", 1e-3), try o.rate("weight_decay", 0))
    return try AdaBelief.tensorFlowAddons(
      learningRate: rate.first, beta1: o.number("beta_1", 0.9), beta2: o.number("beta_2", 0.999), epsilon: o.epsilon(1e-14),
      weightDecay: decay.first, amsgrad: o.flag("amsgrad"), rectify: o.flag("rectify", true), smaThreshold: o.number("sma_threshold", 5),
      totalSteps: o.count("total_steps", 0), warmupProportion: o.number("warmup_proportion", 0.1), minLR: o.number("min_lr", 0),
      decay: o.number("decay", 0), schedule: rate.schedule, weightDecaySchedule: decay.schedule)
  }
}

extension PresetReader {
  /// An ε of 0 becomes Keras' own, as there.
  fileprivate mutating func epsilon(_ standard: Double) throws -> Double {
    let ε = try number("epsilon", standard)
    return ε == 0 ? 1e-7 : ε
  }

  /// What Keras' base class takes beside the optimizer's own options: its name, and clipping.
  mutating func readKerasBase() throws(ConfigurationError) {
    try ignoreText("name")
    guard try flag("is_legacy_optimizer", true) else { throw .invalid(object.path("is_legacy_optimizer"), "false", allowed: "true") }
    let (value, norm, globalNorm) = (
      try optionalNumber("clipvalue"), try optionalNumber("clipnorm"), try optionalNumber("global_clipnorm")
    )
    guard value != nil || norm != nil || globalNorm != nil else { return }
    clipping = try object.made { () throws(HyperparameterError) in
      try GradientClipping(value: value, norm: norm, globalNorm: globalNorm)
    }
  }
}
