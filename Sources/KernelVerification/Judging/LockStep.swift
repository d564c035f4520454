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
  func run(_ trajectory: Trajectory, steps: Int, _ stepper: inout some Stepper) throws(BrokenCandidate) -> Outcome {
    var outcome = Outcome()
    let visible = stepper.visibleSlots
    let hidden = reference.slots.filter { !visible.contains($0) }
    let zeros = [Double](repeating: 0, count: trajectory.count)
    var state = Snapshot(parameter: trajectory.initial, slots: visible.map { _ in zeros })
    // What the reference knows of the slots that cannot be seen.
    var free = zeros.map { _ in EnclosedElement(θ: 0, g: 0) }
    var t = 0

    for k in 0..<steps {
      guard trajectory.isPresent(k) else {
        if reference.countsMissedSteps { t += 1 }
        if !stepper.isLive { try compareUntouched(k, &state, &stepper, trajectory, &outcome) }
        continue
      }
      t += 1
      let gradient = trajectory.gradient(k)
      let admissible = reference.steps(t, arrangement, arithmetic)
      let before = enclose(state, gradient, visible, hidden, free)
      let after = try stepper.advance(k, t: t, from: state)
      let judged = judge(after, from: before, admissible, visible)
      record(judged, admissible, .parameter, k, trajectory, before, after, visible, &outcome)

      if stepper.isLive {
        var fromZero = state
        fromZero.parameter = zeros
        let before = enclose(fromZero, gradient, visible, hidden, free)
        let after = try stepper.advance(k, t: t, from: fromZero)
        let judged = judge(after, from: before, [admissible[judged.variant]], visible)
        record(judged, [], .update, k, trajectory, before, after, visible, &outcome)
      }
      free = judged.reference
      state = after
    }
    return outcome
  }

  private struct Judged {
    var comparison: StepComparison
    var variant: Int
    var reference: [EnclosedElement]
  }

  /// The admissible step that fits best.
  private func judge(_ after: Snapshot, from before: [EnclosedElement], _ admissible: [ErasedReference.Step], _ visible: [Slot]) -> Judged {
    var best: Judged?
    for (index, step) in admissible.enumerated() {
      var elements = before
      step.advance(&elements)
      let comparison = StepComparison(after, with: elements, slots: visible, arithmetic: arithmetic)
      if best.map({ comparison.tally.worstRatio < $0.comparison.tally.worstRatio }) ?? true {
        best = Judged(comparison: comparison, variant: index, reference: elements)
      }
    }
    guard let best else { preconditionFailure("a reference must admit at least one step") }
    return best
  }

  private func enclose(
    _ state: Snapshot, _ gradient: ArraySlice<Double>, _ visible: [Slot], _ hidden: [Slot], _ free: [EnclosedElement]
  ) -> [EnclosedElement] {
    var elements = zip(state.parameter, gradient).map { θ, g in
      EnclosedElement(θ: Bounded(value: θ, bound: 0), g: Bounded(value: g, bound: 0))
    }
    for (slot, values) in zip(visible, state.slots) {
      for i in elements.indices { elements[i][slot] = Bounded(value: values[i], bound: 0) }
    }
    for slot in hidden {
      for i in elements.indices { elements[i][slot] = free[i][slot] }
    }
    return elements
  }

  private func record(
    _ judged: Judged, _ admissible: [ErasedReference.Step], _ first: Observable, _ k: Int, _ trajectory: Trajectory,
    _ before: [EnclosedElement], _ after: Snapshot, _ visible: [Slot], _ outcome: inout Outcome
  ) {
    outcome.tally.add(judged.comparison.tally)
    let observables = [first] + visible.map { Observable.slot($0) }
    for (observable, count) in zip(observables, judged.comparison.finite) { outcome.finite[observable, default: 0] += count }
    let branch = admissible.count > 1 ? admissible[judged.variant].branch : nil
    if let branch { outcome.openBranches.append("step \(k + 1) \(branch)") }
    guard outcome.mismatch == nil, judged.comparison.tally.worstRatio > limit, let worst = judged.comparison.worst else { return }
    let (i, o) = (worst.element, worst.observable)
    let expected = o == 0 ? judged.reference[i].θ : judged.reference[i][visible[o - 1]]
    outcome.mismatch = Mismatch(
      tensor: trajectory.name, step: k + 1, element: i, observable: observables[o], before: before[i], slots: reference.slots,
      got: o == 0 ? after.parameter[i] : after.slots[o - 1][i], reference: expected.value, bound: expected.bound,
      ratio: judged.comparison.tally.worstRatio, variant: variantName(branch),
      isDouble: arithmetic == .double)
  }

  /// What the reference did, as a person says it.
  private func variantName(_ branch: String?) -> String {
    let moments = arithmetic == .floatInterpolated ? "moments interpolated" : nil
    return [arrangement.rawValue, moments, branch].compactMap { $0 }.joined(separator: ", ")
  }

  /// A parameter without a gradient keeps its value and its state, to the bit.
  private func compareUntouched(
    _ k: Int, _ state: inout Snapshot, _ stepper: inout some Stepper, _ trajectory: Trajectory, _ outcome: inout Outcome
  ) throws(BrokenCandidate) {
    let after = try stepper.advance(k, t: k + 1, from: state)
    let untouched = ErasedReference.Step(Variant<Bounded<Double>> { _ in })
    let visible = stepper.visibleSlots
    let before = enclose(state, trajectory.gradient(k), visible, [], [])
    let judged = judge(after, from: before, [untouched], visible)
    record(judged, [], .parameter, k, trajectory, before, after, visible, &outcome)
    state = after
  }
}
