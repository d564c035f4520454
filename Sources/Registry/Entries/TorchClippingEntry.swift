import KernelVerification
import OptimizerKernels
import OptimizerReference

/// PyTorch's optimizers after `clip_grad_norm_`.
enum TorchClippingEntry {
  static let all = [clipped]

  static let clipped = Implementation(
    name: "torch.nn.utils.clip_grad_norm_", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in
      let names = ["torch.optim.SGD", "torch.optim.Adam", "torch.optim.AdamW", "torch.optim.RAdam", "torch.optim.Adagrad"]
      let inner = try Hyperparameters(json: json, keys: ["inner", "inner_args", "max_norm"]).text("inner", names)
      return try TorchLike.reference(of: inner, in: AroundTorchClipping(json: json))
    },
    dialect: Dialects.torchClipping,
    samples: [
      #"{"inner": "torch.optim.SGD", "inner_args": \#(plain), "max_norm": 1}"#,
      #"{"inner": "torch.optim.SGD", "inner_args": \#(momentum), "max_norm": 5}"#,
      // Below most norms; beside the norms of small gradients 1e-6 is no little.
      #"{"inner": "torch.optim.SGD", "inner_args": \#(plain), "max_norm": 0.00001}"#,
      #"{"inner": "torch.optim.AdamW", "inner_args": \#(adamW), "max_norm": 3}"#,
    ]
  )

  private static let plain =
    #"{"lr": 0.1, "momentum": 0, "dampening": 0, "weight_decay": 0, "nesterov": false, "maximize": false}"#
  private static let momentum =
    #"{"lr": 0.01, "momentum": 0.9, "dampening": 0, "weight_decay": 0.1, "nesterov": true, "maximize": false}"#
  private static let adamW =
    #"{"lr": 0.1, "betas": [0.9, 0.99], "eps": 0.001, "weight_decay": 0.1, "amsgrad": true, "maximize": false}"#
}

/// torch.nn.utils.clip_grad_norm_.
struct AroundTorchClipping: Wrapper {
  let json: String

  func around<Inner: Reference>(
    _ inner: (_ arguments: String) throws(InvalidHyperparameter) -> Inner
  ) throws(InvalidHyperparameter) -> ErasedReference {
    ErasedReference(try Torch.Clipped(json: json, inner: inner))
  }
}
