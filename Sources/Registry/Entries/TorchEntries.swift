import KernelVerification
import OptimizerReference

/// PyTorch's optimizers.
enum TorchEntries {
  static let all = [adam, adamW, rAdam]

  static let adam = Implementation(
    name: "torch.optim.Adam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Torch.Adam(json: json)) },
    dialect: Dialects.torchAdam,
    samples: [
      #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "amsgrad": false, "maximize": false, "decoupled_weight_decay": false}"#,
      #"{"lr": 0.01, "betas": [0.9, 0.99], "eps": 1e-3, "weight_decay": 0.1, "amsgrad": true, "maximize": false, "decoupled_weight_decay": false}"#,
      #"{"lr": 0.1, "betas": [0, 0.9], "eps": 1e-16, "weight_decay": 0.01, "amsgrad": true, "maximize": true, "decoupled_weight_decay": true}"#,
    ])

  static let adamW = Implementation(
    name: "torch.optim.AdamW", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Torch.Adam(adamW: json)) },
    dialect: Dialects.torchAdamW,
    samples: [
      #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0.01, "amsgrad": false, "maximize": false}"#,
      #"{"lr": 0.1, "betas": [0.8, 0.95], "eps": 1e-3, "weight_decay": 0.5, "amsgrad": true, "maximize": true}"#,
    ])

  static let rAdam = Implementation(
    name: "torch.optim.RAdam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Torch.RAdam(json: json)) },
    dialect: Dialects.torchRAdam,
    samples: rAdamSamples,
    branches: ["above the threshold", "below the threshold"],
    findings: [
      Finding(
        precision: .float32, explainedBy: .float,
        path: { json throws(InvalidHyperparameter) in ErasedReference(try Torch.ForeachRAdam(json: json)) },
        reason: "foreach divides 0 by −0 below the threshold, which is NaN, where ε = 0 and v = 0")
    ])

  private static let rAdamSamples = [
    #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "decoupled_weight_decay": false, "maximize": false}"#,
    #"{"lr": 0.01, "betas": [0.9, 0.8], "eps": 1e-3, "weight_decay": 0.1, "decoupled_weight_decay": false, "maximize": true}"#,
    #"{"lr": 0.1, "betas": [0.5, 0.9999], "eps": 1e-16, "weight_decay": 0.1, "decoupled_weight_decay": true, "maximize": false}"#,
    // On either side of a root of ρ6 = 5, so near that Double cannot tell: just above it, and just below.
    #"{"lr": 0.1, "betas": [0.9, 0.8397685748659791], "eps": 1e-8, "weight_decay": 0, "decoupled_weight_decay": false, "maximize": false}"#,
    #"{"lr": 0.1, "betas": [0.9, 0.8397685748659789], "eps": 1e-8, "weight_decay": 0, "decoupled_weight_decay": false, "maximize": false}"#,
  ]
}
