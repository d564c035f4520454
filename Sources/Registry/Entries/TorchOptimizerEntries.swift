import KernelVerification
import OptimizerReference

/// jettify/pytorch-optimizer, the package torch_optimizer; its Lookahead is among ``LookaheadEntries``.
enum TorchOptimizerEntries {
  static let all = [rAdam, adaBound, adaMod, adaBelief]

  static let rAdam = Implementation(
    name: "torch_optimizer.RAdam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try TorchOptimizer.RAdam(json: json)) },
    dialect: Dialects.torchLike(isDecoupled: true),
    samples: [
      #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0}"#,
      #"{"lr": 0.01, "betas": [0.95, 0.8], "eps": 1e-3, "weight_decay": 0.1}"#,
      #"{"lr": 0.1, "betas": [0.5, 0.9999], "eps": 1e-16, "weight_decay": 0.5}"#,
      // On either side of a root of ρ6 = 5, so near that Double cannot tell: just above it, and just below.
      #"{"lr": 0.1, "betas": [0.9, 0.8397685748659791], "eps": 1e-8, "weight_decay": 0}"#,
      #"{"lr": 0.1, "betas": [0.9, 0.8397685748659789], "eps": 1e-8, "weight_decay": 0}"#,
    ],
    branches: ["above the threshold", "below the threshold"]
  )

  static let adaBound = Implementation(
    name: "torch_optimizer.AdaBound", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try TorchOptimizer.adaBound(json: json)) },
    dialect: Dialects.adaBound, samples: BoundEntries.adaBoundSamples
  )

  static let adaMod = Implementation(
    name: "torch_optimizer.AdaMod", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try TorchOptimizer.adaMod(json: json)) },
    dialect: Dialects.adaMod, samples: BoundEntries.adaModSamples
  )

  static let adaBelief = Implementation(
    name: "torch_optimizer.AdaBelief", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try TorchOptimizer.AdaBelief(json: json)) },
    dialect: Dialects.torchOptimizerAdaBelief,
    samples: [
      #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "amsgrad": false, "weight_decouple": false, "fixed_decay": false, "rectify": false}"#,
      #"{"lr": 0.01, "betas": [0.8, 0.98], "eps": 1e-3, "weight_decay": 0.1, "amsgrad": true, "weight_decouple": true, "fixed_decay": false, "rectify": false}"#,
      #"{"lr": 0.1, "betas": [0.5, 0.9999], "eps": 1e-16, "weight_decay": 0.1, "amsgrad": false, "weight_decouple": true, "fixed_decay": true, "rectify": true}"#,
      #"{"lr": 0.01, "betas": [0.9, 0.8], "eps": 1e-5, "weight_decay": 0.1, "amsgrad": true, "weight_decouple": false, "fixed_decay": false, "rectify": true}"#,
    ],
    branches: ["above the threshold", "below the threshold"]
  )
}
