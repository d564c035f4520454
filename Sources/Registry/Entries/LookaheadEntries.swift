import KernelVerification
import OptimizerReference

/// The optimizers that wrap another.
///
/// Each names the inner ones that it takes: their types must be known here, where the references are erased.
enum LookaheadEntries {
  static let all = [paper, michaelrzhang, torchOptimizer, ranger]

  static let paper = Implementation(
    name: "paper.Lookahead", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in
      switch try innerName(json, among: ["paper.Momentum", "paper.Adam", "paper.AdaGrad"], ["k", "alpha"]) {
      case "paper.Adam": ErasedReference(try Lookahead(json: json, inner: Adam.init(json:)))
      case "paper.AdaGrad": ErasedReference(try Lookahead(json: json, inner: AdaGrad.init(json:)))
      default: ErasedReference(try Lookahead(json: json, inner: Momentum.init(json:)))
      }
    },
    dialect: Dialects.paperLookahead,
    samples: [
      #"{"inner": "paper.Momentum", "inner_args": {"epsilon": 0.01, "mu": 0.9}, "k": 5, "alpha": 0.5}"#,
      #"{"inner": "paper.Adam", "inner_args": {"alpha": 0.1, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}, "k": 3, "alpha": 0.8}"#,
      #"{"inner": "paper.AdaGrad", "inner_args": {"eta": 0.1, "delta": 1e-10}, "k": 1, "alpha": 0.3}"#,
    ]
  )

  static let michaelrzhang = Implementation(
    name: "lookahead.Lookahead", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in
      try TorchLike.reference(
        of: innerName(json, among: TorchLike.names, ["la_steps", "la_alpha", "pullback_momentum"]), in: AroundMichaelrzhang(json: json))
    },
    dialect: Dialects.michaelrzhang,
    samples: [
      #"{"inner": "torch.optim.SGD", "inner_args": \#(momentum), "la_steps": 5, "la_alpha": 0.8, "pullback_momentum": "none"}"#,
      #"{"inner": "torch.optim.SGD", "inner_args": \#(momentum), "la_steps": 3, "la_alpha": 0.5, "pullback_momentum": "reset"}"#,
      #"{"inner": "torch.optim.SGD", "inner_args": \#(momentum), "la_steps": 4, "la_alpha": 0.6, "pullback_momentum": "pullback"}"#,
      #"{"inner": "torch.optim.Adam", "inner_args": \#(adam), "la_steps": 1, "la_alpha": 0.3, "pullback_momentum": "none"}"#,
    ]
  )

  static let torchOptimizer = Implementation(
    name: "torch_optimizer.Lookahead", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in
      try TorchLike.reference(of: innerName(json, among: TorchLike.names, ["k", "alpha"]), in: AroundTorchOptimizer(json: json))
    },
    dialect: Dialects.torchOptimizerLookahead,
    samples: [
      #"{"inner": "torch.optim.SGD", "inner_args": \#(momentum), "k": 5, "alpha": 0.5}"#,
      #"{"inner": "torch.optim.Adam", "inner_args": \#(adam), "k": 3, "alpha": 0.8}"#,
      #"{"inner": "torch.optim.SGD", "inner_args": \#(momentum), "k": 1, "alpha": 0.3}"#,
    ]
  )

  static let ranger = Implementation(
    name: "ranger.Ranger", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Lessw2020.Ranger(json: json)) },
    dialect: Dialects.torchLike(
      isDecoupled: true, ["alpha": 0.5, "k": 6, "N_sma_threshhold": 5, "use_gc": true, "gc_conv_only": false]),
    samples: [
      #"{"lr": 0.001, "alpha": 0.5, "k": 6, "N_sma_threshhold": 5, "betas": [0.95, 0.999], "eps": 1e-5, "weight_decay": 0, "use_gc": true, "gc_conv_only": false}"#,
      #"{"lr": 0.01, "alpha": 0.3, "k": 4, "N_sma_threshhold": 4, "betas": [0.9, 0.9], "eps": 1e-3, "weight_decay": 0.1, "use_gc": false, "gc_conv_only": true}"#,
      #"{"lr": 0.1, "alpha": 1, "k": 1, "N_sma_threshhold": 6.5, "betas": [0.5, 0.9999], "eps": 1e-16, "weight_decay": 0.5, "use_gc": false, "gc_conv_only": false}"#,
    ],
    branches: ["above the threshold", "below the threshold"]
  )

  private static let momentum =
    #"{"lr": 0.01, "momentum": 0.9, "dampening": 0, "weight_decay": 0, "nesterov": false, "maximize": false}"#
  private static let adam =
    #"{"lr": 0.1, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0.1, "amsgrad": true, "maximize": false, "decoupled_weight_decay": false}"#

  /// The inner optimizer that the hyperparameters name.
  private static func innerName(_ json: String, among names: [String], _ own: [String]) throws(InvalidHyperparameter) -> String {
    try Hyperparameters(json: json, keys: ["inner", "inner_args"] + own).text("inner", names)
  }
}
