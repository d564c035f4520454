import OptimizerReference

/// A reference beside a candidate: before each step it takes the candidate's own state, so the bound stays at a few ulp
/// for ever and any step is judged alone. A slot that cannot be seen runs free in the reference, with its bound.
struct LockStep {
  let reference: ErasedReference
  let arrangement: Arrangement
  let arithmetic: Arithmetic
  /// How many bounds a value may be off.
  let limit: Double

  /// What a run over one tensor gave.
  struct Outcome {
    var tally = Tally()
    /// The finite comparisons of each observable.
    var finite: [Observable: Int] = [:]
    /// The branches that were taken where both were open.
    var openBranches: [String] = []
    /// The worst value of the first step that has one beyond the limit.
    var mismatch: Mismatch?
  }

  /// Follows `stepper` over all steps of `trajectory`.
  func run(_ trajectory: Trajectory, of testCase: Case, _ stepper: inout some Stepper) throws(BrokenCandidate) -> Outcome {
    var outcome = Outcome()
    let visible = stepper.visibleSlots
    let zeros = [Double](repeating: 0, count: trajectory.count)
    var state = Snapshot(parameter: trajectory.initial, slots: visible.map { trajectory.initialSlots[$0] ?? zeros })
    var elements = LockStepElements(trajectory, visible: visible, slots: reference.slots)
    var t = testCase.stepsBefore

    for k in 0..<testCase.steps {
      let gradient = trajectory.gradient(k)
      guard trajectory.isPresent(k) else {
        if reference.countsMissedSteps { t += 1 }
        if stepper.isLive { continue }
        let after = try stepper.advance(k, t: t, from: state)
        elements.enclose(state, gradient)
        let comparison = elements.compare(after, [.untouched], arithmetic)
        record(comparison, nil, .parameter, k, trajectory, elements, after, visible, &outcome)
        state = after
        continue
      }
      t += 1
      let admissible = reference.steps(t, arrangement, arithmetic)
      let after = try stepper.advance(k, t: t, from: state)
      elements.enclose(state, gradient)
      let comparison = elements.compare(after, admissible, arithmetic)
      let branch = admissible.count > 1 ? admissible[comparison.step].branch : nil
      record(comparison, branch, .parameter, k, trajectory, elements, after, visible, &outcome)
      elements.keepHiddenSlots()

      if stepper.isLive {
        var fromZero = state
        fromZero.parameter = zeros
        let after = try stepper.advance(k, t: t, from: fromZero)
        elements.enclose(fromZero, gradient)
        // A kernel takes one branch at a step, wherever θ is.
        let comparison = elements.compare(after, [admissible[comparison.step]], arithmetic)
        record(comparison, nil, .update, k, trajectory, elements, after, visible, &outcome)
      }
      state = after
    }
    return outcome
  }

  private func record(
    _ comparison: StepComparison, _ branch: String?, _ first: Observable, _ k: Int, _ trajectory: Trajectory,
    _ elements: LockStepElements, _ after: Snapshot, _ visible: [Slot], _ outcome: inout Outcome
  ) {
    outcome.tally.add(comparison.tally)
    let observables = [first] + visible.map { Observable.slot($0) }
    // That a parameter without a gradient stays as it is says nothing of the optimizer.
    let isStep = trajectory.isPresent(k)
    for (observable, count) in zip(observables, comparison.finite) { outcome.finite[observable, default: 0] += isStep ? count : 0 }
    if let branch { outcome.openBranches.append("step \(k + 1) \(branch)") }
    guard outcome.mismatch == nil, comparison.tally.worstRatio > limit, let worst = comparison.worst else { return }
    let (i, o) = (worst.element, worst.observable)
    let expected = o == 0 ? elements.after[i].θ : elements.after[i][visible[o - 1]]
    outcome.mismatch = Mismatch(
      tensor: trajectory.name, step: k + 1, element: i, observable: observables[o], before: elements.before[i],
      slots: reference.slots, got: o == 0 ? after.parameter[i] : after.slots[o - 1][i], reference: expected.value,
      bound: expected.bound, ratio: comparison.tally.worstRatio, variant: variantName(branch), isDouble: arithmetic.isDouble)
  }

  /// What the reference did, as a person says it.
  private func variantName(_ branch: String?) -> String {
    let moments = arithmetic == .floatInterpolated || arithmetic == .doubleInterpolated ? "moments interpolated" : nil
    return [arrangement.rawValue, moments, branch].compactMap { $0 }.joined(separator: ", ")
  }
}
