import KernelVerification
import OptimizerReference

/// The optimizers of two Swift packages: swift-apis and mlx-swift.
enum SwiftEntries {
  static let all = [apisRAdam, apisAdam, apisAMSGrad, mlxAdam, mlxAdamW]

  static let apisRAdam = Implementation(
    name: "swift_apis.RAdam", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try SwiftAPIs.RAdam(json: json)) },
    // Its decay is never read: a dialect with a word for it would say that it is.
    kernel: nil, dialect: apis(decay: nil), samples: apisSamples, branches: ["above the threshold", "below the threshold"],
    plantedBugs: []
  ).stepped(by: SwiftPresets.rAdam, inert: ["decay"])

  static let apisAdam = Implementation(
    name: "swift_apis.Adam", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try SwiftAPIs.Adam(json: json)) },
    kernel: nil, dialect: apis(decay: "decay"), samples: apisSamples, plantedBugs: []
  ).stepped(by: SwiftPresets.adam)

  static let apisAMSGrad = Implementation(
    name: "swift_apis.AMSGrad", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try SwiftAPIs.Adam(amsGrad: json)) },
    kernel: nil, dialect: apis(decay: "decay"), samples: apisSamples, plantedBugs: []
  ).stepped(by: SwiftPresets.amsGrad)

  static let mlxAdam = Implementation(
    name: "mlx_swift.Adam", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try MLXSwift.Adam(json: json)) },
    kernel: nil, dialect: Dialects.library(mlxSamples("")[0], Dialects.Words(rate: "learningRate", decay: nil)), samples: mlxSamples(""),
    plantedBugs: []
  ).stepped(by: SwiftPresets.mlxAdam)

  static let mlxAdamW = Implementation(
    name: "mlx_swift.AdamW", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try MLXSwift.Adam(adamW: json)) },
    kernel: nil,
    dialect: Dialects.library(
      mlxSamples(#", "weightDecay": 0.01"#)[0],
      Dialects.Words(rate: "learningRate", decay: "weightDecay", isDecoupled: true)),
    samples: mlxSamples(#", "weightDecay": 0.01"#) + mlxSamples(#", "weightDecay": 0.5"#)[..<1], plantedBugs: []
  ).stepped(by: SwiftPresets.mlxAdamW)

  private static func apis(decay: String?) -> Dialect {
    Dialects.library(
      apisSamples[0],
      Dialects.Words(rate: "learningRate", betas: ["beta1", "beta2"], epsilon: "epsilon", decay: nil, inverseTimeDecay: decay))
  }

  private static let apisSamples = [
    #"{"learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "decay": 0}"#,
    #"{"learningRate": 0.01, "beta1": 0.5, "beta2": 0.8, "epsilon": 1e-3, "decay": 0.05}"#,
    #"{"learningRate": 0.1, "beta1": 0, "beta2": 0.9, "epsilon": 1e-16, "decay": 0.5}"#,
  ]

  private static func mlxSamples(_ own: String) -> [String] {
    [
      #"{"learningRate": 0.001, "betas": [0.9, 0.999], "eps": 1e-8, "biasCorrection": false\#(own)}"#,
      #"{"learningRate": 0.01, "betas": [0.8, 0.95], "eps": 1e-3, "biasCorrection": true\#(own)}"#,
    ]
  }
}
