import OptimizerKernels

/// The presets of the Swift libraries.
enum SwiftPresets {
  static func rAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try RAdam.swiftAPIs(
      learningRate: o.number("learningRate"), beta1: o.number("beta1"), beta2: o.number("beta2"), epsilon: o.number("epsilon"))
  }

  static func adam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try Adam.swiftAPIs(
      learningRate: o.number("learningRate"), beta1: o.number("beta1"), beta2: o.number("beta2"), epsilon: o.number("epsilon"),
      decay: o.number("decay"))
  }

  static func amsGrad(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AMSGrad.swiftAPIs(
      learningRate: o.number("learningRate"), beta1: o.number("beta1"), beta2: o.number("beta2"), epsilon: o.number("epsilon"),
      decay: o.number("decay"))
  }

  static func mlxAdam(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try Adam.mlx(
      learningRate: o.number("learningRate"), betas: o.betas(), eps: o.number("eps"), biasCorrection: o.flag("biasCorrection"))
  }

  static func mlxAdamW(_ json: String) throws -> any OptimizerRule {
    let o = try PresetOptions(json)
    return try AdamW.mlx(
      learningRate: o.number("learningRate"), betas: o.betas(), eps: o.number("eps"), weightDecay: o.number("weightDecay"),
      biasCorrection: o.flag("biasCorrection"))
  }
}
