public import KernelVerification
import OptimizerReference

/// Every implementation that this package knows: the papers first, then the libraries.
public enum Registry {
  /// The entries, in the order in which reports list them.
  public static let implementations: [Implementation] = [
    Papers.all,
    DescentPapers.all,
    BoundPapers.all,
    TorchEntries.all,
    TorchDescentEntries.all,
    TorchClippingEntry.all,
    KozistrEntries.all,
    TFAEntries.all,
    KerasEntries.all,
    OptaxEntries.all,
    LiyuanLucasLiuEntries.all,
    BoundEntries.all,
    LookaheadEntries.all,
    TorchOptimizerEntries.all,
    LabmlEntries.all,
    AdaBeliefEntries.all,
    LucidEntries.all,
    SwiftEntries.all,
    PytorchOptimizerEntries.all,
  ].flatMap { $0 }.map { $0.stepped(by: PresetKernel.named($0.name)).declaring(Conventions.convention(of: $0.name)) }

  /// A verifier of all of them.
  public static let verifier = Verifier(implementations, synonyms: synonyms)

  /// The names under which libraries have one option that is no common hyperparameter.
  private static let synonyms = [
    ["k", "la_steps", "sync_period"], ["alpha", "la_alpha", "slow_step_size"], ["final_lr", "alpha_star"],
    ["threshold", "sma_threshold", "N_sma_threshhold", "n_sma_threshold"], ["degenerated_to_sgd", "degenerate_to_sgd"],
  ]
}
