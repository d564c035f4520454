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
  /// Whether the reference went its own way from the start, instead of taking the candidate's state before each step.
  public let isFreeRun: Bool
  /// How many bounds a value may be off: 2 where both sides round alike (float64 recordings), else 1.
  public let limit: Double
  /// What was seen.
  public internal(set) var tally = Tally()
  /// The observables that had not one finite comparison.
  public internal(set) var emptyObservables: [String] = []
  /// The branches that were taken.
  public internal(set) var branches: Set<String> = []
  /// Those that were taken where both were open, and at which step.
  public internal(set) var openBranches: [String] = []
  /// The first value beyond the limit.
  public internal(set) var mismatch: Mismatch?
  /// What the candidate did that a candidate must not.
  public internal(set) var broken: String?
  /// Whether it gave two answers to one question.
  public internal(set) var isUnsteady = false

  /// Its name in reports.
  public var name: String { isFreeRun ? "\(kind.rawValue), free run" : kind.rawValue }

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
  /// Whether a lock step takes several elements at once where it can.
  var takesLanes = true

  /// Runs over all tensors in lock step, and where that fits in a free run too.
  func run<S: Stepper>(_ testCase: Case, stepper: (_ testCase: Case, _ tensor: Int) -> S?) -> [CheckResult] {
    let testCase = testCase.started(by: reference, isDouble: arithmetic.isDouble)
    let (result, fitting) = runInLockStep(testCase, stepper)
    guard let fitting else { return [result] }
    return [result, runFree(testCase, fitting.lockStep, fitting.taken, stepper)]
  }

  /// Runs over all tensors in lock step alone.
  func runInLockStep<S: Stepper>(_ testCase: Case, stepper: (_ testCase: Case, _ tensor: Int) -> S?) -> CheckResult {
    runInLockStep(testCase.started(by: reference, isDouble: arithmetic.isDouble), stepper).result
  }

  /// In each arrangement until one fits, for a kernel keeps to one; where none does, the result of the one that came closest. Interpolated
  /// moments are tried last: their bounds are never tighter.
  private func runInLockStep<S: Stepper>(
    _ testCase: Case, _ stepper: (Case, Int) -> S?
  ) -> (result: CheckResult, fitting: (lockStep: LockStep, taken: [[Int]])?) {
    var closest: CheckResult?
    for arithmetic in [arithmetic, arithmetic.interpolated].compactMap({ $0 }) {
      for arrangement in reference.arrangements {
        let lockStep = LockStep(
          reference: reference, arrangement: arrangement, arithmetic: arithmetic, limit: limit, takesLanes: takesLanes)
        let (result, taken) = run(testCase, lockStep, stepper)
        if result.isWithinLimit { return (result, (lockStep, taken)) }
        // A candidate that broke does so in any arrangement.
        if result.broken != nil { return (result, nil) }
        if closest.map({ result.isCloser(than: $0, areBoundsWider: arithmetic != self.arithmetic) }) ?? true { closest = result }
      }
    }
    guard let closest else { preconditionFailure("a reference must have at least one arrangement") }
    return (closest, nil)
  }

  /// All tensors in lock step, and which admissible steps each took.
  private func run<S: Stepper>(
    _ testCase: Case, _ lockStep: LockStep, _ stepper: (Case, Int) -> S?
  ) -> (result: CheckResult, taken: [[Int]]) {
    var result = CheckResult(kind: kind, isFreeRun: false, limit: limit)
    var finite: [Observable: Int] = [.parameter: 0]
    var branches = OpenBranches()
    var taken: [[Int]] = []
    for (tensor, inputs) in TensorInputs.all(of: testCase, reference, lockStep.arithmetic).enumerated() {
      guard var stepper = stepper(testCase, tensor) else { continue }
      do throws(BrokenCandidate) {
        let outcome = try lockStep.forElements(of: inputs.trajectory).run(inputs, of: testCase, &stepper, &branches)
        result.add(outcome)
        taken.append(outcome.taken)
        finite.merge(outcome.finite, uniquingKeysWith: +)
      } catch {
        result.add(error)
      }
    }
    result.emptyObservables = finite.filter { $0.value == 0 }.keys.map(\.description).sorted()
    return (result, taken)
  }

  /// All tensors, each on its own from its start to its end.
  private func runFree<S: Stepper>(
    _ testCase: Case, _ lockStep: LockStep, _ taken: [[Int]], _ stepper: (Case, Int) -> S?
  ) -> CheckResult {
    var result = CheckResult(kind: kind, isFreeRun: true, limit: limit)
    var finite = 0
    var judged = 0
    for (tensor, inputs) in TensorInputs.all(of: testCase, reference, lockStep.arithmetic).enumerated() {
      guard var stepper = stepper(testCase, tensor) else { continue }
      var freeRun = FreeRun(lockStep.forElements(of: inputs.trajectory), inputs)
      defer { judged += 1 }
      do throws(BrokenCandidate) {
        let outcome = try freeRun.run(of: testCase, &stepper, taken: taken[judged])
        result.add(outcome)
        finite += outcome.finite.values.reduce(0, +)
      } catch {
        result.add(error)
      }
    }
    if finite == 0 { result.emptyObservables = ["anything in the free run"] }
    return result
  }
}

extension CheckResult {
  /// Whether this is the better account of a candidate that fails in both. Wider bounds bring a failure no closer: they must hold for longer.
  fileprivate func isCloser(than other: CheckResult, areBoundsWider: Bool) -> Bool {
    areBoundsWider ? mismatch?.step ?? 0 > other.mismatch?.step ?? 0 : tally.worstRatio < other.tally.worstRatio
  }

  fileprivate mutating func add(_ outcome: LockStep.Outcome) {
    tally.add(outcome.tally)
    branches.formUnion(outcome.branches)
    openBranches += outcome.openBranches
    mismatch = mismatch ?? outcome.mismatch
  }

  fileprivate mutating func add(_ error: BrokenCandidate) {
    guard broken == nil else { return }
    broken = error.description
    isUnsteady = error.isUnsteady
  }
}
