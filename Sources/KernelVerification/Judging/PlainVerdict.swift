import OptimizerReference

/// What was wrong with a kernel, as far as a case shows it.
public enum Failure: String, Sendable, Hashable, CaseIterable {
  /// A value beyond its bound after one step from the kernel's own state.
  case lockStep = "lock step"
  /// A value beyond its bound in a run of its own.
  case freeRun = "free run"
  /// It threw, changed a count, or wrote where it must not.
  case broken = "broken"
  /// Two answers to one question.
  case notDeterministic = "not deterministic"
}

extension Verifier {
  /// What is wrong with a candidate on `testCase`; nil where nothing is. As ``judge(_:on:)``, without the search for another convention that
  /// explains a failure, which takes most of the time of a case that fails.
  ///
  /// - Throws: `InvalidHyperparameter` for a value that the implementation does not take.
  public func failure(of candidate: any Candidate, on testCase: Case) throws -> Failure? {
    let reference = try known(testCase.implementation).reference(testCase.hyperparameters)
    let results = Check(kind: .kernel, reference: reference, arithmetic: .float, limit: 1).run(testCase) {
      LiveStepper(candidate, on: $0, tensor: $1, slots: reference.slots)
    }
    guard let result = results.first(where: { !$0.isWithinLimit }) else { return nil }
    if result.isUnsteady { return .notDeterministic }
    if result.broken != nil { return .broken }
    return result.isFreeRun ? .freeRun : .lockStep
  }
}
