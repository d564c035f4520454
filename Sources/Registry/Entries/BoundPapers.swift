import KernelVerification
import OptimizerReference

/// The algorithms that bound their rate, as they were published.
enum BoundPapers {
  static let all = [adaBound, amsBound, adaMod, adaBalance]

  static let adaBound = Implementation(
    name: "paper.AdaBound", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdaBound(json: json)) },
    dialect: Dialects.paperAdaBound, samples: adaBoundSamples
  )

  static let amsBound = Implementation(
    name: "paper.AMSBound", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdaBound(json: json, takesMaximum: true)) },
    dialect: Dialects.paperAdaBound, samples: adaBoundSamples
  )

  static let adaMod = Implementation(
    name: "paper.AdaMod", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdaMod(json: json)) },
    dialect: Dialects.paperAdaMod,
    samples: [
      #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "beta3": 0.999, "epsilon": 1e-8}"#,
      #"{"alpha": 0.1, "beta1": 0.5, "beta2": 0.9, "beta3": 0.9, "epsilon": 1e-3}"#,
      #"{"alpha": 1, "beta1": 0, "beta2": 0.9999, "beta3": 0, "epsilon": 1e-16}"#,
    ]
  )

  static let adaBalance = Implementation(
    name: "paper.AdaBalance", evidence: .knownAnswers,
    reference: { json throws(InvalidHyperparameter) in ErasedReference(try AdaBalance(json: json)) },
    dialect: Dialects.paperAdaBalance,
    samples: [
      #"{"alpha": 0.001, "alpha_star": 0.1, "beta1": 0.9, "beta2": 0.999, "beta3": 0.999, "gamma": 0.001, "epsilon": 1e-8}"#,
      #"{"alpha": 0.1, "alpha_star": 0.01, "beta1": 0.5, "beta2": 0.9, "beta3": 0.9, "gamma": 0.5, "epsilon": 1e-3}"#,
      #"{"alpha": 1, "alpha_star": 1, "beta1": 0, "beta2": 0.9999, "beta3": 0.5, "gamma": 0.5, "epsilon": 1e-16}"#,
    ]
  )

  private static let adaBoundSamples = [
    #"{"alpha": 0.001, "alpha_star": 0.1, "beta1": 0.9, "beta2": 0.999}"#,
    #"{"alpha": 0.1, "alpha_star": 0.01, "beta1": 0.5, "beta2": 0.9}"#,
    #"{"alpha": 1, "alpha_star": 1, "beta1": 0, "beta2": 0.9999}"#,
    #"{"alpha": 0.01, "alpha_star": 0.5, "beta1": 0.95, "beta2": 0.7}"#,
  ]
}
