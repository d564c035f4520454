import OptimizerReference

/// One comparison that a case goes through.
public enum CheckKind: String, Sendable, Hashable {
  /// Recorded values against the transcription of the code that made them.
  case recording
  /// A kernel, stepped in lock step, against the transcription.
  case kernel
}

/// What a check came to.
public struct CheckResult: Sendable {
  /// Which check.
  public let kind: CheckKind
  /// How many bounds a value may be off: 2 where both sides round alike (float64 recordings), else 1.
  public let limit: Double
  /// What was seen.
  public internal(set) var tally = Tally()
  /// The observables that had not one finite comparison.
  public internal(set) var emptyObservables: [String] = []
  /// The branches that were taken where both were open.
  public internal(set) var openBranches: [String] = []
  /// The first value beyond the limit.
  public internal(set) var mismatch: Mismatch?
  /// What the candidate did that a candidate must not.
  public internal(set) var broken: String?

  /// Whether nothing was beyond the limit.
  var isWithinLimit: Bool { mismatch == nil && broken == nil }

  /// Whether that says something: every observable was compared.
  var isPassed: Bool { isWithinLimit && emptyObservables.isEmpty }
}

/// A check that can be run: a reference, and for each tensor of the case what to hold against it.
struct Check {
  let kind: CheckKind
  let reference: ErasedReference
  let arithmetic: Arithmetic
  let limit: Double

  /// Runs over all tensors, in each arrangement until one fits, for a kernel keeps to one; where none does, the result of the one that
  /// came closest. Interpolated moments are tried last: their bounds are never tighter.
  func run<S: Stepper>(_ testCase: Case, stepper: (Trajectory) -> S?) -> CheckResult {
    var closest: CheckResult?
    for arrangement in reference.arrangements {
      let result = run(testCase, arrangement, arithmetic, stepper)
      if result.isWithinLimit { return result }
      if closest.map({ result.tally.worstRatio < $0.tally.worstRatio }) ?? true { closest = result }
    }
    guard let closest else { preconditionFailure("a reference must have at least one arrangement") }
    guard let interpolated = arithmetic.interpolated else { return closest }
    for arrangement in reference.arrangements {
      let result = run(testCase, arrangement, interpolated, stepper)
      if result.isWithinLimit { return result }
    }
    return closest
  }

  private func run<S: Stepper>(
    _ testCase: Case, _ arrangement: Arrangement, _ arithmetic: Arithmetic, _ stepper: (Trajectory) -> S?
  ) -> CheckResult {
    let lockStep = LockStep(reference: reference, arrangement: arrangement, arithmetic: arithmetic, limit: limit)
    var result = CheckResult(kind: kind, limit: limit)
    var finite: [Observable: Int] = [.parameter: 0]
    for tensor in testCase.tensors {
      guard var stepper = stepper(tensor) else { continue }
      do throws(BrokenCandidate) {
        let outcome = try lockStep.run(tensor, of: testCase, &stepper)
        result.tally.add(outcome.tally)
        result.openBranches += outcome.openBranches
        result.mismatch = result.mismatch ?? outcome.mismatch
        finite.merge(outcome.finite, uniquingKeysWith: +)
      } catch {
        result.broken = result.broken ?? error.description
      }
    }
    result.emptyObservables = finite.filter { $0.value == 0 }.keys.map(\.description).sorted()
    return result
  }
}
