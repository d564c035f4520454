import KernelVerification
package import OptimizerKernels
import OptimizerReference

extension Registry {
  /// The rule that the kernel of an implementation is, with the hyperparameters of its first sample.
  ///
  /// - Throws: `InvalidHyperparameter` for a name that is unknown, and where the kernel is more than one rule.
  package static func rule(of name: String) throws -> any TrainingRule {
    let implementation = verifier.implementation(name)
    let candidate = try implementation.flatMap { implementation in try implementation.kernel?(implementation.samples[0]) } as? RuleCandidate
    guard let rule = candidate?.trainingRule else {
      throw InvalidHyperparameter(name: "optimizer", found: name, allowed: "an implementation whose kernel is one rule")
    }
    return rule
  }
}
