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
    KozistrEntries.all,
    TFAEntries.all,
<<<<<<< HEAD
    KerasEntries.all,
    OptaxEntries.all,
    LiyuanLucasLiuEntries.all,
    BoundEntries.all,
    LookaheadEntries.all,
    TorchOptimizerEntries.all,
=======
    LabmlEntries.all,
<<<<<<< HEAD
>>>>>>> c29abb7 (Transcribe labml's optimizers, its AdaBelief as shipped and as documented)
=======
    AdaBeliefEntries.all,
<<<<<<< HEAD
>>>>>>> 9ed4b97 (Transcribe two versions of adabelief_pytorch)
=======
    LucidEntries.all,
<<<<<<< HEAD
>>>>>>> d0b0796 (Transcribe lucid's optimizers and its three RAdams from their source)
=======
    SwiftEntries.all,
<<<<<<< HEAD
>>>>>>> 8e9388c (Transcribe swift-apis' RAdam, Adam and AMSGrad, and mlx-swift's Adam and AdamW)
=======
    PytorchOptimizerEntries.all,
>>>>>>> 125cb14 (Transcribe pytorch_optimizer's RAdam, Ranger, AdaBelief, AdaBound and AdaMod)
  ].flatMap { $0 }.map { $0.declaring(Conventions.convention(of: $0.name)) }

  /// A verifier of all of them.
  public static let verifier = Verifier(implementations)
}
