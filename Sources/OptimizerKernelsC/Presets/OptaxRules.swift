internal import OptimizerKernels

/// optax's. There a learning rate must be given.
extension Rules {
  static func optaxAdam(_ o: inout PresetOptions) throws -> Made {
    let rule = try Adam.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1", 0.9), b2: o.number("b2", 0.999), eps: o.number("eps", 1e-8),
      epsRoot: o.number("eps_root", 0), nesterov: o.flag("nesterov"))
    return (rule.configuration, .none)
  }

  static func optaxRAdam(_ o: inout PresetOptions) throws -> Made {
    let rule = try RAdam.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1", 0.9), b2: o.number("b2", 0.999), eps: o.number("eps", 1e-8),
      epsRoot: o.number("eps_root", 0), threshold: o.number("threshold", 5), nesterov: o.flag("nesterov"))
    return (rule.configuration, .none)
  }

  static func optaxAMSGrad(_ o: inout PresetOptions) throws -> Made {
    let rule = try AMSGrad.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1", 0.9), b2: o.number("b2", 0.999), eps: o.number("eps", 1e-8),
      epsRoot: o.number("eps_root", 0), biasCorrectionMu: o.flag("bias_correction_mu", true),
      biasCorrectionNu: o.flag("bias_correction_nu", true))
    return (rule.configuration, .none)
  }

  static func optaxAdaBelief(_ o: inout PresetOptions) throws -> Made {
    let rule = try AdaBelief.optax(
      learningRate: o.number("learning_rate"), b1: o.number("b1", 0.9), b2: o.number("b2", 0.999), eps: o.number("eps", 1e-16),
      epsRoot: o.number("eps_root", 1e-16), weightDecay: o.number("weight_decay", 0), nesterov: o.flag("nesterov"))
    return (rule.configuration, .none)
  }

  static func optaxSGD(_ o: inout PresetOptions) throws -> Made {
    let rule = try SGD.optax(
      learningRate: o.number("learning_rate"), momentum: o.optionalNumber("momentum"), nesterov: o.flag("nesterov"))
    return (rule.configuration, .none)
  }
}
