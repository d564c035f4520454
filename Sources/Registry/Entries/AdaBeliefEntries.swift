import KernelVerification
import OptimizerReference

/// adabelief_pytorch, in two versions.
enum AdaBeliefEntries {
  static let all = [current, old]

  static let current = Implementation(
    name: "adabelief_pytorch.AdaBelief", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdaBeliefPyTorch.AdaBelief(json: json)) },
    dialect: Dialects.library(samples(#", "degenerated_to_sgd": true"#)[0], words),
    samples: samples(#", "degenerated_to_sgd": true"#) + samples(#", "degenerated_to_sgd": false"#)[..<2],
    branches: ["above the threshold", "below the threshold"]
  )

  static let old = Implementation(
    name: "adabelief_pytorch_0_0_5.AdaBelief", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdaBeliefPyTorch.AdaBelief005(json: json)) },
    dialect: Dialects.library(samples("")[0], words), samples: samples(""),
    branches: ["above the threshold", "below the threshold"]
  )

  private static let words = Dialects.Words(decoupled: "weight_decouple", amsgrad: "amsgrad")

  private static func samples(_ own: String) -> [String] {
    [
      #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-16, "weight_decay": 0, "amsgrad": false, "weight_decouple": true, "fixed_decay": false, "rectify": true\#(own)}"#,
      #"{"lr": 0.01, "betas": [0.9, 0.8], "eps": 1e-3, "weight_decay": 0.1, "amsgrad": true, "weight_decouple": true, "fixed_decay": false, "rectify": true\#(own)}"#,
      #"{"lr": 0.1, "betas": [0.5, 0.9], "eps": 1e-8, "weight_decay": 0.003, "amsgrad": false, "weight_decouple": true, "fixed_decay": true, "rectify": true\#(own)}"#,
      #"{"lr": 0.01, "betas": [0, 0.9999], "eps": 1e-8, "weight_decay": 0.1, "amsgrad": true, "weight_decouple": false, "fixed_decay": false, "rectify": true\#(own)}"#,
    ]
  }
}
