internal import OptimizerKernels

/// torch.optim's. What `torch.optim.X.defaults` holds is taken as it stands.
extension Rules {
  static func torchAdam(_ o: inout PresetOptions) throws -> Made {
    o.ignoreHowTorchComputes()
    let rule = try Adam.torch(
      lr: o.number("lr", 1e-3), betas: o.betas(), eps: o.number("eps", 1e-8), weightDecay: o.number("weight_decay", 0),
      amsgrad: o.flag("amsgrad"), maximize: o.flag("maximize"), decoupledWeightDecay: o.flag("decoupled_weight_decay"))
    return (rule.configuration, .none)
  }

  static func torchAdamW(_ o: inout PresetOptions) throws -> Made {
    o.ignoreHowTorchComputes()
    let rule = try AdamW.torch(
      lr: o.number("lr", 1e-3), betas: o.betas(), eps: o.number("eps", 1e-8), weightDecay: o.number("weight_decay", 1e-2),
      amsgrad: o.flag("amsgrad"), maximize: o.flag("maximize"))
    guard try o.flag("decoupled_weight_decay", true) else {
      throw CallError(.invalidConfiguration, "decoupled_weight_decay is false; allowed: true, or torch.optim.Adam")
    }
    return (rule.configuration, .none)
  }

  static func torchRAdam(_ o: inout PresetOptions) throws -> Made {
    o.ignoreHowTorchComputes()
    let rule = try RAdam.torch(
      lr: o.number("lr", 1e-3), betas: o.betas(), eps: o.number("eps", 1e-8), weightDecay: o.number("weight_decay", 0),
      decoupledWeightDecay: o.flag("decoupled_weight_decay"), maximize: o.flag("maximize"))
    return (rule.configuration, .none)
  }

  static func torchNAdam(_ o: inout PresetOptions) throws -> Made {
    o.ignoreHowTorchComputes()
    let rule = try NAdam.torch(
      lr: o.number("lr", 2e-3), betas: o.betas(), eps: o.number("eps", 1e-8), weightDecay: o.number("weight_decay", 0),
      momentumDecay: o.number("momentum_decay", 4e-3), decoupledWeightDecay: o.flag("decoupled_weight_decay"),
      maximize: o.flag("maximize"))
    return (rule.configuration, .none)
  }

  static func torchAdamax(_ o: inout PresetOptions) throws -> Made {
    o.ignoreHowTorchComputes()
    let rule = try Adamax.torch(
      lr: o.number("lr", 2e-3), betas: o.betas(), eps: o.number("eps", 1e-8), weightDecay: o.number("weight_decay", 0),
      maximize: o.flag("maximize"))
    return (rule.configuration, .none)
  }

  static func torchAdaGrad(_ o: inout PresetOptions) throws -> Made {
    o.ignoreHowTorchComputes()
    let rule = try AdaGrad.torch(
      lr: o.number("lr", 1e-2), lrDecay: o.number("lr_decay", 0), weightDecay: o.number("weight_decay", 0),
      initialAccumulatorValue: o.number("initial_accumulator_value", 0), eps: o.number("eps", 1e-10), maximize: o.flag("maximize"))
    return (rule.configuration, .none)
  }

  static func torchSGD(_ o: inout PresetOptions) throws -> Made {
    o.ignoreHowTorchComputes()
    let rule = try SGD.torch(
      lr: o.number("lr", 1e-3), momentum: o.number("momentum", 0), dampening: o.number("dampening", 0),
      weightDecay: o.number("weight_decay", 0), nesterov: o.flag("nesterov"), maximize: o.flag("maximize"))
    return (rule.configuration, .none)
  }
}

extension PresetOptions {
  /// Which of torch's code paths: they round differently.
  fileprivate mutating func ignoreHowTorchComputes() { ignore("capturable", "differentiable", "foreach", "fused") }
}
