import OptimizerReference

/// A candidate over one tensor of a case, stepped and not judged: what a property is looked for in.
package struct CandidateRun {
  /// The optimizer's step number at each step of the case; nil where the tensor has no gradient.
  package let steps: [Int?]
  /// What it has counted after each step of the case.
  package let counted: [Int]
  /// The state before the first step, the slots in the reference's order.
  package let start: Snapshot
  private var stepper: LiveStepper

  /// - Parameter reference: says what slots there are, and how t goes on.
  package init(_ candidate: any Candidate, on testCase: Case, tensor: Int, reference: ErasedReference) {
    let testCase = testCase.started(by: reference, isDouble: false)
    let trajectory = testCase.tensors[tensor]
    var t = testCase.stepsBefore
    counted = (0..<testCase.steps).map { k in
      if trajectory.isPresent(k) || reference.countsMissedSteps { t += 1 }
      return t
    }
    steps = counted.enumerated().map { k, t in trajectory.isPresent(k) ? t : nil }
    start = Snapshot(parameter: trajectory.initial, slots: reference.slots.map { trajectory.initialSlots[$0, default: []] })
    stepper = LiveStepper(candidate, on: testCase, tensor: tensor, slots: reference.slots)
  }

  /// The state after each step of a run of its own; where the tensor has no gradient, the state before.
  package mutating func trace() throws(BrokenCandidate) -> [Snapshot] {
    var states: [Snapshot] = []
    for (k, t) in steps.enumerated() {
      guard let t else {
        states.append(states.last ?? start)
        continue
      }
      states.append(try stepper.goOn(k, t: t))
    }
    return states
  }

  /// The state after step k, from 0, taken from a state of the caller's choice; nil where the tensor has no gradient.
  package mutating func step(_ k: Int, from state: Snapshot) throws(BrokenCandidate) -> Snapshot? {
    guard let t = steps[k] else { return nil }
    return try stepper.advance(k, t: t, from: state)
  }
}
