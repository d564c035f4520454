import KernelVerification
import OptimizerReference

/// labml_nn's optimizers.
enum LabmlEntries {
  static let all = [adam, amsGrad, rAdam, adaBelief, adaBeliefDocumented, adamWarmup, adamWarmupCosineDecay, noam]

  static let adam = Implementation(
    name: "labml_nn.optimizers.adam.Adam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Labml.Adam(json: json)) },
    dialect: dialect(#""optimized_update": true"#),
    samples: [
      sample(#""eps": 1e-16"#, noDecay, #""optimized_update": true"#),
      sample(#""eps": 1e-3"#, decoupled, #""optimized_update": false"#),
      sample(#""eps": 1e-8"#, intoGradient, #""optimized_update": true"#),
      sample(#""eps": 1e-8"#, absolute, #""optimized_update": false"#),
    ]
  )

  static let amsGrad = Implementation(
    name: "labml_nn.optimizers.amsgrad.AMSGrad", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Labml.Adam(amsGrad: json)) },
    dialect: dialect(#""optimized_update": true, "amsgrad": true"#, hasMaximum: true),
    samples: maximumSamples("")
  )

  static let rAdam = Implementation(
    name: "labml_nn.optimizers.radam.RAdam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Labml.RAdam(json: json)) },
    dialect: dialect(#""optimized_update": true, "amsgrad": false, "degenerated_to_sgd": true"#, hasMaximum: true),
    samples: [
      sample(#""eps": 1e-8"#, noDecay, #""optimized_update": true, "amsgrad": false, "degenerated_to_sgd": true"#),
      sample(#""eps": 1e-3"#, decoupled, #""optimized_update": false, "amsgrad": true, "degenerated_to_sgd": false"#, β2: 0.8),
      sample(#""eps": 1e-16"#, intoGradient, #""optimized_update": true, "amsgrad": true, "degenerated_to_sgd": true"#, β2: 0.7),
      sample(#""eps": 1e-8"#, absolute, #""optimized_update": false, "amsgrad": false, "degenerated_to_sgd": false"#, β2: 0.9999),
    ],
    branches: ["above the threshold", "below the threshold"]
  )

  static let adaBelief = Implementation(
    name: "labml_nn.optimizers.ada_belief.AdaBelief", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Labml.AdaBelief(json: json)) },
    dialect: dialect(#""amsgrad": false, "degenerate_to_sgd": true, "rectify": true"#),
    samples: beliefSamples, branches: ["above the threshold", "below the threshold"]
  )

  static let adaBeliefDocumented = Implementation(
    name: "labml_nn.optimizers.ada_belief.AdaBelief (documented)", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Labml.AdaBelief(documented: json)) },
    dialect: dialect(#""amsgrad": false, "degenerate_to_sgd": true, "rectify": true"#, hasMaximum: true),
    samples: beliefSamples, branches: ["above the threshold", "below the threshold"]
  )

  static let adamWarmup = Implementation(
    name: "labml_nn.optimizers.adam_warmup.AdamWarmup", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Labml.Adam(adamWarmup: json)) },
    dialect: dialect(#""optimized_update": true, "amsgrad": false"# + #", "warmup": 10"#, hasMaximum: true),
    samples: maximumSamples(#", "warmup": 10"#)
  )

  static let adamWarmupCosineDecay = Implementation(
    name: "labml_nn.optimizers.adam_warmup_cosine_decay.AdamWarmupCosineDecay", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Labml.Adam(adamWarmupCosineDecay: json)) },
    dialect: dialect(#""optimized_update": true, "amsgrad": false"# + #", "warmup": 5, "total_steps": 20"#, hasMaximum: true),
    samples: maximumSamples(#", "warmup": 5, "total_steps": 20"#)
  )

  static let noam = Implementation(
    name: "labml_nn.optimizers.noam.Noam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Labml.Adam(noam: json)) },
    dialect: dialect(#""optimized_update": true, "amsgrad": false"# + #", "warmup": 8, "d_model": 512"#, hasMaximum: true),
    samples: maximumSamples(#", "warmup": 8, "d_model": 512"#)
  )

  private static let noDecay = #""weight_decay": {"weight_decay": 0, "weight_decouple": true, "absolute": false}"#
  private static let decoupled = #""weight_decay": {"weight_decay": 0.1, "weight_decouple": true, "absolute": false}"#
  private static let intoGradient = #""weight_decay": {"weight_decay": 0.1, "weight_decouple": false, "absolute": false}"#
  private static let absolute = #""weight_decay": {"weight_decay": 0.003, "weight_decouple": true, "absolute": true}"#

  private static func sample(_ epsilon: String, _ decay: String, _ own: String, β2: Double = 0.999) -> String {
    #"{"lr": 0.01, "betas": [0.9, \#(β2)], \#(epsilon), \#(decay), \#(own)}"#
  }

  /// Of those that take `amsgrad`.
  private static func maximumSamples(_ own: String) -> [String] {
    [
      sample(#""eps": 1e-16"#, noDecay, #""optimized_update": true, "amsgrad": true"# + own),
      sample(#""eps": 1e-3"#, decoupled, #""optimized_update": false, "amsgrad": true"# + own, β2: 0.9),
      sample(#""eps": 1e-8"#, intoGradient, #""optimized_update": false, "amsgrad": false"# + own, β2: 0.98),
    ]
  }

  private static let beliefSamples = [
    sample(#""eps": 1e-16"#, noDecay, #""amsgrad": false, "degenerate_to_sgd": true, "rectify": true"#),
    sample(#""eps": 1e-3"#, decoupled, #""amsgrad": true, "degenerate_to_sgd": false, "rectify": true"#, β2: 0.8),
    sample(#""eps": 1e-8"#, intoGradient, #""amsgrad": true, "degenerate_to_sgd": true, "rectify": true"#, β2: 0.9),
    sample(#""eps": 1e-8"#, absolute, #""amsgrad": false, "degenerate_to_sgd": false, "rectify": true"#, β2: 0.7),
  ]

  private static func dialect(_ own: String, hasMaximum: Bool = false) -> Dialect {
    Dialects.library(
      sample(#""eps": 1e-16"#, noDecay, own),
      Dialects.Words(
        decay: "weight_decay.weight_decay", decoupled: "weight_decay.weight_decouple", amsgrad: hasMaximum ? "amsgrad" : nil))
  }
}
