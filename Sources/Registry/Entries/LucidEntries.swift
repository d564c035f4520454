import KernelVerification
import OptimizerKernels
import OptimizerReference

/// lucid's optimizers. It runs on Metal only: they are known by their source.
enum LucidEntries {
  static let all = [adam, adamW, rAdam, compiledRAdam, documentedRAdam, nAdam, adamax, adagrad, rmsProp, sgd]

  static let adam = Implementation(
    name: "lucid.Adam", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lucid.Adam(json: json)) },
    dialect: Dialects.library(adamSamples[0], Dialects.Words(amsgrad: "amsgrad")),
    samples: adamSamples
  )

  static let adamW = Implementation(
    name: "lucid.AdamW", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lucid.Adam(adamW: json)) },
    dialect: Dialects.library(adamSamples[0], Dialects.Words(isDecoupled: true, amsgrad: "amsgrad")),
    samples: adamSamples
  )

  static let rAdam = rAdam("lucid.RAdam", .engine)
  static let compiledRAdam = rAdam("lucid.compiled.RAdam", .compiled)
  static let documentedRAdam = rAdam("lucid.documented.RAdam", .documented)

  private static func rAdam(_ name: String, _ kind: Lucid.RAdam.Kind) -> Implementation {
    Implementation(
      name: name, evidence: .source,
      reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lucid.RAdam(json: json, kind)) },
      dialect: Dialects.library(samples[0]), samples: samples + openBranches(kind),
      branches: ["above the threshold", "below the threshold"]
    )
  }

  static let nAdam = Implementation(
    name: "lucid.NAdam", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lucid.NAdam(json: json)) },
    dialect: Dialects.library(samples[0]), samples: samples
  )

  static let adamax = Implementation(
    name: "lucid.Adamax", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lucid.Adamax(json: json)) },
    dialect: Dialects.library(samples[0]), samples: samples
  )

  static let adagrad = Implementation(
    name: "lucid.Adagrad", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lucid.Adagrad(json: json)) },
    dialect: Dialects.library(
      #"{"lr": 0.01, "lr_decay": 0, "weight_decay": 0, "eps": 1e-10}"#, Dialects.Words(betas: [], epsilon: "lr_decay")),
    samples: [
      #"{"lr": 0.01, "lr_decay": 0, "weight_decay": 0, "eps": 1e-10}"#,
      #"{"lr": 0.1, "lr_decay": 0.05, "weight_decay": 0.1, "eps": 1e-3}"#,
    ]
  )

  static let rmsProp = Implementation(
    name: "lucid.RMSprop", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lucid.RMSprop(json: json)) },
    dialect: Dialects.library(
      #"{"lr": 0.01, "alpha": 0.99, "eps": 1e-8, "weight_decay": 0, "momentum": 0, "centered": false}"#,
      Dialects.Words(betas: ["momentum", "alpha"])),
    samples: [
      #"{"lr": 0.01, "alpha": 0.99, "eps": 1e-8, "weight_decay": 0, "momentum": 0, "centered": false}"#,
      #"{"lr": 0.001, "alpha": 0.9, "eps": 1e-3, "weight_decay": 0.1, "momentum": 0.9, "centered": true}"#,
    ]
  )

  static let sgd = Implementation(
    name: "lucid.SGD", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lucid.SGD(json: json)) },
    dialect: Dialects.library(
      #"{"lr": 0.1, "momentum": 0, "dampening": 0, "weight_decay": 0, "nesterov": false}"#,
      Dialects.Words(betas: [], momentum: "momentum", epsilon: nil)),
    samples: [
      #"{"lr": 0.1, "momentum": 0, "dampening": 0, "weight_decay": 0, "nesterov": false}"#,
      #"{"lr": 0.1, "momentum": 0.9, "dampening": 0.5, "weight_decay": 0.1, "nesterov": false}"#,
      #"{"lr": 0.01, "momentum": 0.9, "dampening": 0, "weight_decay": 0.01, "nesterov": true}"#,
    ]
  )

  private static let samples = [
    #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0}"#,
    #"{"lr": 0.01, "betas": [0.9, 0.8], "eps": 1e-3, "weight_decay": 0.1}"#,
    #"{"lr": 0.1, "betas": [0.5, 0.9999], "eps": 1e-16, "weight_decay": 0.01}"#,
  ]

  /// β2 on either side of a root of ρ6 = 5 or of ρ6 = 4, so near that Double cannot tell: just above it, and just below.
  private static func openBranches(_ kind: Lucid.RAdam.Kind) -> [String] {
    let roots = kind == .engine ? [0.8397685748659791, 0.8397685748659789] : [0.6900101729587526, 0.6900101729587523]
    return roots.map { #"{"lr": 0.1, "betas": [0.9, \#($0)], "eps": 1e-8, "weight_decay": 0}"# }
  }

  private static let adamSamples = [
    #"{"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0, "amsgrad": false}"#,
    #"{"lr": 0.01, "betas": [0.8, 0.95], "eps": 1e-3, "weight_decay": 0.1, "amsgrad": true}"#,
    #"{"lr": 0.1, "betas": [0, 0.9], "eps": 1e-16, "weight_decay": 0.5, "amsgrad": false}"#,
  ]
}
