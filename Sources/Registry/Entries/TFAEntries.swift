import KernelVerification
import OptimizerReference

/// tensorflow-addons.
enum TFAEntries {
  static let all = [rectifiedAdam]

  static let rectifiedAdam = Implementation(
    name: "tfa.optimizers.RectifiedAdam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try TFA.RectifiedAdam(json: json)) },
    kernel: nil,
    dialect: KerasDialects.rectifiedAdam,
    samples: [
      #"{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "weight_decay": 0, "decay": 0, "amsgrad": false, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0}"#,
      #"{"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.9, "epsilon": 1e-3, "weight_decay": 0.1, "decay": 0.05, "amsgrad": true, "sma_threshold": 6, "total_steps": 14, "warmup_proportion": 0.25, "min_lr": 0.002}"#,
      #"{"learning_rate": {"class_name": "PolynomialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 10, "end_learning_rate": 0.01, "power": 2, "cycle": false}}, "beta_1": 0.5, "beta_2": 0.9999, "epsilon": 1e-16, "weight_decay": {"class_name": "PiecewiseConstantDecay", "config": {"boundaries": [2, 9], "values": [0, 0.5, 0.1]}}, "decay": 0, "amsgrad": false, "sma_threshold": 4, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0}"#,
      #"{"learning_rate": {"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.001, "decay_steps": 12, "alpha": 0.1, "warmup_target": 0.1, "warmup_steps": 4}}, "beta_1": 0.8, "beta_2": 0.8, "epsilon": 0, "weight_decay": 0.01, "decay": 0, "amsgrad": true, "sma_threshold": 4.5, "total_steps": 20, "warmup_proportion": 0.5, "min_lr": 0, "clipnorm": 3, "clipvalue": 1.5}"#,
      #"{"learning_rate": {"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5, "staircase": true}}, "beta_1": 0.9, "beta_2": 0.95, "epsilon": 1e-5, "weight_decay": {"class_name": "InverseTimeDecay", "config": {"initial_learning_rate": 0.3, "decay_steps": 4, "decay_rate": 0.5, "staircase": false}}, "decay": 0.1, "amsgrad": false, "sma_threshold": 5, "total_steps": 0, "warmup_proportion": 0.1, "min_lr": 0, "clipvalue": 2, "global_clipnorm": 5}"#,
    ],
    branches: ["above the threshold", "below the threshold"],
    findings: [Self.floatSchedule], plantedBugs: []
  ).stepped(by: KerasPresets.rectifiedAdam, preparing: KerasPresets.clipping)

  /// Where the parameters are Floats, all that is computed once a step is too.
  static let floatSchedule = Finding(
    precision: .float32, explainedBy: .floatWithFloatSchedule,
    reason: "it computes the powers of β, ρt and the learning rate in Float, where ρt loses its digits to cancellation")
}
