internal import Safetensors

/// The classes of ``KerasConfiguration``.
enum KerasClass: String, CaseIterable {
  case adaBelief = "AdaBelief"
  case adagrad = "Adagrad"
  case adam = "Adam"
  case lookahead = "Lookahead"
  case rectifiedAdam = "RectifiedAdam"
  case sgd = "SGD"

  /// Where it lies in its library.
  var module: String {
    switch self {
    case .adam, .adagrad, .sgd: "keras.optimizers.legacy"
    case .adaBelief: "tensorflow_addons.optimizers.adabelief"
    case .lookahead: "tensorflow_addons.optimizers.lookahead"
    case .rectifiedAdam: "tensorflow_addons.optimizers.rectified_adam"
    }
  }

  /// What the class is registered as; nil for Keras' own.
  var registeredName: String? { module.hasPrefix("tensorflow_addons") ? "Addons>\(rawValue)" : nil }

  /// The preset that has its options; nil for Lookahead, whose inner optimizer is serialized in it.
  var presetName: String? {
    switch self {
    case .adam, .adagrad, .sgd: "tf.keras.optimizers.legacy.\(rawValue)"
    case .adaBelief, .rectifiedAdam: "tfa.optimizers.\(rawValue)"
    case .lookahead: nil
    }
  }

  /// The class of a name, as it is written and as it is registered.
  init(_ name: String, at path: String) throws(ConfigurationError) {
    let plain = name.hasPrefix("Addons>") ? String(name.dropFirst("Addons>".count)) : name
    guard let known = KerasClass(rawValue: plain) else {
      throw .invalid(path, quoted(name), allowed: Self.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self = known
  }
}

/// Our names of numbers that Keras calls otherwise.
let kerasKeys = [
  "learningRate": "learning_rate", "beta1": "beta_1", "beta2": "beta_2", "weightDecay": "weight_decay",
  "initialSecondMoment": "initial_accumulator_value", "momentEpsilon": "epsilon", "syncPeriod": "sync_period",
  "slowStepSize": "slow_step_size", "value": "clipvalue", "norm": "clipnorm", "globalNorm": "global_clipnorm",
  "totalSteps": "total_steps", "proportion": "warmup_proportion", "minimum": "min_lr", "threshold": "sma_threshold",
]
