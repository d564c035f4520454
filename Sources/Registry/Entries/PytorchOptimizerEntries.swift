import KernelVerification
import OptimizerReference

/// pytorch_optimizer's optimizers.
enum PytorchOptimizerEntries {
  static let all = [rAdam, ranger, adaBelief, adaBound, adaMod]

  static let rAdam = Implementation(
    name: "pytorch_optimizer.RAdam", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try PytorchOptimizer.RAdam(json: json)) },
    dialect: Dialects.library(rectifiedSamples("")[0], words), samples: rectifiedSamples(""),
    branches: ["above the threshold", "below the threshold"]
  )

  static let ranger = Implementation(
    name: "pytorch_optimizer.Ranger", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try PytorchOptimizer.Ranger(json: json)) },
    dialect: Dialects.library(rectifiedSamples(rangers[0])[0], words),
    samples: rangers.indices.map { rectifiedSamples(rangers[$0])[$0] },
    branches: ["above the threshold", "below the threshold"]
  )

  static let adaBelief = Implementation(
    name: "pytorch_optimizer.AdaBelief", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try PytorchOptimizer.AdaBelief(json: json)) },
    dialect: Dialects.library(
      rectifiedSamples(#", "rectify": false, "ams_bound": false"#)[0],
      Dialects.Words(decoupled: "weight_decouple", amsgrad: "ams_bound", maximize: "maximize")),
    samples: rectifiedSamples(#", "rectify": true, "ams_bound": false"#)
      + rectifiedSamples(#", "rectify": true, "ams_bound": true"#)[1...2],
    branches: ["above the threshold", "below the threshold"]
  )

  static let adaBound = Implementation(
    name: "pytorch_optimizer.AdaBound", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try PytorchOptimizer.AdaBound(json: json)) },
    dialect: Dialects.library(
      sample(lr: 0.001, "[0.9, 0.999]", ε: "1e-8", own: #""final_lr": 0.1, "gamma": 1e-3, "ams_bound": false"#),
      Dialects.Words(decoupled: "weight_decouple", amsgrad: "ams_bound", maximize: "maximize")),
    samples: [
      sample(lr: 0.001, "[0.9, 0.999]", ε: "1e-8", own: #""final_lr": 0.1, "gamma": 1e-3, "ams_bound": false"#),
      sample(
        lr: 1, "[0.9, 0.9]", λ: 0.1, decoupled: false, ε: "1e-3", maximize: true,
        own: #""final_lr": 0.01, "gamma": 0.3, "ams_bound": true"#),
      sample(lr: 0.01, "[0.5, 0.99]", λ: 0.003, fixed: true, ε: "0.5", own: #""final_lr": 0.5, "gamma": 0.02, "ams_bound": true"#),
    ]
  )

  static let adaMod = Implementation(
    name: "pytorch_optimizer.AdaMod", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try PytorchOptimizer.AdaMod(json: json)) },
    dialect: Dialects.library(sample(lr: 0.001, "[0.9, 0.99, 0.9999]", ε: "1e-8"), words),
    samples: [
      sample(lr: 0.001, "[0.9, 0.99, 0.9999]", ε: "1e-8"),
      sample(lr: 0.1, "[0.8, 0.99, 0.5]", λ: 0.1, ε: "1e-3", maximize: true),
      sample(lr: 0.01, "[0.9, 0.9, 0]", λ: 0.1, decoupled: false, ε: "1e-16"),
      sample(lr: 0.01, "[0.5, 0.95, 0.9]", λ: 0.003, fixed: true, ε: "1e-8"),
    ]
  )

  private static let words = Dialects.Words(decoupled: "weight_decouple", maximize: "maximize")

  private static let rangers = [
    #", "alpha": 0.5, "k": 6, "use_gc": true, "gc_conv_only": false"#,
    #", "alpha": 0.25, "k": 3, "use_gc": true, "gc_conv_only": false"#,
    #", "alpha": 1, "k": 5, "use_gc": false, "gc_conv_only": false"#,
    #", "alpha": 0.8, "k": 1, "use_gc": true, "gc_conv_only": true"#,
  ]

  private static func rectifiedSamples(_ own: String) -> [String] {
    [
      sample(lr: 0.001, "[0.9, 0.999]", ε: "1e-8", own: #""n_sma_threshold": 5, "degenerated_to_sgd": false"# + own),
      sample(lr: 0.01, "[0.9, 0.7]", λ: 0.1, ε: "1e-3", own: #""n_sma_threshold": 4, "degenerated_to_sgd": true"# + own),
      sample(
        lr: 0.1, "[0.5, 0.9]", λ: 0.1, decoupled: false, ε: "1e-5", maximize: true,
        own: #""n_sma_threshold": 8, "degenerated_to_sgd": true"# + own),
      sample(lr: 0.01, "[0, 0.9999]", λ: 0.003, fixed: true, ε: "1e-8", own: #""n_sma_threshold": 5, "degenerated_to_sgd": true"# + own),
    ]
  }

  private static func sample(
    lr: Double, _ betas: String, λ: Double = 0, decoupled: Bool = true, fixed: Bool = false, ε: String, maximize: Bool = false,
    own: String = ""
  ) -> String {
    #"{"lr": \#(lr), "betas": \#(betas), "weight_decay": \#(λ), "weight_decouple": \#(decoupled), "fixed_decay": \#(fixed), "eps": \#(ε), "#
      + #""maximize": \#(maximize)\#(own.isEmpty ? "" : ", ")\#(own)}"#
  }
}
