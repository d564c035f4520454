import OptimizerReference

/// The elements of a tensor before and after a step, as the reference sees them. Its arrays are used again at each step: allocated
/// anew, a third of the time would go into clearing pages.
struct LockStepElements {
  /// The elements before the step that was compared last.
  private(set) var before: [EnclosedElement]
  /// The elements after it, by the admissible step that fits best.
  private(set) var after: [EnclosedElement]
  private let visible: [Slot]
  /// Slots that cannot be seen: they run free, with their bounds, from where they start.
  private let hidden: [Slot]
  private var free: [EnclosedElement]

  init(_ trajectory: Trajectory, visible: [Slot], slots: [Slot]) {
    before = Array(repeating: EnclosedElement(θ: 0, g: 0), count: trajectory.count)
    after = before
    self.visible = visible
    hidden = slots.filter { !visible.contains($0) }
    free = hidden.isEmpty ? [] : before
    for slot in hidden {
      guard let start = trajectory.initialSlots[slot] else { continue }
      for i in free.indices { free[i][slot] = Bounded(value: start[i], bound: 0) }
    }
  }

  /// Sets the elements before a step: what can be seen exactly, the rest as the reference left it.
  mutating func enclose(_ state: Snapshot, _ gradient: ArraySlice<Double>) {
    for (i, g) in gradient.enumerated() {
      before[i].g = Bounded(value: g, bound: 0)
      before[i].θ = Bounded(value: state.parameter[i], bound: 0)
    }
    for (slot, values) in zip(visible, state.slots) {
      for i in before.indices { before[i][slot] = Bounded(value: values[i], bound: 0) }
    }
    for slot in hidden {
      for i in before.indices { before[i][slot] = free[i][slot] }
    }
  }

  /// Keeps the slots that cannot be seen as they are after the step.
  mutating func keepHiddenSlots() {
    for slot in hidden {
      for i in free.indices { free[i][slot] = after[i][slot] }
    }
  }

  /// Compares what the candidate left with the admissible step that fits best.
  mutating func compare(_ got: Snapshot, _ admissible: [ErasedReference.Step], _ arithmetic: Arithmetic) -> StepComparison {
    precondition(!admissible.isEmpty, "a reference must admit at least one step")
    admissible[0].advance(before, &after)
    var best = StepComparison(got, with: after, slots: visible, arithmetic: arithmetic, step: 0)
    guard admissible.count > 1 else { return best }
    var other = after
    for index in admissible.indices.dropFirst() {
      admissible[index].advance(before, &other)
      let comparison = StepComparison(got, with: other, slots: visible, arithmetic: arithmetic, step: index)
      if comparison.tally.worstRatio < best.tally.worstRatio {
        best = comparison
        swap(&after, &other)
      }
    }
    return best
  }
}

extension ErasedReference.Step {
  /// A parameter without a gradient keeps its value and its state, to the bit.
  static var untouched: ErasedReference.Step { ErasedReference.Step(Variant<Bounded<Double>> { _ in }) }
}
