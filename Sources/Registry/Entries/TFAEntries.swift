import KernelVerification
import OptimizerReference

/// tensorflow-addons.
enum TFAEntries {
  static let all = [rectifiedAdam, adaBelief, lookahead].map { $0.flushingSubnormals() }

  static let rectifiedAdam = Implementation(
    name: "tfa.optimizers.RectifiedAdam", evidence: .recordings,
    reference: makeRectifiedAdam,
    dialect: KerasDialects.rectifiedAdam,
    samples: [
      #"{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "weight_decay": 0, "decay": 0, "amsgrad": false, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0}"#,
      #"{"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.9, "epsilon": 1e-3, "weight_decay": 0.1, "decay": 0.05, "amsgrad": true, "sma_threshold": 6, "total_steps": 14, "warmup_proportion": 0.25, "min_lr": 0.002}"#,
      #"{"learning_rate": {"class_name": "PolynomialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 10, "end_learning_rate": 0.01, "power": 2, "cycle": false}}, "beta_1": 0.5, "beta_2": 0.9999, "epsilon": 1e-16, "weight_decay": {"class_name": "PiecewiseConstantDecay", "config": {"boundaries": [2, 9], "values": [0, 0.5, 0.1]}}, "decay": 0, "amsgrad": false, "sma_threshold": 4, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0}"#,
      #"{"learning_rate": {"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.001, "decay_steps": 12, "alpha": 0.1, "warmup_target": 0.1, "warmup_steps": 4}}, "beta_1": 0.8, "beta_2": 0.8, "epsilon": 0, "weight_decay": 0.01, "decay": 0, "amsgrad": true, "sma_threshold": 4.5, "total_steps": 20, "warmup_proportion": 0.5, "min_lr": 0, "clipnorm": 3, "clipvalue": 1.5}"#,
      #"{"learning_rate": {"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5, "staircase": true}}, "beta_1": 0.9, "beta_2": 0.95, "epsilon": 1e-5, "weight_decay": {"class_name": "InverseTimeDecay", "config": {"initial_learning_rate": 0.3, "decay_steps": 4, "decay_rate": 0.5, "staircase": false}}, "decay": 0.1, "amsgrad": false, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0, "clipvalue": 2, "global_clipnorm": 5}"#,
    ],
    branches: ["above the threshold", "below the threshold"],
    findings: [Self.floatSchedule] + KerasFindings.pythonNumbers(makeRectifiedAdam)
  )

  static let adaBelief = Implementation(
    name: "tfa.optimizers.AdaBelief", evidence: .recordings,
    reference: makeAdaBelief,
    dialect: KerasDialects.adaBelief,
    samples: [
      #"{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-14, "weight_decay": 0, "rectify": true, "decay": 0, "amsgrad": false, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0}"#,
      #"{"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.9, "epsilon": 1e-3, "weight_decay": 0.1, "rectify": true, "decay": 0.05, "amsgrad": true, "sma_threshold": 6, "total_steps": 14, "warmup_proportion": 0.25, "min_lr": 0.002}"#,
      #"{"learning_rate": {"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 12, "alpha": 0.1, "warmup_target": null, "warmup_steps": 0}}, "beta_1": 0.5, "beta_2": 0.95, "epsilon": 1e-6, "weight_decay": {"class_name": "InverseTimeDecay", "config": {"initial_learning_rate": 0.3, "decay_steps": 4, "decay_rate": 0.5, "staircase": false}}, "rectify": true, "decay": 0, "amsgrad": false, "sma_threshold": 4, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0, "clipvalue": 1.5, "global_clipnorm": 4}"#,
      #"{"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-8, "weight_decay": 0.01, "rectify": true, "decay": 0, "amsgrad": true, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0, "clipnorm": 3}"#,
      #"{"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-3, "weight_decay": 0.1, "rectify": false, "decay": 0, "amsgrad": true, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0}"#,
    ],
    branches: ["above the threshold", "below the threshold"],
    findings: [Self.floatSchedule] + KerasFindings.pythonNumbers(makeAdaBelief)
  )

  static let lookahead = Implementation(
    name: "tfa.optimizers.Lookahead", evidence: .recordings,
    reference: Self.makeLookahead, dialect: LookaheadDialects.tensorFlowAddons,
    samples: [
      #"{"inner": "tfa.optimizers.RectifiedAdam", "inner_args": {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "weight_decay": 0, "decay": 0, "amsgrad": false, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0}, "sync_period": 6, "slow_step_size": 0.5}"#,
      #"{"inner": "tfa.optimizers.RectifiedAdam", "inner_args": {"learning_rate": 0.01, "beta_1": 0.95, "beta_2": 0.9, "epsilon": 1e-3, "weight_decay": 0.1, "decay": 0.05, "amsgrad": true, "sma_threshold": 5, "total_steps": 14, "warmup_proportion": 0.25, "min_lr": 0.002, "clipvalue": 0.1}, "sync_period": 5, "slow_step_size": 0.3, "clipnorm": 3, "clipvalue": 1.5}"#,
      #"{"inner": "tfa.optimizers.AdaBelief", "inner_args": {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.99, "epsilon": 1e-6, "weight_decay": 0.1, "rectify": true, "decay": 0, "amsgrad": false, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0}, "sync_period": 3, "slow_step_size": 0.8, "global_clipnorm": 4}"#,
      #"{"inner": "tf.keras.optimizers.legacy.SGD", "inner_args": {"learning_rate": 0.1, "momentum": 0.9, "nesterov": true, "decay": 0.1}, "sync_period": 4, "slow_step_size": 0.5}"#,
      #"{"inner": "tf.keras.optimizers.legacy.Adam", "inner_args": {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.99, "epsilon": 1e-7, "decay": 0, "amsgrad": false}, "sync_period": 5, "slow_step_size": 0.25}"#,
    ],
    branches: ["above the threshold", "below the threshold"],
    findings: [Self.floatSchedule] + KerasFindings.pythonNumbers(makeLookahead)
  )

  private static let makeRectifiedAdam: @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference = {
    json throws(InvalidHyperparameter) in ErasedReference(try TFA.RectifiedAdam(json: json))
  }

  private static let makeAdaBelief: @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference = {
    json throws(InvalidHyperparameter) in ErasedReference(try TFA.AdaBelief(json: json))
  }

  private static let makeLookahead: @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference = {
    json throws(InvalidHyperparameter) in
    let given = try Hyperparameters(
      json: json, keys: ["inner", "inner_args", "sync_period", "slow_step_size"], optional: ["clipnorm", "clipvalue", "global_clipnorm"])
    switch try given.text("inner", [rectifiedAdam.name, adaBelief.name] + KerasEntries.all.map(\.name)) {
    case rectifiedAdam.name: return try around { json throws(InvalidHyperparameter) in try TFA.RectifiedAdam(json: json) }
    case adaBelief.name: return try around { json throws(InvalidHyperparameter) in try TFA.AdaBelief(json: json) }
    case KerasEntries.adam.name: return try around { json throws(InvalidHyperparameter) in try Keras.Adam(json: json) }
    case KerasEntries.sgd.name: return try around { json throws(InvalidHyperparameter) in try Keras.SGD(json: json) }
    default: return try around { json throws(InvalidHyperparameter) in try Keras.Adagrad(json: json) }
    }
    func around<Inner: Reference>(
      _ inner: (String) throws(InvalidHyperparameter) -> Inner
    ) throws(InvalidHyperparameter) -> ErasedReference {
      ErasedReference(try TFA.Lookahead(json: json, inner: inner))
    }
  }

  /// Where the parameters are Floats, all that is computed once a step is too.
  static let floatSchedule = Finding(
    precision: .float32, explainedBy: .floatWithFloatSchedule,
    reason: "it computes the powers of β, ρt and the learning rate in Float, where ρt loses its digits to cancellation")
}
