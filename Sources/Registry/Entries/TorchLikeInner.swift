import KernelVerification
import OptimizerReference

/// An optimizer around another, whose type its hyperparameters name.
protocol Wrapper {
  /// The whole, around what `inner` makes of the inner one's hyperparameters.
  func around<Inner: Reference>(
    _ inner: (_ arguments: String) throws(InvalidHyperparameter) -> Inner
  ) throws(InvalidHyperparameter) -> ErasedReference
}

/// lookahead.Lookahead.
struct AroundMichaelrzhang: Wrapper {
  let json: String

  func around<Inner: Reference>(
    _ inner: (_ arguments: String) throws(InvalidHyperparameter) -> Inner
  ) throws(InvalidHyperparameter) -> ErasedReference {
    ErasedReference(try Michaelrzhang.Lookahead(json: json, inner: inner))
  }
}

/// torch_optimizer.Lookahead.
struct AroundTorchOptimizer: Wrapper {
  let json: String

  func around<Inner: Reference>(
    _ inner: (_ arguments: String) throws(InvalidHyperparameter) -> Inner
  ) throws(InvalidHyperparameter) -> ErasedReference {
    ErasedReference(try TorchOptimizer.Lookahead(json: json, inner: inner))
  }
}

/// The optimizers that a Lookahead of torch's kind may be around: any that is built like torch's.
enum TorchLike {
  static let names = [
    "torch.optim.SGD", "torch.optim.Adam", "torch.optim.AdamW", "torch.optim.RAdam", "torch.optim.Adagrad", "radam.RAdam",
    "radam.PlainRAdam", "torch_optimizer.RAdam", "torch_optimizer.AdaBound", "torch_optimizer.AdaMod", "torch_optimizer.AdaBelief",
    "adabelief_pytorch.AdaBelief", "adabound.AdaBound", "adabound.AdaBoundW", "adamod.AdaMod",
  ]

  /// `wrapper` around the one of that name.
  static func reference(of name: String, in wrapper: some Wrapper) throws(InvalidHyperparameter) -> ErasedReference {
    switch name {
    case "torch.optim.Adam": try wrapper.around(Torch.Adam.init(json:))
    case "torch.optim.AdamW": try wrapper.around(Torch.Adam.init(adamW:))
    case "torch.optim.RAdam": try wrapper.around(Torch.RAdam.init(json:))
    case "torch.optim.Adagrad": try wrapper.around(Torch.Adagrad.init(json:))
    case "radam.RAdam", "radam.PlainRAdam": try wrapper.around(LiyuanLucasLiu.RAdam.init(json:))
    case "torch_optimizer.RAdam": try wrapper.around(TorchOptimizer.RAdam.init(json:))
    case "torch_optimizer.AdaBound": try wrapper.around(TorchOptimizer.adaBound(json:))
    case "torch_optimizer.AdaMod": try wrapper.around(TorchOptimizer.adaMod(json:))
    case "torch_optimizer.AdaBelief": try wrapper.around(TorchOptimizer.AdaBelief.init(json:))
    case "adabelief_pytorch.AdaBelief": try wrapper.around(AdaBeliefPyTorch.AdaBelief.init(json:))
    case "adabound.AdaBound": try wrapper.around(Luolc.AdaBound.init(json:))
    case "adabound.AdaBoundW": try wrapper.around(Luolc.AdaBound.init(adaBoundW:))
    case "adamod.AdaMod": try wrapper.around(Lancopku.AdaMod.init(json:))
    default: try wrapper.around(Torch.SGD.init(json:))
    }
  }
}
