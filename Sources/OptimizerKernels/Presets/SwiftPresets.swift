/// The Swift libraries: swift-apis and mlx-swift.
enum SwiftPresets {
  static let rows = [
    PresetRow("swift_apis.RAdam", rAdam), PresetRow("swift_apis.Adam", adam), PresetRow("swift_apis.AMSGrad", amsGrad),
    PresetRow("mlx_swift.Adam", mlxAdam), PresetRow("mlx_swift.AdamW", mlxAdamW),
  ]

  /// Its `decay` changes nothing.
  private static func rAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try RAdam.swiftAPIs()
    o.ignore("decay")
    return try RAdam.swiftAPIs(
      learningRate: o.number("learningRate", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      epsilon: o.number("epsilon", d.epsilon))
  }

  private static func adam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adam.swiftAPIs()
    return try Adam.swiftAPIs(
      learningRate: o.number("learningRate", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      epsilon: o.number("epsilon", d.epsilon), decay: o.number("decay", 0))
  }

  private static func amsGrad(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AMSGrad.swiftAPIs()
    return try AMSGrad.swiftAPIs(
      learningRate: o.number("learningRate", d.learningRate), beta1: o.number("beta1", d.beta1), beta2: o.number("beta2", d.beta2),
      epsilon: o.number("epsilon", d.epsilon), decay: o.number("decay", 0))
  }

  private static func mlxAdam(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try Adam.mlx(learningRate: 0)
    return try Adam.mlx(
      learningRate: o.number("learningRate"), betas: o.betas(d), eps: o.number("eps", d.epsilon), biasCorrection: o.flag("biasCorrection"))
  }

  private static func mlxAdamW(_ o: inout PresetReader) throws -> any TrainingRule {
    let d = try AdamW.mlx(learningRate: 0)
    return try AdamW.mlx(
      learningRate: o.number("learningRate"), betas: o.betas(d), eps: o.number("eps", d.epsilon),
      weightDecay: o.number("weightDecay", d.weightDecay), biasCorrection: o.flag("biasCorrection"))
  }
}
