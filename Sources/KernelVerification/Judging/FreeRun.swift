import OptimizerReference

/// A reference that goes its own way from the start, its bound growing from step to step: this catches state that is not kept.
///
/// An element that may have overflowed, in some order of the operations, leaves the run.
struct FreeRun {
  private let lockStep: LockStep
  private let inputs: TensorInputs
  private var trajectory: Trajectory { inputs.trajectory }
  private var visible: [Slot] = []
  private var before, after: [EnclosedElement]
  private var outcome = LockStep.Outcome()

  init(_ lockStep: LockStep, _ inputs: TensorInputs) {
    self.lockStep = lockStep
    self.inputs = inputs
    let trajectory = inputs.trajectory
    before = trajectory.initial.indices.map { i in
      var x = EnclosedElement(θ: Bounded(value: trajectory.initial[i], bound: 0), g: 0)
      // Those that it keeps: others that a case sets may stand in their place.
      for slot in lockStep.reference.slots {
        if let values = trajectory.initialSlots[slot] { x[slot] = Bounded(value: values[i], bound: 0) }
      }
      return x
    }
    after = before
  }

  /// Follows `stepper`, which keeps its own state, over all steps.
  ///
  /// - Parameter taken: the admissible step that lock step found to be taken, step for step.
  mutating func run(of testCase: Case, _ stepper: inout some Stepper, taken: [Int]) throws(BrokenCandidate) -> LockStep.Outcome {
    visible = stepper.visibleSlots
    var t = testCase.stepsBefore
    for k in 0..<testCase.steps {
      let isPresent = trajectory.isPresent(k)
      if isPresent || lockStep.reference.countsMissedSteps { t += 1 }
      // A live kernel is not stepped without a gradient.
      guard isPresent || !stepper.isLive else { continue }
      var step = ErasedReference.Step.untouched
      if isPresent {
        step = lockStep.reference.steps(t, lockStep.arrangement, lockStep.arithmetic)[taken[k]]
        inputs.give(k, to: &before)
      }
      let got = try stepper.goOn(k, t: t)
      step.advance(before, &after)
      judge(got, step, k)
      swap(&before, &after)
    }
    return outcome
  }

  private mutating func judge(_ got: Snapshot, _ step: ErasedReference.Step, _ k: Int) {
    outcome.tally.elementSteps += after.count
    let suspects = compare(got)
    guard !suspects.isEmpty else { return }
    let admitted = outcome.mismatch == nil ? step.admitted(slots: visible) : nil
    // The worst first: where it stands, those that are less far off need no closer look.
    for (ratio, worst) in suspects.sorted(by: { $0.ratio > $1.ratio }) {
      let (i, o) = (worst.element, worst.observable)
      if admitted?(i, before[i])[o].contains(where: { errorRatio(got.value(o, i), $0.value, $0.bound) <= lockStep.limit }) == true {
        after[i] = after[i].map { Bounded(value: $0.value, bound: .infinity) }
        continue
      }
      outcome.tally.worstRatio = max(outcome.tally.worstRatio, ratio)
      if outcome.mismatch == nil {
        outcome.mismatch = Mismatch(
          tensor: trajectory.name, step: k + 1, element: i, observable: observable(o), before: before[i],
          slots: lockStep.reference.slots, got: got.value(o, i), worst, ratio: ratio,
          dominant: step.closely(at: i)?.dominantOperation(of: o == 0 ? nil : visible[o - 1], from: before[i]),
          variant: lockStep.variant(nil), isDouble: lockStep.arithmetic.isDouble)
      }
      return
    }
  }

  /// Counts what is compared, and returns what is beyond the limit. An element whose bound is infinite has left the run.
  private mutating func compare(_ got: Snapshot) -> [(ratio: Double, value: StepComparison.Worst)] {
    var suspects: [(ratio: Double, value: StepComparison.Worst)] = []
    for o in 0...visible.count {
      for i in after.indices {
        let expected = o == 0 ? after[i].θ : after[i][visible[o - 1]]
        guard expected.bound.isFinite else { continue }
        outcome.tally.comparisons += 1
        let ratio = errorRatio(got.value(o, i), expected.value, expected.bound)
        if got.value(o, i).isFinite && expected.value.isFinite { outcome.finite[observable(o), default: 0] += 1 }
        if ratio > lockStep.limit {
          suspects.append((ratio, .init(element: i, observable: o, expected: expected, possibilities: 1)))
        } else {
          outcome.tally.worstRatio = max(outcome.tally.worstRatio, ratio)
        }
      }
    }
    return suspects
  }

  private func observable(_ o: Int) -> Observable { o == 0 ? .parameter : .slot(visible[o - 1]) }
}
