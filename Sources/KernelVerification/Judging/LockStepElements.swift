import OptimizerReference

/// The elements of a tensor before and after a step, as the reference sees them. Its arrays are used again at each step: allocated
/// anew, a third of the time would go into clearing pages.
struct LockStepElements {
  /// The elements before the step that was compared last.
  private(set) var before: [EnclosedElement]
  /// The elements after it.
  private var after: [EnclosedElement]
  private let visible: [Slot]
  /// Slots that cannot be seen: they run free, with their bounds, from where they start.
  private let hidden: [Slot]
  private var free: [EnclosedElement]
  /// Whether there are slots that cannot be seen.
  var areHidden: Bool { !hidden.isEmpty }

  private let inputs: TensorInputs

  init(_ inputs: TensorInputs, visible: [Slot], slots: [Slot]) {
    self.inputs = inputs
    let trajectory = inputs.trajectory
    (before, after) = ([], [])
    self.visible = visible
    hidden = slots.filter { !visible.contains($0) }
    free = hidden.isEmpty ? [] : Array(repeating: EnclosedElement(θ: 0, g: 0), count: trajectory.count)
    for slot in hidden {
      guard let start = trajectory.initialSlots[slot] else { continue }
      for i in free.indices { free[i][slot] = Bounded(value: start[i], bound: 0) }
    }
  }

  /// Sets the elements before step k, from 0: what can be seen exactly, the rest as the reference left it.
  mutating func enclose(_ state: Snapshot, _ k: Int) {
    // Most tensors never come here.
    if before.isEmpty {
      before = Array(repeating: EnclosedElement(θ: 0, g: 0), count: state.parameter.count)
      after = before
    }
    inputs.give(k, to: &before)
    for i in before.indices { before[i].θ = Bounded(value: state.parameter[i], bound: 0) }
    for (slot, values) in zip(visible, state.slots) {
      for i in before.indices { before[i][slot] = Bounded(value: values[i], bound: 0) }
    }
    for slot in hidden {
      for i in before.indices { before[i][slot] = free[i][slot] }
    }
  }

  /// Compares what the candidate left with an admissible step from where the elements are.
  mutating func compare(
    _ got: Snapshot, _ step: ErasedReference.Step, _ arithmetic: Arithmetic, limit: Double, looksClosely: Bool
  ) -> StepComparison {
    step.advance(before, &after)
    return StepComparison(
      got, with: after, from: before, slots: visible, by: step, arithmetic: arithmetic, limit: limit, looksClosely: looksClosely)
  }

  /// Keeps the slots that cannot be seen as `step` leaves them.
  mutating func keepHiddenSlots(_ step: ErasedReference.Step) {
    guard !hidden.isEmpty else { return }
    step.advance(before, &after)
    for slot in hidden {
      for i in free.indices { free[i][slot] = after[i][slot] }
    }
  }
}

extension ErasedReference.Step {
  /// A parameter without a gradient keeps its value and its state, to the bit.
  static var untouched: ErasedReference.Step { ErasedReference.Step(Variant<Bounded<Double>> { _ in }) }
}
