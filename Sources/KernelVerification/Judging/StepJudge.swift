import OptimizerReference

/// Judges the steps of one tensor, one after the other, and adds up what it saw.
struct StepJudge {
  /// What a candidate made of a state.
  struct Run {
    /// What the parameter is called among the observables: itself, or the update.
    let first: Observable
    let before, after: Snapshot
  }

  private let lockStep: LockStep
  private let name: String
  private let visible: [Slot]
  private var elements: LockStepElements
  private var lanes: LaneElements?
  private(set) var outcome = LockStep.Outcome()

  init(lockStep: LockStep, inputs: TensorInputs, visible: [Slot]) {
    self.lockStep = lockStep
    name = inputs.trajectory.name
    self.visible = visible
    elements = LockStepElements(inputs, visible: visible, slots: lockStep.reference.slots)
    lanes = lockStep.takesLanes ? LaneElements(lockStep, inputs, visible: visible) : nil
  }

  /// Judges step k (from 0), the optimizer's step t, by the admissible step that fits all `runs` best: a kernel takes one branch at a
  /// step, wherever θ is.
  ///
  /// - Parameter branches: the branches that are still open. Those that do not fit are closed, for the tensors to come too.
  mutating func judge(_ k: Int, t: Int, _ branches: inout OpenBranches, _ runs: [Run]) {
    var admissible = AdmissibleSteps(lockStep, t, inLanes: lanes != nil)
    precondition(admissible.count > 0, "a reference must admit at least one step")
    var best: (index: Int, ratio: Double, comparisons: [StepComparison])?
    var fitting: [Int] = []
    for index in branches.open(t, of: admissible.count) {
      let comparisons = runs.map { run in
        if let lanes = admissible.lanes?[index], let comparison = compareInLanes(run, k, lanes) { return comparison }
        elements.enclose(run.before, k)
        return elements.compare(
          run.after, admissible.exact[index], lockStep.arithmetic, limit: lockStep.limit, looksClosely: outcome.mismatch == nil)
      }
      let ratio = comparisons.map(\.tally.worstRatio).max() ?? 0
      if ratio <= lockStep.limit { fitting.append(index) }
      if best.map({ ratio < $0.ratio }) ?? true { best = (index, ratio, comparisons) }
    }
    guard let best else { preconditionFailure("a branch must stay open") }
    branches.close(t, of: admissible.count, allBut: fitting)
    let taken = admissible.branches[best.index]
    if let taken { outcome.branches.insert(taken) }
    // Steps that differ otherwise, by a `pow` in Float, are no choice of a branch.
    let branch = admissible.branches.contains { $0 != taken } ? taken : nil
    if let branch { outcome.openBranches.append("step \(k + 1) \(branch)") }
    outcome.taken.append(best.index)
    for (run, comparison) in zip(runs, best.comparisons) {
      let observables = [run.first] + visible.map { Observable.slot($0) }
      outcome.tally.add(comparison.tally)
      for (observable, count) in zip(observables, comparison.finite) { outcome.finite[observable, default: 0] += count }
      if comparison.tally.worstRatio > lockStep.limit { note(comparison, observables, admissible.exact[best.index], branch, k, run) }
    }
    // Only a recording has slots that cannot be seen, and that is one run: the elements are still those before it.
    if elements.areHidden { elements.keepHiddenSlots(admissible.exact[best.index]) }
  }

  /// Compares in lanes; nil where a closer look must be taken.
  private mutating func compareInLanes(_ run: Run, _ k: Int, _ step: Variant<BoundedLanes>) -> StepComparison? {
    lanes?.take(k, from: run.before, step.step)
    return lanes.flatMap { StepComparison(run.after, inLanes: $0, slots: visible.count, limit: lockStep.limit) }
  }

  /// Judges a step without a gradient: all stays as it is. That says nothing of the optimizer, and no observable counts as compared.
  mutating func judgeUntouched(_ k: Int, from before: Snapshot, to after: Snapshot) {
    elements.enclose(before, k)
    let comparison = elements.compare(after, .untouched, lockStep.arithmetic, limit: lockStep.limit, looksClosely: outcome.mismatch == nil)
    outcome.tally.add(comparison.tally)
    outcome.taken.append(0)
    note(
      comparison, [.parameter] + visible.map { .slot($0) }, .untouched, "without a gradient", k,
      Run(first: .parameter, before: before, after: after))
  }

  /// Notes the worst value, if it is beyond the limit and none was before.
  private mutating func note(
    _ comparison: StepComparison, _ observables: [Observable], _ step: ErasedReference.Step, _ branch: String?, _ k: Int,
    _ run: Run
  ) {
    guard outcome.mismatch == nil, comparison.tally.worstRatio > lockStep.limit, let worst = comparison.worst else { return }
    let (i, o) = (worst.element, worst.observable)
    elements.enclose(run.before, k)
    outcome.mismatch = Mismatch(
      tensor: name, step: k + 1, element: i, observable: observables[o], before: elements.before[i],
      slots: lockStep.reference.slots, got: run.after.value(o, i), worst, ratio: comparison.tally.worstRatio,
      dominant: step.closely(at: i)?.dominantOperation(of: o == 0 ? nil : visible[o - 1], from: elements.before[i]),
      variant: lockStep.variant(branch), isDouble: lockStep.arithmetic.isDouble)
  }
}
