import Foundation
import OptimizerKernels
import Testing

/// What the libraries wrote of one optimizer, and the preset that it is.
struct KerasCase {
  let name: String
  let rule: RuleConfiguration
  let clipping: GradientClipping?

  init(_ name: String, _ rule: some TrainingRule, _ clipping: GradientClipping? = nil) {
    self.name = name
    self.rule = rule.configuration
    self.clipping = clipping
  }

  /// The cases of `record_configurations.py` that can be read, in its order.
  static func all() throws -> [KerasCase] {
    let restarted = LearningRateSchedule.cosineDecay(steps: 18, floor: 0.1, warmupTarget: nil, warmupSteps: 0)
    return try [
      KerasCase("adam", Adam.keras()),
      KerasCase(
        "adam-numbers", Adam.keras(learningRate: 0.003, beta1: 0.85, beta2: 0.99, epsilon: 1e-5, decay: 0.01, amsgrad: true),
        GradientClipping(norm: 0.7)),
      KerasCase("adam-renamed", Adam.keras(learningRate: 0.003)),
      KerasCase("sgd", SGD.keras()),
      KerasCase("sgd-nesterov", SGD.keras(learningRate: 0.1, momentum: 0.9, nesterov: true), GradientClipping(value: 0.3)),
      KerasCase("adagrad", AdaGrad.keras()),
      KerasCase(
        "adagrad-numbers", AdaGrad.keras(learningRate: 0.03, initialAccumulatorValue: 0.2, epsilon: 1e-6, decay: 0.1),
        GradientClipping(globalNorm: 2.5)),
      KerasCase("exponential", Adam.keras(learningRate: 0.01, schedule: .exponentialDecay(steps: 7, rate: 0.6, staircase: true))),
      KerasCase("inverse-time", SGD.keras(learningRate: 0.02, schedule: .inverseTimeDecay(steps: 4, rate: 0.7, staircase: false))),
      KerasCase("polynomial", SGD.keras(learningRate: 0.02, schedule: .polynomialDecay(steps: 15, end: 0.001, power: 1.5, cycle: true))),
      KerasCase("cosine", SGD.keras(learningRate: 0.02, schedule: restarted)),
      KerasCase(
        "cosine-warmup",
        Adam.keras(learningRate: 0.001, schedule: .cosineDecay(steps: 12, floor: 0.2, warmupTarget: 0.02, warmupSteps: 6))),
      KerasCase(
        "cosine-restarts",
        SGD.keras(learningRate: 0.02, schedule: .cosineDecayRestarts(steps: 5, periodFactor: 1.5, rateFactor: 0.9, floor: 0.05))),
      KerasCase(
        "piecewise", AdaGrad.keras(learningRate: 0.02, schedule: .piecewiseConstant(boundaries: [3, 8], values: [0.02, 0.01, 0.03]))),
      KerasCase("rectified-adam", RAdam.tensorFlowAddons()),
      KerasCase(
        "rectified-adam-numbers",
        RAdam.tensorFlowAddons(
          learningRate: 0.003, beta1: 0.85, beta2: 0.99, epsilon: 1e-5, weightDecay: 0.03, amsgrad: true, smaThreshold: 4.5,
          totalSteps: 100, warmupProportion: 0.3, minLR: 0.0001), GradientClipping(value: 0.3, norm: 0.7)),
      KerasCase(
        "rectified-adam-schedules",
        RAdam.tensorFlowAddons(
          learningRate: 0.01, weightDecay: 0.3, totalSteps: 50, schedule: .exponentialDecay(steps: 7, rate: 0.6, staircase: false),
          weightDecaySchedule: .inverseTimeDecay(steps: 5, rate: 0.5, staircase: false))),
      KerasCase("adabelief", AdaBelief.tensorFlowAddons()),
      KerasCase(
        "adabelief-plain",
        AdaBelief.tensorFlowAddons(
          learningRate: 0.003, beta1: 0.85, beta2: 0.99, epsilon: 1e-7, weightDecay: 0.03, amsgrad: true, rectify: false,
          smaThreshold: 4.5, totalSteps: 100, warmupProportion: 0.3, minLR: 0.0001)),
      KerasCase("lookahead", Lookahead.tensorFlowAddons(RAdam.tensorFlowAddons())),
      KerasCase(
        "lookahead-numbers",
        Lookahead.tensorFlowAddons(SGD.keras(learningRate: 0.1, momentum: 0.9), syncPeriod: 3, slowStepSize: 0.3)),
      KerasCase(
        "lookahead-schedule",
        Lookahead.tensorFlowAddons(
          Adam.keras(learningRate: 0.02, schedule: .piecewiseConstant(boundaries: [3], values: [0.02, 0.01]))),
        GradientClipping(value: 0.3)),
    ]
  }
}

/// The files in Vectors/Configurations.
enum ConfigurationFiles {
  private static func file(_ name: String) -> URL {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.appending(path: "Vectors/Configurations/\(name)")
  }

  static func lines(_ name: String) throws -> [String] {
    try String(contentsOf: file(name), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// What was recorded of each case: `serialized`, `config` and `config-after-a-step`.
  static func recorded() throws -> [String: [String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file("keras.json")))
    return try #require(object as? [String: [String: Any]])
  }

  static func text(_ object: Any) throws -> String {
    try String(decoding: JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  static func object(_ text: String) throws -> NSDictionary {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? NSDictionary)
  }
}
