internal import Safetensors

extension KerasClass {
  /// Reads a serialised optimizer, or a config alone.
  static func read(_ object: ConfigurationObject, className: String? = nil) throws(ConfigurationError) -> KerasConfiguration {
    guard let written = try object.text("class_name") else {
      if let className { return try KerasClass(className, at: "className").read(config: object) }
      guard let name = try object.text("name") else {
        throw ConfigurationError(
          path: object.path("class_name"), reason: .missing(allowed: allCases.map(\.rawValue).joined(separator: ", ")))
      }
      return try KerasClass(name, at: object.path("name")).read(config: object)
    }
    let keras = try KerasClass(written, at: object.path("class_name"))
    try object.allow(only: ["module", "class_name", "config", "registered_name", "build_config", "compile_config"])
    if let module = try object.text("module"), module != keras.module {
      throw .invalid(object.path("module"), quoted(module), allowed: keras.module)
    }
    return try keras.read(config: object.object("config"))
  }

  private func read(config o: ConfigurationObject) throws(ConfigurationError) -> KerasConfiguration {
    guard try o.flag("is_legacy_optimizer", true) else { throw .invalid(o.path("is_legacy_optimizer"), "false", allowed: "true") }
    try o.allow(only: keys + ["name", "clipvalue", "clipnorm", "global_clipnorm", "is_legacy_optimizer"])
    _ = try o.text("name")
    let (value, norm, globalNorm) = (try o.number("clipvalue"), try o.number("clipnorm"), try o.number("global_clipnorm"))
    let rule = try rule(o)
    guard value != nil || norm != nil || globalNorm != nil else { return KerasConfiguration(rule) }
    return try o.made { () throws(HyperparameterError) in
      KerasConfiguration(rule, clipping: try GradientClipping(value: value, norm: norm, globalNorm: globalNorm))
    }
  }

  private func rule(_ o: ConfigurationObject) throws(ConfigurationError) -> RuleConfiguration {
    switch self {
    case .adam, .adagrad, .sgd: try legacy(o)
    case .adaBelief, .rectifiedAdam: try addons(o)
    case .lookahead: try lookahead(o)
    }
  }

  /// Keras' own, with the defaults of its legacy classes.
  private func legacy(_ o: ConfigurationObject) throws(ConfigurationError) -> RuleConfiguration {
    let (rate, schedule) = try o.rate("learning_rate", self == .sgd ? 0.01 : 0.001)
    let (decay, ε) = (try o.number("decay", 0), try o.number("epsilon", 1e-7))
    let (β1, β2, amsgrad) = (try o.number("beta_1", 0.9), try o.number("beta_2", 0.999), try o.flag("amsgrad", false))
    let (momentum, nesterov) = (try o.number("momentum", 0), try o.flag("nesterov", false))
    let start = try o.number("initial_accumulator_value", 0.1)
    return try o.made { () throws(HyperparameterError) in
      switch self {
      case .sgd:
        try SGD.keras(learningRate: rate, momentum: momentum, nesterov: nesterov, decay: decay, schedule: schedule).configuration
      case .adagrad:
        try AdaGrad.keras(learningRate: rate, initialAccumulatorValue: start, epsilon: ε, decay: decay, schedule: schedule).configuration
      default:
        try Adam.keras(
          learningRate: rate, beta1: β1, beta2: β2, epsilon: ε, decay: decay, amsgrad: amsgrad, schedule: schedule
        ).configuration
      }
    }
  }

  /// tensorflow-addons', with the defaults of its classes.
  private func addons(_ o: ConfigurationObject) throws(ConfigurationError) -> RuleConfiguration {
    let (rate, schedule) = try o.rate("learning_rate", 0.001)
    let (weightDecay, weightDecaySchedule) = try o.rate("weight_decay", 0)
    let (β1, β2, ε) = (
      try o.number("beta_1", 0.9), try o.number("beta_2", 0.999), try o.number("epsilon", self == .adaBelief ? 1e-14 : 1e-7)
    )
    let (decay, amsgrad, rectify) = (try o.number("decay", 0), try o.flag("amsgrad", false), try o.flag("rectify", true))
    let (threshold, totalSteps) = (try o.number("sma_threshold", 5), try o.count("total_steps", 0))
    let (proportion, minimum) = (try o.number("warmup_proportion", 0.1), try o.number("min_lr", 0))
    return try o.made { () throws(HyperparameterError) in
      if self == .adaBelief {
        return try AdaBelief.tensorFlowAddons(
          learningRate: rate, beta1: β1, beta2: β2, epsilon: ε, weightDecay: weightDecay, amsgrad: amsgrad, rectify: rectify,
          smaThreshold: threshold, totalSteps: totalSteps, warmupProportion: proportion, minLR: minimum, decay: decay, schedule: schedule,
          weightDecaySchedule: weightDecaySchedule
        ).configuration
      }
      return try RAdam.tensorFlowAddons(
        learningRate: rate, beta1: β1, beta2: β2, epsilon: ε, weightDecay: weightDecay, amsgrad: amsgrad, smaThreshold: threshold,
        totalSteps: totalSteps, warmupProportion: proportion, minLR: minimum, decay: decay, schedule: schedule,
        weightDecaySchedule: weightDecaySchedule
      ).configuration
    }
  }

  /// Clipping that is set on the inner optimizer has no effect there, and none here.
  private func lookahead(_ o: ConfigurationObject) throws(ConfigurationError) -> RuleConfiguration {
    let inner = try KerasClass.read(o.object("optimizer")).rule
    guard inner.lookahead == nil else {
      throw .invalid(o.path("optimizer.class_name"), "Lookahead", allowed: "an optimizer that is not Lookahead itself")
    }
    let (period, size) = (try o.count("sync_period", 6), try o.number("slow_step_size", 0.5))
    return try o.made { () throws(HyperparameterError) in
      let lookahead = try LookaheadConfiguration(syncPeriod: period, slowStepSize: size)
      return try RuleConfiguration(rule: inner.rule, formula: inner.formula, lookahead: lookahead)
    }
  }
}

extension ConfigurationObject {
  /// What is made of the object's numbers; one out of range is named as it is here.
  func made<T>(_ make: () throws(HyperparameterError) -> T) throws(ConfigurationError) -> T {
    do {
      return try make()
    } catch {
      throw ConfigurationError(error, in: path, keys: kerasKeys)
    }
  }
}
