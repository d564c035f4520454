import KernelVerification
import OptimizerReference

/// kozistr/RAdam-tensorflow.
enum KozistrEntries {
  static let all = [rAdam.flushingSubnormals(), intendedRAdam].map { $0.takingElementRates(for: "learning_rate") }

  static let rAdam = Implementation(
    name: "kozistr.RAdamOptimizer", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Kozistr.RAdam(json: json)) },
    dialect: Dialects.kozistr,
    samples: [
      #"{"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-6, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0, "amsgrad": false}"#,
      #"{"learning_rate": 0.01, "beta1": 0.9, "beta2": 0.7, "epsilon": 1e-3, "decay": 0.05, "warmup_proportion": 0.1, "weight_decay": 0.1, "amsgrad": false}"#,
      #"{"learning_rate": 0.1, "beta1": 0.5, "beta2": 0.9999, "epsilon": 1e-16, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0.5, "amsgrad": false}"#,
      // On either side of a root of ρ6 = 4, so near that Double cannot tell: just above it, and just below.
      #"{"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.6900101729587526, "epsilon": 1e-6, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0, "amsgrad": false}"#,
      #"{"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.6900101729587523, "epsilon": 1e-6, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0, "amsgrad": false}"#,
    ],
    branches: ["above the threshold", "below the threshold"],
    findings: [
      Finding(
        precision: .float32, explainedBy: .floatWithFloatSchedule,
        reason: "it computes the powers of β and ρt in Float, where ρt loses its digits to cancellation")
    ])

  /// With the two options that raise as published.
  static let intendedRAdam = Implementation(
    name: "kozistr.RAdamOptimizer (intended)", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Kozistr.RAdam(intended: json)) },
    dialect: Dialects.library(
      intendedSamples[0],
      Dialects.Words(
        rate: "learning_rate", betas: ["beta1", "beta2"], epsilon: "epsilon", isDecoupled: true, amsgrad: "amsgrad",
        inverseTimeDecay: "decay")),
    samples: intendedSamples, branches: ["above the threshold", "below the threshold"]
  )

  private static let intendedSamples = [
    #"{"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-6, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0, "amsgrad": true}"#,
    #"{"learning_rate": 0.01, "beta1": 0.9, "beta2": 0.7, "epsilon": 1e-3, "decay": 0.05, "warmup_proportion": 0.1, "weight_decay": 0.1, "amsgrad": true, "exclude_from_weight_decay": ["bias", "norm$"]}"#,
    // The parameter of a generated case is called w.
    #"{"learning_rate": 0.1, "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-8, "decay": 0, "warmup_proportion": 0.1, "weight_decay": 0.5, "amsgrad": false, "exclude_from_weight_decay": ["bias", "^w"]}"#,
  ]
}
