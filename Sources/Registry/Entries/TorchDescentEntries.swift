import KernelVerification
import OptimizerReference

/// PyTorch's optimizers that keep no second moment.
enum TorchDescentEntries {
  static let all = [sgd, adagrad]

  static let sgd = Implementation(
    name: "torch.optim.SGD", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Torch.SGD(json: json)) },
    dialect: Dialects.torchSGD,
    samples: [
      #"{"lr": 0.001, "momentum": 0, "dampening": 0, "weight_decay": 0, "nesterov": false, "maximize": false}"#,
      #"{"lr": 0.01, "momentum": 0.9, "dampening": 0, "weight_decay": 0.01, "nesterov": true, "maximize": false}"#,
      #"{"lr": 0.1, "momentum": 0.99, "dampening": 0.5, "weight_decay": 0.1, "nesterov": false, "maximize": true}"#,
      #"{"lr": 0.01, "momentum": 0.5, "dampening": 0, "weight_decay": 0, "nesterov": false, "maximize": false}"#,
    ]
  )

  static let adagrad = Implementation(
    name: "torch.optim.Adagrad", evidence: .recordings,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Torch.Adagrad(json: json)) },
    dialect: Dialects.torchAdagrad,
    samples: [
      #"{"lr": 0.01, "lr_decay": 0, "weight_decay": 0, "initial_accumulator_value": 0, "eps": 1e-10, "maximize": false}"#,
      #"{"lr": 0.1, "lr_decay": 0.2, "weight_decay": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-3, "maximize": true}"#,
      #"{"lr": 1, "lr_decay": 0.01, "weight_decay": 0, "initial_accumulator_value": 0.1, "eps": 1e-16, "maximize": false}"#,
    ]
  )
}
