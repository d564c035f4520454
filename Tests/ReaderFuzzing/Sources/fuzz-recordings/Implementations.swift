import KernelVerification
import OptimizerReference

/// Some that read their hyperparameters in different ways: numbers, pairs, flags, options, schedules, an optimizer inside another; with
/// rows and without.
enum Implementations {
  static let all = [
    named("paper.Adam") { json throws(InvalidHyperparameter) in ErasedReference(try Adam(json: json)) },
    named("torch.optim.Adam") { json throws(InvalidHyperparameter) in ErasedReference(try Torch.Adam(json: json)) },
    named("torch.optim.RAdam") { json throws(InvalidHyperparameter) in ErasedReference(try Torch.RAdam(json: json)) },
    named("tf.keras.optimizers.legacy.Adagrad") { json throws(InvalidHyperparameter) in ErasedReference(try Keras.Adagrad(json: json)) },
    named("tf.keras.optimizers.legacy.SGD") { json throws(InvalidHyperparameter) in ErasedReference(try Keras.SGD(json: json)) },
    named("tfa.optimizers.RectifiedAdam") { json throws(InvalidHyperparameter) in ErasedReference(try TFA.RectifiedAdam(json: json)) },
    named("inner") { json throws(InvalidHyperparameter) in
      ErasedReference(try Torch.SGD(json: try Hyperparameters.member("inner", of: json)))
    },
  ]

  private static func named(
    _ name: String, _ reference: @escaping @Sendable (String) throws(InvalidHyperparameter) -> ErasedReference
  ) -> Implementation {
    Implementation(name: name, evidence: .source, reference: reference, kernel: nil, samples: [])
  }
}
