import OptimizerKernels

/// The presets of every Lookahead, around the inner rules that recordings have.
enum LookaheadPresets {
  static func tensorFlowAddons(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    func wrap(_ inner: some OptimizerRule) throws -> any OptimizerRule {
      try Lookahead.tensorFlowAddons(inner, syncPeriod: o.count("sync_period"), slowStepSize: o.number("slow_step_size"))
    }
    return try wrap(inner(o))
  }

  static func torchOptimizer(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    func wrap(_ inner: some OptimizerRule) throws -> any OptimizerRule {
      try Lookahead.torchOptimizer(inner, k: o.count("k"), alpha: o.number("alpha"))
    }
    return try wrap(inner(o))
  }

  static func michaelrzhang(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    guard let momentum = LookaheadMomentum(rawValue: try o.text("pullback_momentum")) else {
      throw PresetError(option: "pullback_momentum", needed: "none, reset or pullback")
    }
    func wrap(_ inner: some OptimizerRule) throws -> any OptimizerRule {
      try Lookahead.michaelrzhang(inner, laSteps: o.count("la_steps"), laAlpha: o.number("la_alpha"), pullbackMomentum: momentum)
    }
    return try wrap(inner(o))
  }

  static func optax(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    func wrap(_ inner: some OptimizerRule) throws -> any OptimizerRule {
      try Lookahead.optax(
        inner, syncPeriod: o.count("sync_period"), slowStepSize: o.number("slow_step_size"), resetState: o.flag("reset_state"))
    }
    return try wrap(inner(o))
  }

  static func paper(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    func wrap(_ inner: some OptimizerRule) throws -> any OptimizerRule {
      try Lookahead.paper(inner, syncPeriod: o.count("k"), slowStepSize: o.number("alpha"))
    }
    return try wrap(inner(o))
  }

  static func ranger(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try Lookahead.ranger(
      lr: o.number("lr"), alpha: o.number("alpha"), k: o.count("k"), nSMAThreshold: o.number("N_sma_threshhold"), betas: o.betas(),
      eps: o.number("eps"), weightDecay: o.number("weight_decay"))
  }

  static func pytorchOptimizerRanger(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try Lookahead.pytorchOptimizerRanger(
      lr: o.number("lr"), betas: o.betas(), alpha: o.number("alpha"), k: o.count("k"), nSMAThreshold: o.number("n_sma_threshold"),
      degeneratedToSGD: o.flag("degenerated_to_sgd"), weightDecay: o.number("weight_decay"), weightDecouple: o.flag("weight_decouple"),
      fixedDecay: o.flag("fixed_decay"), eps: o.number("eps"), maximize: o.flag("maximize"))
  }

  /// The original Ranger only prints `use_gc`.
  static func centringAlways(_ json: String) throws -> GradientPreparation {
    GradientPreparation(centralizes: true, centralizesConvolutionsOnly: try PresetOptions(json).flag("gc_conv_only"))
  }

  /// Ranger's centring of gradients of more than one axis.
  static func centring(_ json: String) throws -> GradientPreparation {
    let o = try PresetOptions(json)
    return GradientPreparation(centralizes: try o.flag("use_gc"), centralizesConvolutionsOnly: try o.flag("gc_conv_only"))
  }

  /// The rule inside.
  static func inner(_ o: PresetOptions) throws -> any OptimizerRule {
    let arguments = try o.json("inner_args")
    switch try o.text("inner") {
    case "torch.optim.SGD": return try TorchPresets.sgd(arguments)
    case "torch.optim.Adam": return try KernelPresets.torchAdam(arguments)
    case "torch.optim.AdamW": return try KernelPresets.torchAdamW(arguments)
    case "torch.optim.RAdam": return try KernelPresets.torchRAdam(arguments)
    case "radam.RAdam", "radam.PlainRAdam": return try OriginalPresets.liuRAdam(arguments)
    case "torch_optimizer.RAdam": return try TorchOptimizerPresets.rAdam(arguments)
    case "torch_optimizer.AdaBound": return try TorchOptimizerPresets.adaBound(arguments)
    case "torch_optimizer.AdaMod": return try TorchOptimizerPresets.adaMod(arguments)
    case "torch_optimizer.AdaBelief": return try TorchOptimizerPresets.adaBelief(arguments)
    case "adabelief_pytorch.AdaBelief": return try OriginalPresets.adaBelief(arguments)
    case "adabound.AdaBound": return try OriginalPresets.adaBound(arguments)
    case "adabound.AdaBoundW": return try OriginalPresets.adaBoundW(arguments)
    case "adamod.AdaMod": return try OriginalPresets.adaMod(arguments)
    case "tfa.optimizers.RectifiedAdam": return try KerasPresets.rectifiedAdam(arguments)
    case "tfa.optimizers.AdaBelief": return try KerasPresets.adaBelief(arguments)
    case "tf.keras.optimizers.legacy.Adam": return try KerasPresets.adam(arguments)
    case "tf.keras.optimizers.legacy.SGD": return try KerasPresets.sgd(arguments)
    case "tf.keras.optimizers.legacy.Adagrad": return try KerasPresets.adagrad(arguments)
    case "optax.radam": return try OptaxPresets.rAdam(arguments)
    case "optax.sgd": return try OptaxPresets.sgd(arguments)
    case "optax.adam": return try OptaxPresets.adam(arguments)
    case "optax.adabelief": return try OptaxPresets.adaBelief(arguments)
    case "optax.amsgrad": return try OptaxPresets.amsGrad(arguments)
    case "paper.Momentum": return try PaperPresets.momentum(arguments)
    case "paper.AdaGrad": return try PaperPresets.adaGrad(arguments)
    case "torch.optim.Adagrad": return try TorchPresets.adagrad(arguments)
    case "paper.Adam": return try KernelPresets.paperAdam(arguments)
    case "paper.RAdam": return try KernelPresets.paperRAdam(arguments)
    case let name: throw PresetError(option: "inner", needed: "an optimizer that our kernels have inside another: \(name)")
    }
  }
}
