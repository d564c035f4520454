import OptimizerReference

/// A reference that goes its own way from the start, its bound growing from step to step: this catches state that is not kept.
///
/// An element that may have overflowed, in some order of the operations, leaves the run.
struct FreeRun {
  let lockStep: LockStep
  /// The admissible step that lock step found to be taken, step for step.
  let taken: [Int]

  /// Follows `stepper`, which keeps its own state, over all steps of `trajectory`.
  func run(_ trajectory: Trajectory, of testCase: Case, _ stepper: inout some Stepper) throws(BrokenCandidate) -> LockStep.Outcome {
    let visible = stepper.visibleSlots
    var outcome = LockStep.Outcome()
    var before = start(trajectory)
    var after = before
    var t = testCase.stepsBefore

    for k in 0..<testCase.steps {
      var step = ErasedReference.Step.untouched
      let isPresent = trajectory.isPresent(k)
      if isPresent || lockStep.reference.countsMissedSteps { t += 1 }
      if isPresent {
        step = lockStep.reference.steps(t, lockStep.arrangement, lockStep.arithmetic)[taken[k]]
        for (i, g) in trajectory.gradient(k).enumerated() { before[i].g = Bounded(value: g, bound: 0) }
      }
      if isPresent || !stepper.isLive {
        let got = try stepper.goOn(k, t: t)
        step.advance(before, &after)
        compare(got, &after, before, visible, step, k, trajectory, &outcome)
        swap(&before, &after)
      }
    }
    return outcome
  }

  private func start(_ trajectory: Trajectory) -> [EnclosedElement] {
    trajectory.initial.indices.map { i in
      var x = EnclosedElement(θ: Bounded(value: trajectory.initial[i], bound: 0), g: 0)
      for (slot, values) in trajectory.initialSlots { x[slot] = Bounded(value: values[i], bound: 0) }
      return x
    }
  }

  private func compare(
    _ got: Snapshot, _ after: inout [EnclosedElement], _ before: [EnclosedElement], _ visible: [Slot], _ step: ErasedReference.Step,
    _ k: Int, _ trajectory: Trajectory, _ outcome: inout LockStep.Outcome
  ) {
    outcome.tally.elementSteps += after.count
    var suspects: [(ratio: Double, value: StepComparison.Worst)] = []
    for o in 0...visible.count {
      for i in after.indices {
        let expected = o == 0 ? after[i].θ : after[i][visible[o - 1]]
        guard expected.bound.isFinite else { continue }
        let ratio = errorRatio(got.value(o, i), expected.value, expected.bound)
        outcome.tally.comparisons += 1
        if got.value(o, i).isFinite && expected.value.isFinite { outcome.finite[observable(o, visible), default: 0] += 1 }
        if ratio > lockStep.limit {
          suspects.append((ratio, .init(element: i, observable: o, expected: expected, possibilities: 1)))
        } else {
          outcome.tally.worstRatio = max(outcome.tally.worstRatio, ratio)
        }
      }
    }
    guard !suspects.isEmpty else { return }
    let admitted = step.closely?.admitted(slots: visible) ?? { _, _ in [] }
    for (ratio, worst) in suspects.sorted(by: { $0.ratio > $1.ratio }) {
      let (i, o) = (worst.element, worst.observable)
      if admitted(before[i], o).contains(where: { errorRatio(got.value(o, i), $0.value, $0.bound) <= lockStep.limit }) {
        after[i] = after[i].map { Bounded(value: $0.value, bound: .infinity) }
        continue
      }
      outcome.tally.worstRatio = max(outcome.tally.worstRatio, ratio)
      guard outcome.mismatch == nil else { return }
      outcome.mismatch = Mismatch(
        tensor: trajectory.name, step: k + 1, element: i, observable: observable(o, visible), before: before[i],
        slots: lockStep.reference.slots, got: got.value(o, i), worst, ratio: ratio,
        dominant: step.closely?.dominantOperation(of: o == 0 ? nil : visible[o - 1], from: before[i]),
        variant: lockStep.variant(nil), isDouble: lockStep.arithmetic.isDouble)
      return
    }
  }

  private func observable(_ o: Int, _ visible: [Slot]) -> Observable { o == 0 ? .parameter : .slot(visible[o - 1]) }
}
