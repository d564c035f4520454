internal import OptimizerKernels

/// Keras' legacy optimizers and tensorflow-addons', with learning rates that are numbers; a schedule is the group's.
extension Rules {
  static func kerasAdam(_ o: inout PresetOptions) throws -> Made {
    o.ignore("name")
    let rule = try Adam.keras(
      learningRate: o.number("learning_rate", 1e-3), beta1: o.number("beta_1", 0.9), beta2: o.number("beta_2", 0.999),
      epsilon: o.number("epsilon", 1e-7), decay: o.number("decay", 0), amsgrad: o.flag("amsgrad"))
    return (rule.configuration, .none)
  }

  static func kerasSGD(_ o: inout PresetOptions) throws -> Made {
    o.ignore("name")
    let rule = try SGD.keras(
      learningRate: o.number("learning_rate", 1e-2), momentum: o.number("momentum", 0), nesterov: o.flag("nesterov"),
      decay: o.number("decay", 0))
    return (rule.configuration, .none)
  }

  static func kerasAdaGrad(_ o: inout PresetOptions) throws -> Made {
    o.ignore("name")
    let rule = try AdaGrad.keras(
      learningRate: o.number("learning_rate", 1e-3), initialAccumulatorValue: o.number("initial_accumulator_value", 0.1),
      epsilon: o.number("epsilon", 1e-7), decay: o.number("decay", 0))
    return (rule.configuration, .none)
  }

  static func addonsRAdam(_ o: inout PresetOptions) throws -> Made {
    o.ignore("name")
    let rule = try RAdam.tensorFlowAddons(
      learningRate: o.number("learning_rate", 1e-3), beta1: o.number("beta_1", 0.9), beta2: o.number("beta_2", 0.999),
      epsilon: o.number("epsilon", 1e-7), weightDecay: o.number("weight_decay", 0), amsgrad: o.flag("amsgrad"),
      smaThreshold: o.number("sma_threshold", 5), totalSteps: o.count("total_steps", 0),
      warmupProportion: o.number("warmup_proportion", 0.1), minLR: o.number("min_lr", 0), decay: o.number("decay", 0))
    return (rule.configuration, .none)
  }

  static func addonsAdaBelief(_ o: inout PresetOptions) throws -> Made {
    o.ignore("name")
    let rule = try AdaBelief.tensorFlowAddons(
      learningRate: o.number("learning_rate", 1e-3), beta1: o.number("beta_1", 0.9), beta2: o.number("beta_2", 0.999),
      epsilon: o.number("epsilon", 1e-14), weightDecay: o.number("weight_decay", 0), amsgrad: o.flag("amsgrad"),
      rectify: o.flag("rectify", true), smaThreshold: o.number("sma_threshold", 5), totalSteps: o.count("total_steps", 0),
      warmupProportion: o.number("warmup_proportion", 0.1), minLR: o.number("min_lr", 0), decay: o.number("decay", 0))
    return (rule.configuration, .none)
  }
}
