import KernelVerification
import OptimizerReference

/// The optimizers of two Swift packages, swift-apis and mlx-swift, which keep their hyperparameters in Float.
enum SwiftEntries {
  static let all = [apisRAdam, apisAdam, apisAMSGrad, mlxAdam, mlxAdamW]

  static let apisRAdam = Implementation(
    name: "swift_apis.RAdam", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try SwiftAPIs.RAdam(json: json)) },
    // Its decay is never read: a dialect with a word for it would say that it is.
    dialect: apis(decay: nil), samples: apisSamples, branches: ["above the threshold", "below the threshold"]
  )

  static let apisAdam = Implementation(
    name: "swift_apis.Adam", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try SwiftAPIs.Adam(json: json)) },
    dialect: apis(decay: "decay"), samples: apisSamples
  )

  static let apisAMSGrad = Implementation(
    name: "swift_apis.AMSGrad", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try SwiftAPIs.Adam(amsGrad: json)) },
    dialect: apis(decay: "decay"), samples: apisSamples
  )

  static let mlxAdam = Implementation(
    name: "mlx_swift.Adam", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try MLXSwift.Adam(json: json)) },
    dialect: Dialects.library(mlxSamples("")[0], Dialects.Words(rate: "learningRate", decay: nil, keepsFloat: true)),
    samples: mlxSamples("")
  )

  static let mlxAdamW = Implementation(
    name: "mlx_swift.AdamW", evidence: .source,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try MLXSwift.Adam(adamW: json)) },
    dialect: Dialects.library(
      mlxSamples(#", "weightDecay": \#(kept(0.01))"#)[0],
      Dialects.Words(rate: "learningRate", decay: "weightDecay", isDecoupled: true, keepsFloat: true)),
    samples: mlxSamples(#", "weightDecay": \#(kept(0.01))"#) + mlxSamples(#", "weightDecay": 0.5"#)[..<1]
  )

  private static func apis(decay: String?) -> Dialect {
    Dialects.library(
      apisSamples[0],
      Dialects.Words(
        rate: "learningRate", betas: ["beta1", "beta2"], epsilon: "epsilon", decay: nil, inverseTimeDecay: decay, keepsFloat: true))
  }

  /// As Float keeps it.
  private static func kept(_ number: Float) -> Double { Double(number) }

  private static let apisSamples = [
    apisSample(lr: 0.001, 0.9, 0.999, ε: 1e-8, decay: 0), apisSample(lr: 0.01, 0.5, 0.8, ε: 1e-3, decay: 0.05),
    apisSample(lr: 0.1, 0, 0.9, ε: 1e-16, decay: 0.5),
  ]

  private static func apisSample(lr: Float, _ β1: Float, _ β2: Float, ε: Float, decay: Float) -> String {
    #"{"learningRate": \#(kept(lr)), "beta1": \#(kept(β1)), "beta2": \#(kept(β2)), "epsilon": \#(kept(ε)), "decay": \#(kept(decay))}"#
  }

  private static func mlxSamples(_ own: String) -> [String] {
    [
      mlxSample(lr: 0.001, 0.9, 0.999, ε: 1e-8, corrects: false, own), mlxSample(lr: 0.01, 0.8, 0.95, ε: 1e-3, corrects: true, own),
    ]
  }

  private static func mlxSample(lr: Float, _ β1: Float, _ β2: Float, ε: Float, corrects: Bool, _ own: String) -> String {
    #"{"learningRate": \#(kept(lr)), "betas": [\#(kept(β1)), \#(kept(β2))], "eps": \#(kept(ε)), "biasCorrection": \#(corrects)\#(own)}"#
  }
}
