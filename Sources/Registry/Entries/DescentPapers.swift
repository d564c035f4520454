import KernelVerification
import OptimizerReference

/// AdaGrad and gradient descent with momentum, as they were published.
enum DescentPapers {
  static let all = [adaGrad, momentum, nesterov]

  static let adaGrad = Implementation(
    name: "paper.AdaGrad", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdaGrad(json: json)) },
    dialect: Dialects.paperAdaGrad,
    samples: [
      #"{"eta": 0.01, "delta": 1e-10}"#, #"{"eta": 0.1, "delta": 1e-3}"#, #"{"eta": 1, "delta": 1e-16}"#,
    ]
  )

  static let momentum = Implementation(
    name: "paper.Momentum", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try Momentum(json: json)) },
    dialect: Dialects.paperMomentum, samples: momentumSamples
  )

  static let nesterov = Implementation(
    name: "paper.Nesterov", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try NesterovMomentum(json: json)) },
    dialect: Dialects.paperMomentum, samples: momentumSamples
  )

  private static let momentumSamples = [
    #"{"epsilon": 0.01, "mu": 0.9}"#, #"{"epsilon": 0.1, "mu": 0.5}"#, #"{"epsilon": 0.001, "mu": 0.99}"#,
  ]
}
