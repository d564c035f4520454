import OptimizerReference

/// Judges the steps of one tensor, one after the other, and adds up what it saw.
struct StepJudge {
  private let lockStep: LockStep
  private let trajectory: Trajectory
  private let visible: [Slot]
  private var elements: LockStepElements
  private(set) var outcome = LockStep.Outcome()

  init(lockStep: LockStep, trajectory: Trajectory, visible: [Slot]) {
    self.lockStep = lockStep
    self.trajectory = trajectory
    self.visible = visible
    elements = LockStepElements(trajectory, visible: visible, slots: lockStep.reference.slots)
  }

  /// Judges step k (from 0) by the admissible step that fits best, and says which that is.
  ///
  /// - Parameter first: what the parameter is called among the observables: itself, or the update.
  @discardableResult
  mutating func judge(
    _ first: Observable, _ k: Int, _ admissible: [ErasedReference.Step], from before: Snapshot, to after: Snapshot
  ) -> Int {
    elements.enclose(before, trajectory.gradient(k))
    let comparison = elements.compare(after, admissible, lockStep.arithmetic)
    let observables = [first] + visible.map { Observable.slot($0) }
    let branch = admissible.count > 1 ? admissible[comparison.step].branch : nil
    outcome.tally.add(comparison.tally)
    for (observable, count) in zip(observables, comparison.finite) { outcome.finite[observable, default: 0] += count }
    if let branch { outcome.openBranches.append("step \(k + 1) \(branch)") }
    note(comparison, observables, branch, k, after)
    return comparison.step
  }

  /// Judges a step without a gradient: all stays as it is. That says nothing of the optimizer, and no observable counts as compared.
  mutating func judgeUntouched(_ k: Int, from before: Snapshot, to after: Snapshot) {
    elements.enclose(before, trajectory.gradient(k))
    let comparison = elements.compare(after, [.untouched], lockStep.arithmetic)
    outcome.tally.add(comparison.tally)
    note(comparison, [.parameter] + visible.map { .slot($0) }, "without a gradient", k, after)
  }

  /// Keeps the slots that cannot be seen as the reference left them.
  mutating func keepHiddenSlots() { elements.keepHiddenSlots() }

  /// Notes the worst value, if it is beyond the limit and none was before.
  private mutating func note(_ comparison: StepComparison, _ observables: [Observable], _ branch: String?, _ k: Int, _ after: Snapshot) {
    guard outcome.mismatch == nil, comparison.tally.worstRatio > lockStep.limit, let worst = comparison.worst else { return }
    let (i, o) = (worst.element, worst.observable)
    let expected = o == 0 ? elements.after[i].θ : elements.after[i][visible[o - 1]]
    outcome.mismatch = Mismatch(
      tensor: trajectory.name, step: k + 1, element: i, observable: observables[o], before: elements.before[i],
      slots: lockStep.reference.slots, got: o == 0 ? after.parameter[i] : after.slots[o - 1][i], reference: expected.value,
      bound: expected.bound, ratio: comparison.tally.worstRatio,
      variant: [lockStep.arrangement.rawValue, lockStep.arithmetic.remark, branch].compactMap { $0 }.joined(separator: ", "),
      isDouble: lockStep.arithmetic.isDouble)
  }
}
