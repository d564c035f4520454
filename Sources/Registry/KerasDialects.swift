import Foundation
import KernelVerification

/// How Keras' optimizers, and those of tensorflow-addons, write the hyperparameters that others have too.
///
/// Of a schedule in place of a number the first number is read: no other implementation has a word for the rest.
enum KerasDialects {
  static let adam = dialect(also: [:], hasDecay: false)
  static let rectifiedAdam = dialect(also: addons)
  static let adaBelief = dialect(also: addons.merging(["rectify": false], uniquingKeysWith: { $1 }))

  /// What no other library has, left at what changes nothing.
  private static let addons: [String: any Sendable] = [
    "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0,
  ]

  /// - Parameters:
  ///   - own: the keys that are not shared, with what is written for them.
  ///   - hasDecay: whether it decays weights.
  private static func dialect(also own: [String: any Sendable], hasDecay: Bool = true) -> Dialect {
    Dialect(
      read: { json in
        guard let given = JSONText.object(json), own.keys.allSatisfy({ given[$0] != nil }) else { return nil }
        guard let lr = number(given["learning_rate"]), let β1 = number(given["beta_1"]), let β2 = number(given["beta_2"]),
          let ε = number(given["epsilon"]), let decay = number(given["decay"]), let amsgrad = given["amsgrad"] as? Bool
        else { return nil }
        let λ = number(given["weight_decay"]) ?? 0
        return CommonHyperparameters(
          learningRate: lr, beta1: β1, beta2: β2, epsilon: ε, weightDecay: λ, amsgrad: amsgrad, inverseTimeDecay: decay)
      },
      write: { h in
        var common: [String: any Sendable] = [
          "learning_rate": h.learningRate, "beta_1": h.beta1, "beta_2": h.beta2, "epsilon": h.epsilon, "decay": h.inverseTimeDecay,
          "amsgrad": h.amsgrad,
        ]
        if hasDecay { common["weight_decay"] = h.weightDecay }
        return JSONText.text(common.merging(own, uniquingKeysWith: { first, _ in first }))
      })
  }

  /// A number, or a schedule's first.
  private static func number(_ value: Any?) -> Double? {
    if let number = value as? NSNumber { return number.doubleValue }
    guard let config = (value as? [String: Any])?["config"] as? [String: Any] else { return nil }
    return (config["initial_learning_rate"] as? NSNumber)?.doubleValue ?? (config["values"] as? [NSNumber])?.first?.doubleValue
  }

  static let sgd = Dialects.library(
    #"{"learning_rate": 0.01, "momentum": 0, "nesterov": false, "decay": 0}"#,
    Dialects.Words(
      rate: "learning_rate", betas: [], momentum: "momentum", epsilon: nil, decay: nil, inverseTimeDecay: "decay"))

  static let adagrad = Dialects.library(
    #"{"learning_rate": 0.001, "initial_accumulator_value": 0.1, "epsilon": 1e-7, "decay": 0}"#,
    Dialects.Words(rate: "learning_rate", betas: [], epsilon: "epsilon", decay: nil, inverseTimeDecay: "decay"))
}
