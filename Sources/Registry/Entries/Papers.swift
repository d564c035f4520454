import KernelVerification
import OptimizerReference

/// The algorithms as they were published.
enum Papers {
  static let all = [adam, adamReformulated, amsGrad, rAdam, adamW, adaBelief]

  static let adam = Implementation(
    name: "paper.Adam", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Adam(json: json)) },
    dialect: Dialects.paper,
    samples: adamSamples)

  static let adamReformulated = Implementation(
    name: "paper.AdamReformulated", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdamReformulated(json: json)) },
    dialect: Dialects.paper,
    samples: adamSamples)

  static let amsGrad = Implementation(
    name: "paper.AMSGrad", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AMSGrad(json: json)) },
    dialect: Dialects.paperWithoutEpsilon,
    samples: samplesWithoutEpsilon)

  static let rAdam = Implementation(
    name: "paper.RAdam", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try RAdam(json: json)) },
    dialect: Dialects.paperWithoutEpsilon,
    samples: samplesWithoutEpsilon + openBranches,
    branches: ["above the threshold", "below the threshold"])

  static let adamW = Implementation(
    name: "paper.AdamW", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdamW(json: json)) },
    dialect: Dialects.paperAdamW,
    samples: [
      #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "lambda": 0.01, "eta": 1}"#,
      #"{"alpha": 0.1, "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3, "lambda": 0.1, "eta": 0.5}"#,
      #"{"alpha": 1, "beta1": 0, "beta2": 0.9999, "epsilon": 1e-16, "lambda": 0, "eta": 0.1}"#,
    ]
  )

  static let adaBelief = Implementation(
    name: "paper.AdaBelief", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdaBelief(json: json)) },
    dialect: Dialects.paper,
    // With ε = 0 a gradient that stays 0 is divided by 0.
    samples: adamSamples.dropLast()
  )

  private static let adamSamples = [
    #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}"#,
    #"{"alpha": 0.1, "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3}"#,
    #"{"alpha": 1, "beta1": 0, "beta2": 0.9999, "epsilon": 1e-16}"#,
    #"{"alpha": 0.01, "beta1": 0.95, "beta2": 0.98, "epsilon": 0.5}"#,
    #"{"alpha": 0, "beta1": 0, "beta2": 0, "epsilon": 0}"#,
  ]

  private static let samplesWithoutEpsilon = [
    #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999}"#,
    #"{"alpha": 0.1, "beta1": 0.5, "beta2": 0.9}"#,
    #"{"alpha": 1, "beta1": 0, "beta2": 0.9999}"#,
    #"{"alpha": 0.01, "beta1": 0.95, "beta2": 0.7}"#,
  ]

  /// β2 on either side of a root of ρ6 = 4, so near that Double cannot tell: just above it, and just below.
  private static let openBranches = [
    #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.6900101729587526}"#,
    #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.6900101729587523}"#,
  ]
}
