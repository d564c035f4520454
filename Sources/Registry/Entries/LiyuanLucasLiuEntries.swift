import KernelVerification
import OptimizerReference

/// LiyuanLucasLiu/RAdam.
enum LiyuanLucasLiuEntries {
  static let all = [entry("radam.RAdam"), entry("radam.PlainRAdam")]

  /// The two do the same for one group of parameters.
  private static func entry(_ name: String) -> Implementation {
    Implementation(
      name: name, evidence: .recordings,
      reference: { json throws(InvalidHyperparameter) in ErasedReference(try LiyuanLucasLiu.RAdam(json: json)) },
      dialect: Dialects.torchLike(isDecoupled: true, ["degenerated_to_sgd": true]),
      samples: [
        #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "degenerated_to_sgd": false}"#,
        #"{"lr": 0.01, "betas": [0.95, 0.8], "eps": 1e-3, "weight_decay": 0.1, "degenerated_to_sgd": true}"#,
        #"{"lr": 0.1, "betas": [0.5, 0.9999], "eps": 1e-16, "weight_decay": 0.5, "degenerated_to_sgd": false}"#,
        // On either side of a root of ρ6 = 5, so near that Double cannot tell: just above it, and just below.
        #"{"lr": 0.1, "betas": [0.9, 0.8397685748659791], "eps": 1e-8, "weight_decay": 0, "degenerated_to_sgd": true}"#,
        #"{"lr": 0.1, "betas": [0.9, 0.8397685748659789], "eps": 1e-8, "weight_decay": 0, "degenerated_to_sgd": false}"#,
      ],
      branches: ["above the threshold", "below the threshold"]
    )
  }
}
