import OptimizerReference

/// Judges cases.
public struct Verifier: Sendable {
  /// The implementations that it knows, by name.
  private let implementations: [String: Implementation]

  public init(_ implementations: [Implementation]) {
    self.implementations = Dictionary(implementations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The implementation of that name.
  public func implementation(_ name: String) -> Implementation? { implementations[name] }

  /// The names of all implementations, in order.
  public var names: [String] { implementations.keys.sorted() }

  /// Judges `testCase` in all its checks: what was recorded, if anything was, and then the implementation's kernel.
  ///
  /// - Parameter kernel: whether to step the kernel too; a stranger's trace has been judged once its own values are.
  /// - Throws: ``InvalidHyperparameter`` for a value that the implementation or its kernel does not take.
  public func judge(_ testCase: Case, kernel: Bool = true) throws -> CaseResult {
    let implementation = try known(testCase.implementation)
    let reference = try implementation.reference(testCase.hyperparameters)
    var checks: [CheckResult] = []
    var finding: Finding?
    if let precision = testCase.recorded {
      let (result, explained) = judgeRecording(testCase, precision, reference, implementation.findings)
      checks.append(result)
      finding = explained
    }
    if kernel, let makeCandidate = implementation.kernel {
      checks.append(judge(try makeCandidate(testCase.hyperparameters), on: testCase, reference))
    }
    return result(testCase, checks, finding)
  }

  /// Judges a candidate on `testCase`: it is stepped in lock step with the implementation's transcription.
  ///
  /// - Throws: ``InvalidHyperparameter`` for a value that the implementation does not take.
  public func judge(_ candidate: any Candidate, on testCase: Case) throws -> CaseResult {
    let reference = try known(testCase.implementation).reference(testCase.hyperparameters)
    return result(testCase, [judge(candidate, on: testCase, reference)], nil)
  }

  private func known(_ name: String) throws(InvalidHyperparameter) -> Implementation {
    guard let implementation = implementations[name] else {
      throw InvalidHyperparameter(
        name: "implementation", found: name, allowed: names.joined(separator: ", "))
    }
    return implementation
  }

  private func judge(_ candidate: any Candidate, on testCase: Case, _ reference: ErasedReference) -> CheckResult {
    let check = Check(kind: .kernel, reference: reference, arithmetic: .float, limit: 1)
    return check.run(testCase) { LiveStepper(candidate, on: $0, slots: reference.slots) }
  }

  /// The recorded values against the transcription; where they are beyond the bound, the finding that explains them.
  private func judgeRecording(
    _ testCase: Case, _ precision: Precision, _ reference: ErasedReference, _ findings: [Finding]
  ) -> (CheckResult, Finding?) {
    // Both sides of a float64 recording round, each within one bound of the exact result.
    let (arithmetic, limit): (Arithmetic, Double) = precision == .float64 ? (.double, 2) : (.float, 1)
    let plain = Check(kind: .recording, reference: reference, arithmetic: arithmetic, limit: limit)
    let result = plain.run(testCase) { Playback($0, slots: reference.slots) }
    guard !result.isWithinLimit else { return (result, nil) }
    let explanation = findings.first { finding in
      let granted = Check(kind: .recording, reference: reference, arithmetic: finding.explainedBy, limit: limit)
      return finding.precision == precision && granted.run(testCase) { Playback($0, slots: reference.slots) }.isWithinLimit
    }
    return (result, explanation)
  }

  private func result(_ testCase: Case, _ checks: [CheckResult], _ finding: Finding?) -> CaseResult {
    let (verdict, reason) = verdict(checks, finding)
    return CaseResult(
      name: testCase.name, implementation: testCase.implementation, verdict: verdict, reason: reason, checks: checks,
      rerun: testCase.rerun, hyperparameters: testCase.hyperparameters, isRecorded: testCase.recorded != nil)
  }

  private func verdict(_ checks: [CheckResult], _ finding: Finding?) -> (Verdict, String?) {
    for check in checks where !check.isWithinLimit {
      if check.kind == .recording && finding != nil { continue }
      if let broken = check.broken { return (.fail, broken) }
      guard let mismatch = check.mismatch else { continue }
      let what = check.kind == .recording ? "the recorded" : "the kernel's"
      let ratio = formatRatio(mismatch.ratio)
      return (.fail, "\(what) \(mismatch.observable) is \(ratio) bounds off at step \(mismatch.step), element \(mismatch.element)")
    }
    let empty = checks.flatMap(\.emptyObservables)
    if checks.isEmpty || !empty.isEmpty {
      let names = empty.isEmpty ? "anything" : empty.joined(separator: ", ")
      return (.vacuous, "not one finite comparison of \(names)")
    }
    if let finding { return (.finding, finding.reason) }
    let branches = checks.flatMap(\.openBranches)
    if let first = branches.first { return (.acceptable, "rounding leaves the branch open: \(first)") }
    return (.pass, nil)
  }
}
