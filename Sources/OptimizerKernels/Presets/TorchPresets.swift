/// `torch.optim`: what `torch.optim.X.defaults` holds is taken as it is, and so is `clip_grad_norm_` around one of its optimizers.
enum TorchPresets {
  static let rows = [
    PresetRow("torch.optim.Adam", adam), PresetRow("torch.optim.AdamW", adamW), PresetRow("torch.optim.RAdam", rAdam),
    PresetRow("torch.optim.NAdam", nAdam), PresetRow("torch.optim.Adamax", adamax), PresetRow("torch.optim.RMSprop", rmsProp),
    PresetRow("torch.optim.Adagrad", adagrad), PresetRow("torch.optim.SGD", sgd),
    PresetRow("torch.nn.utils.clip_grad_norm_", clipped),
  ]

  private static func adam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adam.torch()
    o.ignorePaths()
    return try Adam.torch(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), amsgrad: o.flag("amsgrad"), maximize: o.flag("maximize"),
      decoupledWeightDecay: o.flag("decoupled_weight_decay"))
  }

  private static func adamW(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdamW.torch()
    o.ignorePaths()
    guard try o.flag("decoupled_weight_decay", true) else {
      throw o.invalid("decoupled_weight_decay", "false", allowed: "true, or torch.optim.Adam")
    }
    return try AdamW.torch(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), amsgrad: o.flag("amsgrad"), maximize: o.flag("maximize"))
  }

  private static func rAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.torch()
    o.ignorePaths()
    return try RAdam.torch(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), decoupledWeightDecay: o.flag("decoupled_weight_decay"),
      maximize: o.flag("maximize"))
  }

  private static func nAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try NAdam.torch()
    o.ignorePaths()
    return try NAdam.torch(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), momentumDecay: o.number("momentum_decay", d.momentumDecay),
      decoupledWeightDecay: o.flag("decoupled_weight_decay"), maximize: o.flag("maximize"))
  }

  private static func adamax(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adamax.torch()
    o.ignorePaths()
    return try Adamax.torch(
      lr: o.number("lr", d.learningRate), betas: o.betas(d), eps: o.number("eps", d.momentEpsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), maximize: o.flag("maximize"))
  }

  private static func rmsProp(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RMSProp.torch()
    o.ignorePaths()
    if try o.flag("centered") {
      throw o.invalid("centered", "true", allowed: "false, since RMSProp here keeps no average gradient")
    }
    return try RMSProp.torch(
      lr: o.number("lr", d.learningRate), alpha: o.number("alpha", d.beta2), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weight_decay", d.weightDecay), momentum: o.number("momentum", d.momentum), maximize: o.flag("maximize"))
  }

  private static func adagrad(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdaGrad.torch()
    o.ignorePaths()
    return try AdaGrad.torch(
      lr: o.number("lr", d.learningRate), lrDecay: o.number("lr_decay", 0), weightDecay: o.number("weight_decay", d.weightDecay),
      initialAccumulatorValue: o.number("initial_accumulator_value", d.initialSecondMoment), eps: o.number("eps", d.epsilon),
      maximize: o.flag("maximize"))
  }

  private static func sgd(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try SGD.torch()
    o.ignorePaths()
    return try SGD.torch(
      lr: o.number("lr", d.learningRate), momentum: o.number("momentum", d.momentum), dampening: o.number("dampening", d.dampening),
      weightDecay: o.number("weight_decay", d.weightDecay), nesterov: o.flag("nesterov"), maximize: o.flag("maximize"))
  }

  private static func clipped(_ o: inout PresetReader) throws -> any TrainingRule {
    o.clipping = try .torch(maxNorm: o.number("max_norm"))
    return try o.inner()
  }
}

extension PresetReader {
  /// Which of torch's code paths computes: they round differently.
  fileprivate mutating func ignorePaths() { ignore("capturable", "differentiable", "foreach", "fused") }
}
