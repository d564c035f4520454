import OptimizerReference

/// A reference beside a candidate: before each step it takes the candidate's own state, so the bound stays at a few ulp
/// for ever and any step is judged alone. A slot that cannot be seen runs free in the reference, with its bound.
struct LockStep {
  let reference: ErasedReference
  let arrangement: Arrangement
  let arithmetic: Arithmetic
  /// How many bounds a value may be off.
  let limit: Double
  /// Whether several elements are taken at once where they can be: the same numbers, sooner.
  var takesLanes = true

  /// What a run over one tensor gave.
  struct Outcome {
    var tally = Tally()
    /// The finite comparisons of each observable.
    var finite: [Observable: Int] = [:]
    /// The branches that were taken.
    var branches: Set<String> = []
    /// Those that were taken where both were open, and at which step.
    var openBranches: [String] = []
    /// The index of the admissible step that fitted best, step for step.
    var taken: [Int] = []
    /// The worst value of the first step that has one beyond the limit.
    var mismatch: Mismatch?
  }

  /// Follows `stepper` over all steps of a tensor.
  func run(
    _ inputs: TensorInputs, of testCase: Case, _ stepper: inout some Stepper, _ branches: inout OpenBranches
  ) throws(BrokenCandidate) -> Outcome {
    let visible = stepper.visibleSlots
    let trajectory = inputs.trajectory
    let zeros = [Double](repeating: 0, count: trajectory.count)
    var judge = StepJudge(lockStep: self, inputs: inputs, visible: visible)
    var state = Snapshot(parameter: trajectory.initial, slots: visible.map { trajectory.initialSlots[$0] ?? zeros })
    var t = testCase.stepsBefore

    for k in 0..<testCase.steps {
      guard trajectory.isPresent(k) else {
        if reference.countsMissedSteps { t += 1 }
        let after = stepper.isLive ? state : try stepper.advance(k, t: t, from: state)
        judge.judgeUntouched(k, from: state, to: after)
        state = after
        continue
      }
      t += 1
      let after = try stepper.advance(k, t: t, from: state)
      var runs = [StepJudge.Run(first: .parameter, before: state, after: after)]
      if stepper.isLive {
        var fromZero = state
        fromZero.parameter = zeros
        runs.append(StepJudge.Run(first: .update, before: fromZero, after: try stepper.advance(k, t: t, from: fromZero)))
        guard try stepper.advance(k, t: t, from: state).holdsSame(as: after) else { throw .unsteady(step: k + 1) }
      }
      judge.judge(k, t: t, &branches, runs)
      state = after
    }
    return judge.outcome
  }

  /// The admissible steps at t.
  func steps(_ t: Int) -> [ErasedReference.Step] { reference.steps(t, arrangement, arithmetic) }

  /// The same for a tensor whose elements may have learning rates of their own.
  func forElements(of trajectory: Trajectory) -> LockStep {
    LockStep(
      reference: reference.forElements(of: trajectory), arrangement: arrangement, arithmetic: arithmetic, limit: limit,
      takesLanes: takesLanes)
  }

  /// What was tried, as a report says it.
  func variant(_ branch: String?) -> String {
    [arrangement.rawValue, arithmetic.remark, branch].compactMap { $0 }.joined(separator: ", ")
  }
}
