import OptimizerKernels

/// The presets of torch.optim's other optimizers.
enum TorchPresets {
  static func sgd(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try SGD.torch(
      lr: o.number("lr"), momentum: o.number("momentum"), dampening: o.number("dampening"), weightDecay: o.number("weight_decay"),
      nesterov: o.flag("nesterov"), maximize: o.flag("maximize"))
  }

  static func adagrad(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdaGrad.torch(
      lr: o.number("lr"), lrDecay: o.number("lr_decay"), weightDecay: o.number("weight_decay"),
      initialAccumulatorValue: o.number("initial_accumulator_value"), eps: o.number("eps"), maximize: o.flag("maximize"))
  }
}
