import OptimizerKernels

/// The presets of Keras' legacy optimizers and of those of tensorflow-addons.
enum KerasPresets {
  static func rectifiedAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    let (rate, decay) = (try rate(o, "learning_rate"), try rate(o, "weight_decay"))
    return try RAdam.tensorFlowAddons(
      learningRate: rate.first, beta1: o.number("beta_1"), beta2: o.number("beta_2"), epsilon: epsilon(o), weightDecay: decay.first,
      amsgrad: o.flag("amsgrad"), smaThreshold: o.number("sma_threshold"), totalSteps: o.count("total_steps"),
      warmupProportion: o.number("warmup_proportion"), minLR: o.number("min_lr"), decay: o.number("decay"), schedule: rate.schedule,
      weightDecaySchedule: decay.schedule)
  }

  static func adaBelief(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    let (rate, decay) = (try rate(o, "learning_rate"), try rate(o, "weight_decay"))
    return try AdaBelief.tensorFlowAddons(
      learningRate: rate.first, beta1: o.number("beta_1"), beta2: o.number("beta_2"), epsilon: epsilon(o), weightDecay: decay.first,
      amsgrad: o.flag("amsgrad"), rectify: o.flag("rectify"), smaThreshold: o.number("sma_threshold"), totalSteps: o.count("total_steps"),
      warmupProportion: o.number("warmup_proportion"), minLR: o.number("min_lr"), decay: o.number("decay"), schedule: rate.schedule,
      weightDecaySchedule: decay.schedule)
  }

  static func adam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    let rate = try rate(o, "learning_rate")
    return try Adam.keras(
      learningRate: rate.first, beta1: o.number("beta_1"), beta2: o.number("beta_2"), epsilon: epsilon(o), decay: o.number("decay"),
      amsgrad: o.flag("amsgrad"), schedule: rate.schedule)
  }

  static func sgd(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    let rate = try rate(o, "learning_rate")
    return try SGD.keras(
      learningRate: rate.first, momentum: o.number("momentum"), nesterov: o.flag("nesterov"), decay: o.number("decay"),
      schedule: rate.schedule)
  }

  static func adagrad(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    let rate = try rate(o, "learning_rate")
    return try AdaGrad.keras(
      learningRate: rate.first, initialAccumulatorValue: o.number("initial_accumulator_value"), epsilon: epsilon(o),
      decay: o.number("decay"), schedule: rate.schedule)
  }

  /// The clipping that its options ask for.
  static func clipping(_ json: String) throws -> GradientPreparation {
    let o = try PresetOptions(json)
    let limits = try (
      value: o.numberIfPresent("clipvalue"), norm: o.numberIfPresent("clipnorm"), globalNorm: o.numberIfPresent("global_clipnorm")
    )
    guard limits.value != nil || limits.norm != nil || limits.globalNorm != nil else { return .none }
    return GradientPreparation(
      clipping: try GradientClipping(value: limits.value, norm: limits.norm, globalNorm: limits.globalNorm))
  }

  /// An ε of 0 becomes Keras' own.
  private static func epsilon(_ o: PresetOptions) throws -> Double {
    let epsilon = try o.number("epsilon")
    return epsilon == 0 ? 1e-7 : epsilon
  }

  /// A number, or a schedule and the rate that it starts from.
  private static func rate(_ o: PresetOptions, _ key: String) throws -> (first: Double, schedule: LearningRateSchedule?) {
    guard o.isObject(key) else { return (try o.number(key), nil) }
    let object = try o.object(key)
    let config = try object.object("config")
    func first() throws -> Double { try config.number("initial_learning_rate") }
    switch try object.text("class_name") {
    case "ExponentialDecay":
      return try (
        first(),
        .exponentialDecay(
          steps: config.number("decay_steps"), rate: config.number("decay_rate"), staircase: config.flag("staircase"))
      )
    case "InverseTimeDecay":
      return try (
        first(),
        .inverseTimeDecay(
          steps: config.number("decay_steps"), rate: config.number("decay_rate"), staircase: config.flag("staircase"))
      )
    case "PolynomialDecay":
      return try (
        first(),
        .polynomialDecay(
          steps: config.number("decay_steps"), end: config.number("end_learning_rate"), power: config.number("power"),
          cycle: config.flag("cycle"))
      )
    case "CosineDecay":
      return try (
        first(),
        .cosineDecay(
          steps: config.number("decay_steps"), floor: config.number("alpha"), warmupTarget: config.numberIfPresent("warmup_target"),
          warmupSteps: config.number("warmup_steps"))
      )
    case "CosineDecayRestarts":
      return try (
        first(),
        .cosineDecayRestarts(
          steps: config.number("first_decay_steps"), periodFactor: config.number("t_mul"), rateFactor: config.number("m_mul"),
          floor: config.number("alpha"))
      )
    case "PiecewiseConstantDecay":
      let values = try config.numbers("values")
      return (values.first ?? 0, .piecewiseConstant(boundaries: try config.numbers("boundaries"), values: values))
    case let name: throw PresetError(option: key, needed: "a schedule that our kernels have: \(name)")
    }
  }
}
