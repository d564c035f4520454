import OptimizerReference

extension Verifier {
  /// Our kernel's lock step over a case, without the free run: what a benchmark of the verifier times.
  ///
  /// - Throws: `InvalidHyperparameter` for an implementation without a kernel, and for a value that it or its kernel does not take.
  package func lockStep(_ testCase: Case) throws -> Tally {
    let implementation = try known(testCase.implementation)
    guard let makeCandidate = implementation.kernel else {
      let found = "\(implementation.name), which has no kernel"
      throw InvalidHyperparameter(name: "implementation", found: found, allowed: "one with a kernel")
    }
    return try lockStep(of: makeCandidate(testCase.hyperparameters), on: testCase).tally
  }

  /// The same of a candidate, as the lock step of ``judge(_:on:)``.
  ///
  /// - Parameter takesLanes: whether several elements are taken at once where they can be: the same numbers, sooner.
  func lockStep(of candidate: any Candidate, on testCase: Case, takesLanes: Bool = true) throws -> CheckResult {
    let reference = try known(testCase.implementation).reference(of: testCase)
    var check = Check(kind: .kernel, reference: reference, arithmetic: .float, limit: 1)
    check.takesLanes = takesLanes
    return check.runInLockStep(testCase) { LiveStepper(candidate, on: $0, tensor: $1, slots: reference.slots) }
  }
}
