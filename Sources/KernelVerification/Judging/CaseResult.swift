/// The checks of one candidate, and what explains them where one is beyond the limit.
struct Judgement {
  let results: [CheckResult]
  /// The declared deviation that explains it.
  let finding: Finding?
  /// The other convention that fits.
  let fit: String?
  /// Whether no parameter changed at any step, where the reference moves one.
  var isStill = false
}

/// A judged case.
public struct CaseResult: Sendable {
  /// The case's name.
  public let name: String
  /// The implementation's name.
  public let implementation: String
  /// What it came to.
  public private(set) var verdict: Verdict
  /// Why, unless it passed plainly.
  public private(set) var reason: String?
  /// The other convention that fits a case that failed.
  public let fit: String?
  /// Whether it failed because no parameter changed at any step: there is no convention to look for.
  public let isStill: Bool
  /// The checks it went through.
  public let checks: [CheckResult]
  /// The command that runs it again.
  public private(set) var rerun: String
  /// The hyperparameters, a JSON object.
  public let hyperparameters: String
  /// Whether it was recorded rather than generated.
  public let isRecorded: Bool

  /// - Parameter remark: why a check is missing, of a case that passes all the same or had no other.
  init(_ testCase: Case, _ judgements: [Judgement], remark: String? = nil) {
    name = testCase.name
    implementation = testCase.implementation
    checks = judgements.flatMap(\.results)
    rerun = testCase.rerun
    hyperparameters = testCase.hyperparameters
    isRecorded = testCase.recorded != nil
    fit = judgements.lazy.compactMap(\.fit).first
    isStill = judgements.contains(where: \.isStill)
    let (verdict, reason) = Self.verdict(judgements, testCase.requiredBranches)
    self.verdict = verdict
    self.reason = judgements.isEmpty ? remark ?? reason : reason ?? remark
  }

  /// The same result, to be had again by another command.
  public func again(_ command: String) -> CaseResult {
    var copy = self
    copy.rerun = command
    return copy
  }

  /// The same case as one that fails for a reason that the verifier does not look for, such as a property.
  package func failing(_ reason: String) -> CaseResult {
    var copy = self
    (copy.verdict, copy.reason) = (.fail, reason)
    return copy
  }

  /// All checks together. A free run goes over the steps of a lock step again: it counts with its worst ratio only.
  public var tally: Tally { Self.tally(checks) }

  static func tally(_ checks: [CheckResult]) -> Tally {
    var sum = Tally()
    for check in checks where !check.isFreeRun { sum.add(check.tally) }
    for check in checks where check.isFreeRun { sum.worstRatio = max(sum.worstRatio, check.tally.worstRatio) }
    return sum
  }

  private static func verdict(_ judgements: [Judgement], _ requiredBranches: [String]) -> (Verdict, String?) {
    for judgement in judgements where judgement.finding == nil {
      guard let result = judgement.results.first(where: { !$0.isWithinLimit }) else { continue }
      if let broken = result.broken { return (.fail, broken) }
      guard let mismatch = result.mismatch else { continue }
      let what = (result.kind == .recording ? "the recorded" : "the kernel's") + (result.isFreeRun ? " free-running" : "")
      let ratio = formatRatio(mismatch.ratio)
      return (.fail, "\(what) \(mismatch.observable) is \(ratio) bounds off at step \(mismatch.step), element \(mismatch.element)")
    }
    if judgements.isEmpty { return (.vacuous, "nothing was compared") }
    if let empty = judgements.flatMap(\.results).first(where: { !$0.emptyObservables.isEmpty }) {
      let what = empty.kind == .recording ? "recorded" : "the kernel's"
      return (.vacuous, "not one finite comparison of \(what) \(empty.emptyObservables.joined(separator: ", "))")
    }
    let taken = judgements.flatMap(\.results).reduce(into: Set()) { $0.formUnion($1.branches) }
    if let missing = requiredBranches.first(where: { !taken.contains($0) }) {
      return (.vacuous, "no step was \(missing), which the case is there for")
    }
    if let finding = judgements.lazy.compactMap(\.finding).first { return (.finding, finding.reason) }
    if let first = judgements.flatMap(\.results).flatMap(\.openBranches).first {
      return (.acceptable, "rounding leaves the branch open: \(first)")
    }
    return (.pass, nil)
  }
}
