import KernelVerification
import OptimizerReference

/// Keras' legacy optimizers.
enum KerasEntries {
  static let all = [adam, sgd, adagrad].map { $0.flushingSubnormals() }

  static let adam = Implementation(
    name: "tf.keras.optimizers.legacy.Adam", evidence: .recordings,
    reference: makeAdam,
    dialect: KerasDialects.adam,
    samples: [
      #"{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "decay": 0, "amsgrad": false}"#,
      #"{"learning_rate": 0.01, "beta_1": 0.95, "beta_2": 0.9, "epsilon": 1e-3, "decay": 0.1, "amsgrad": true, "clipvalue": 1.5, "clipnorm": 3}"#,
      #"{"learning_rate": {"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5, "staircase": false}}, "beta_1": 0.5, "beta_2": 0.99, "epsilon": 0, "decay": 0, "amsgrad": false, "global_clipnorm": 5}"#,
    ],
    findings: [
      Finding(
        precision: .float32, explainedBy: .floatWithFloatSchedule,
        reason: "it computes 1 − β1ᵗ, 1 − β2ᵗ and the learning rate in Float"),
      Finding(
        precision: .float64, explainedBy: .double,
        path: { json throws(InvalidHyperparameter) in ErasedReference(try Keras.Adam(json: json, losesNaN: true)) },
        reason: "with amsgrad a NaN in v is not taken into the maximum"),
      Finding(
        precision: .float32, explainedBy: .floatWithFloatSchedule,
        path: { json throws(InvalidHyperparameter) in ErasedReference(try Keras.Adam(json: json, losesNaN: true)) },
        reason: "with amsgrad a NaN in v is not taken into the maximum, in Float too"),
    ] + KerasFindings.pythonNumbers(makeAdam)
  )

  static let sgd = Implementation(
    name: "tf.keras.optimizers.legacy.SGD", evidence: .recordings,
    reference: makeSGD,
    dialect: KerasDialects.sgd,
    samples: [
      #"{"learning_rate": 0.01, "momentum": 0, "nesterov": false, "decay": 0}"#,
      #"{"learning_rate": 0.1, "momentum": 0.9, "nesterov": false, "decay": 0.1, "clipvalue": 1.5, "clipnorm": 3}"#,
      #"{"learning_rate": {"class_name": "PiecewiseConstantDecay", "config": {"boundaries": [3, 8], "values": [0.02, 0.1, 0.01]}}, "momentum": 0.8, "nesterov": true, "decay": 0, "global_clipnorm": 5}"#,
    ],
    findings: KerasFindings.pythonNumbers(makeSGD)
  )

  static let adagrad = Implementation(
    name: "tf.keras.optimizers.legacy.Adagrad", evidence: .recordings,
    reference: makeAdagrad,
    dialect: KerasDialects.adagrad,
    samples: [
      #"{"learning_rate": 0.001, "initial_accumulator_value": 0.1, "epsilon": 1e-7, "decay": 0}"#,
      #"{"learning_rate": 0.1, "initial_accumulator_value": 0, "epsilon": 1e-3, "decay": 0.1, "clipvalue": 1.5, "clipnorm": 3}"#,
      #"{"learning_rate": {"class_name": "InverseTimeDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5, "staircase": true}}, "initial_accumulator_value": 2.5, "epsilon": 0, "decay": 0, "global_clipnorm": 5}"#,
    ],
    findings: KerasFindings.pythonNumbers(makeAdagrad)
  )

  private static let makeAdam: @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference = {
    json throws(InvalidHyperparameter) in ErasedReference(try Keras.Adam(json: json))
  }

  private static let makeSGD: @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference = {
    json throws(InvalidHyperparameter) in ErasedReference(try Keras.SGD(json: json))
  }

  private static let makeAdagrad: @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference = {
    json throws(InvalidHyperparameter) in ErasedReference(try Keras.Adagrad(json: json))
  }
}
