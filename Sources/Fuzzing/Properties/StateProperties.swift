import KernelVerification
import OptimizerReference

extension Property {
  /// k steps, a copy of the state handed to a fresh candidate, and n − k steps equal n.
  ///
  /// Exact for every optimizer: all that it remembers is in its slots and in t.
  static let resumption = Property("stopping and going on from a copy of the state changes nothing") { subject in
    subject.testCase.steps > 1
  } check: { subject, tensor, check in
    var run = try subject.run(tensor)
    let trace = try run.trace()
    for done in Set([1, trace.count / 2, trace.count - 1]).sorted() {
      var tensors = subject.testCase.tensors
      tensors[tensor] = tensors[tensor].starting(from: trace[done - 1], subject.reference.slots)
      let rest = subject.testCase.steps(done..<trace.count, stepsBefore: run.counted[done - 1], tensors)
      var resumed = try subject.run(on: rest, tensor)
      for (k, state) in try resumed.trace().enumerated() { check.expect(state, equals: trace[done + k], step: done + k) }
    }
  }

  /// A zero gradient from a fresh state with ε > 0 and no decay moves nothing.
  ///
  /// Exact where the denominator is no less than an ε of at least 2⁻¹⁰⁰, so that 0 is divided by something, and a rate of at most 2¹⁰ over it (or
  /// over 1 − β1 of at least 2⁻¹⁴ too) is finite: its bounds multiply 0 by it. Slow weights that start at the parameter leave it where it is as
  /// θ + a(θ − θ) but not as aθ + (1 − a)θ: the steps before the first synchronization count.
  static let zeroGradient = Property("a zero gradient from a fresh state moves nothing") { subject in
    !subject.reference.preparesGradients && subject.divides && subject.stepsBeforeSynchronization > 0
  } check: { subject, tensor, check in
    let given = subject.testCase.tensors[tensor]
    let zeros = [Double](repeating: 0, count: given.gradients.count)
    let still = Trajectory(
      name: given.name, shape: given.shape, initial: given.initial, gradients: zeros, present: given.present, rows: given.rows)
    let steps = min(subject.testCase.steps, subject.stepsBeforeSynchronization)
    var run = try subject.run(on: subject.testCase.steps(0..<steps, stepsBefore: 0, [still]), 0)
    for (k, state) in try run.trace().enumerated() {
      for i in given.initial.indices {
        check.expect(state.parameter[i], equals: given.initial[i], at: .init(step: k, element: i, observable: 0))
      }
    }
  }

  /// RAdam with β2 ≤ 0.6 is momentum, and so is every rectified optimizer at its steps below the threshold: what they do to θ and to the first
  /// moment does not hang on the second.
  ///
  /// Exact for every number: v is not read. From a step that rounding leaves open it is not known.
  static let momentumBelowThreshold = Property("below the threshold the second moment changes nothing") { subject in
    subject.convention?.rectification != nil && subject.stepsBelowThreshold > 0
  } check: { subject, tensor, check in
    let steps = subject.stepsBelowThreshold
    var tensors = subject.testCase.tensors
    // Anything else, and not the same in all elements.
    tensors[tensor] = tensors[tensor].mapped(slot: { slot, value in slot.isSecondMoment ? abs(value) * 4 + 1 : value })
    let other = subject.testCase.steps(0..<steps, stepsBefore: subject.testCase.stepsBefore, tensors)
    var (run, changed) = (try subject.run(tensor), try subject.run(on: other, tensor))
    for (k, (state, other)) in zip(try run.trace(), try changed.trace()).enumerated() {
      for observable in 0...subject.reference.slots.count where subject.slot(observable)?.isSecondMoment != true {
        for i in state.parameter.indices {
          let place = PropertyCheck.Place(step: k, element: i, observable: observable)
          check.expect(other.value(observable, i), equals: state.value(observable, i), at: place)
        }
      }
    }
  }
}

extension Slot {
  fileprivate var isSecondMoment: Bool { [.v, .s, .vmax].contains(self) }
}

extension Trajectory {
  fileprivate func starting(from state: Snapshot, _ slots: [Slot]) -> Trajectory {
    let kept = Dictionary(uniqueKeysWithValues: zip(slots, state.slots))
    return Trajectory(
      name: name, shape: shape, initial: state.parameter, initialSlots: kept, gradients: gradients, present: present, rows: rows)
  }
}

extension PropertySubject {
  /// How many steps of the case come before one that may be adaptive.
  fileprivate var stepsBelowThreshold: Int {
    // Where a tensor has no gradient, t may stand still: those are left out.
    guard testCase.tensors.allSatisfy({ $0.present == nil }) else { return 0 }
    return (0..<testCase.steps).prefix { isAdaptive(testCase.stepsBefore + $0 + 1) == false }.count
  }

  /// How many steps there are before slow weights move.
  /// None where slow weights begin at θ after the first step, and meet it there as aθ + (1 − a)θ.
  fileprivate var stepsBeforeSynchronization: Int {
    convention?.lookahead.map { $0.phase == .fromFirstStep ? 0 : $0.period - 1 } ?? (reference.slots.contains(.slow) ? 0 : .max)
  }

  /// Whether there is an ε in the denominator that keeps it from 0, no decay, and no rate that overflows.
  fileprivate var divides: Bool {
    guard let convention else {
      // Where the implementation is a point with other hyperparameters, these have more to them than their common meaning: a schedule, say.
      guard let common, implementation.convention == nil else { return false }
      return common.epsilon >= 0x1p-100 && common.weightDecay == 0 && common.learningRate <= 0x1p10 && common.beta1 <= 1 - 0x1p-14
    }
    guard convention.weightDecay == .none, convention.α <= 0x1p10, convention.β1 <= 1 - 0x1p-14 else { return false }
    // From a threshold below 4 a rectified step multiplies by the root of a negative number.
    if let rectification = convention.rectification, rectification.threshold < 4 { return false }
    let ε =
      switch convention.epsilon {
      case .none: 0.0
      case .inRoot(let ε), .beforeCorrection(let ε), .afterCorrection(let ε): ε
      case .inRootAndAfter(let ε, let other), .inRootAndBeforeCorrection(let ε, let other): max(ε, other)
      }
    let inMoment =
      switch convention.momentEpsilon {
      case .none: 0.0
      case .kept(let ε), .keptInMaximum(let ε), .passing(let ε): ε
      }
    return max(ε, inMoment) >= 0x1p-100
  }
}
