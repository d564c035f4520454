internal import Safetensors

extension KerasClass {
  /// The serialised optimizer. It is read again before it is given: what it says is the rule, or it is refused.
  static func written(_ configuration: KerasConfiguration) throws(ConfigurationError) -> JSONValue {
    let rule = configuration.rule
    guard let keras = KerasClass(of: rule.rule) else {
      throw .invalid("rule", rule.rule, allowed: "AMSGrad, AdaBelief, AdaGrad, Adam, RAdam, SGD")
    }
    let clipping = limits(configuration.clipping)
    var written = keras.serialized(keras.config(rule.formula), rule.lookahead == nil ? clipping : [])
    if let lookahead = rule.lookahead {
      let config: KeyValuePairs<String, JSONValue> = [
        "optimizer": written, "sync_period": .number("\(lookahead.syncPeriod)"), "slow_step_size": .number(lookahead.slowStepSize),
      ]
      written = KerasClass.lookahead.serialized(config, clipping)
    }
    let theirs = try read(ConfigurationObject(written, at: "")).rule
    if let difference = try rule.difference(from: theirs) {
      throw .invalid(difference.path, difference.ours, allowed: "\(difference.theirs), as \(keras.rawValue) has it")
    }
    return written
  }

  /// The class that may have a rule's formula.
  private init?(of rule: String) {
    switch rule {
    case "Adam", "AMSGrad": self = .adam
    case "SGD": self = .sgd
    case "AdaGrad": self = .adagrad
    case "RAdam": self = .rectifiedAdam
    case "AdaBelief": self = .adaBelief
    default: return nil
    }
  }

  private static func limits(_ clipping: GradientClipping?) -> [JSONMember] {
    [("clipvalue", clipping?.value), ("clipnorm", clipping?.norm), ("global_clipnorm", clipping?.globalNorm)].compactMap { key, limit in
      limit.map { JSONMember(key: key, value: .number($0)) }
    }
  }

  private func serialized(_ config: KeyValuePairs<String, JSONValue>, _ clipping: [JSONMember]) -> JSONValue {
    let members = [JSONMember(key: "name", value: .string(rawValue))] + clipping + config.map { JSONMember(key: $0.key, value: $0.value) }
    return .object([
      "module": .string(module), "class_name": .string(rawValue), "config": .object(members),
      "registered_name": registeredName.map { .string($0) } ?? .null,
    ])
  }

  /// The class's keys with what the formula has for each. What the class cannot say is missed when it is read again.
  private func config(_ f: RuleFormula) -> KeyValuePairs<String, JSONValue> {
    let rate = Self.rate(f.learningRate, f.schedule)
    let (decay, amsgrad) = (JSONValue.number(f.inverseTimeDecay), JSONValue.bool(f.amsgrad))
    let (β1, β2, ε) = (JSONValue.number(f.beta1), JSONValue.number(f.beta2), JSONValue.number(f.epsilon))
    let weightDecay = Self.rate(f.weightDecay, f.weightDecaySchedule)
    let threshold = JSONValue.number(f.rectification?.threshold ?? 5)
    let (total, proportion, minimum) = f.warmup
    switch self {
    case .adam:
      return ["learning_rate": rate, "decay": decay, "beta_1": β1, "beta_2": β2, "epsilon": ε, "amsgrad": amsgrad]
    case .adagrad:
      return ["learning_rate": rate, "decay": decay, "initial_accumulator_value": .number(f.initialSecondMoment), "epsilon": ε]
    case .sgd:
      return ["learning_rate": rate, "decay": decay, "momentum": .number(f.momentum), "nesterov": .bool(f.numerator == .nesterov)]
    case .rectifiedAdam:
      return [
        "learning_rate": rate, "beta_1": β1, "beta_2": β2, "decay": decay, "weight_decay": weightDecay, "sma_threshold": threshold,
        "epsilon": ε, "amsgrad": amsgrad, "total_steps": total, "warmup_proportion": proportion, "min_lr": minimum,
      ]
    case .adaBelief:
      return [
        "learning_rate": rate, "beta_1": β1, "beta_2": β2, "decay": decay, "weight_decay": weightDecay, "sma_threshold": threshold,
        "epsilon": ε, "amsgrad": amsgrad, "rectify": .bool(f.rectification != nil), "total_steps": total,
        "warmup_proportion": proportion, "min_lr": minimum,
      ]
    case .lookahead: return [:]
    }
  }

  /// A number, or the first schedule that Keras has.
  private static func rate(_ rate: Double, _ schedules: [LearningRateSchedule]) -> JSONValue {
    schedules.lazy.compactMap { KerasSchedule.written($0, from: rate) }.first ?? .number(rate)
  }
}

extension RuleFormula {
  /// Keras' `decay`.
  fileprivate var inverseTimeDecay: Double {
    schedule.lazy.compactMap { if case .inverseTime(let rate, 0) = $0 { rate } else { nil } }.first ?? 0
  }

  /// tensorflow-addons' warmup: its steps, their proportion and the rate at the end.
  fileprivate var warmup: (JSONValue, JSONValue, JSONValue) {
    for case .warmupThenDecay(let total, let proportion, let minimum) in schedule {
      return (.steps(total), .number(proportion), .number(minimum))
    }
    return (.number("0"), .number(0.1), .number(0))
  }
}
