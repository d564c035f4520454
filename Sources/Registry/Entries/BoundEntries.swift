import KernelVerification
import OptimizerReference

/// The optimizers that bound their rate, as their authors published them: AdaBound, AdaMod and AdaBalance.
enum BoundEntries {
  static let all = [adaBound, adaBoundW, adaMod, adaBalance]

  static let adaBound = Implementation(
    name: "adabound.AdaBound", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Luolc.AdaBound(json: json)) },
    dialect: Dialects.adaBound, samples: adaBoundSamples
  )

  /// Its decay is not multiplied by the rate: what it calls weight decay is that of others only where the rate is 1.
  static let adaBoundW = Implementation(
    name: "adabound.AdaBoundW", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Luolc.AdaBound(adaBoundW: json)) },
    dialect: Dialects.torchLike(isDecoupled: true, ["final_lr": 0.1, "gamma": 1e-3], maximum: "amsbound"),
    samples: adaBoundSamples
  )

  static let adaMod = Implementation(
    name: "adamod.AdaMod", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lancopku.AdaMod(json: json)) },
    dialect: Dialects.adaMod, samples: adaModSamples
  )

  static let adaBalance = Implementation(
    name: "adabalance.AdaBalance", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Ahddlwq.AdaBalance(json: json)) },
    dialect: Dialects.adaBalance,
    samples: [
      #"{"lr": 0.001, "betas": [0.9, 0.999], "beta3": 0.999, "final_lr": 0.1, "gamma": 0.001, "eps": 1e-8, "weight_decay": 0, "amsbound": false}"#,
      #"{"lr": 0.01, "betas": [0.8, 0.98], "beta3": 0.9, "final_lr": 0.01, "gamma": 0.2, "eps": 1e-3, "weight_decay": 0.1, "amsbound": true}"#,
      #"{"lr": 0.1, "betas": [0.5, 0.9999], "beta3": 0, "final_lr": 1, "gamma": 0.9, "eps": 1e-16, "weight_decay": 0, "amsbound": false}"#,
      #"{"lr": 1, "betas": [0, 0.9], "beta3": 0.5, "final_lr": 0.5, "gamma": 0.05, "eps": 1e-4, "weight_decay": 0.01, "amsbound": false}"#,
    ]
  )

  static let adaBoundSamples = [
    #"{"lr": 0.001, "betas": [0.9, 0.999], "final_lr": 0.1, "gamma": 0.001, "eps": 1e-8, "weight_decay": 0, "amsbound": false}"#,
    #"{"lr": 0.01, "betas": [0.8, 0.98], "final_lr": 0.05, "gamma": 0.2, "eps": 1e-3, "weight_decay": 0.1, "amsbound": true}"#,
    #"{"lr": 0.1, "betas": [0.5, 0.9999], "final_lr": 1, "gamma": 0.9, "eps": 1e-16, "weight_decay": 0, "amsbound": true}"#,
    #"{"lr": 1, "betas": [0, 0.9], "final_lr": 0.5, "gamma": 0.05, "eps": 1e-4, "weight_decay": 0.01, "amsbound": false}"#,
  ]

  static let adaModSamples = [
    #"{"lr": 0.001, "betas": [0.9, 0.999], "beta3": 0.999, "eps": 1e-8, "weight_decay": 0}"#,
    #"{"lr": 0.01, "betas": [0.8, 0.98], "beta3": 0.9, "eps": 1e-3, "weight_decay": 0.1}"#,
    #"{"lr": 0.1, "betas": [0.5, 0.9999], "beta3": 0, "eps": 1e-16, "weight_decay": 0.5}"#,
    #"{"lr": 1, "betas": [0, 0.9], "beta3": 0.5, "eps": 1e-4, "weight_decay": 0}"#,
  ]
}
