import OptimizerReference

extension Verifier {
  /// The same case from a later step on, started from the state that `candidate` itself comes to before it: what lock step judges there.
  ///
  /// - Parameters:
  ///   - testCase: the one that begins earlier.
  ///   - step: the step that becomes the first, from 1 to the number of steps.
  ///   - tensor: the parameter whose count of steps the new case goes on from, where some missed steps; by default the first.
  ///   - candidate: made for the case's hyperparameters. It is stepped from states of the verifier's choice, each its own.
  /// - Returns: nil where the candidate breaks before that step, or `step` is none of the case.
  /// - Throws: `InvalidHyperparameter` for a value that the implementation does not take.
  public func restart(_ testCase: Case, at step: Int, of tensor: String? = nil, by candidate: any Candidate) throws -> Case? {
    guard 1...testCase.steps ~= step else { return nil }
    let reference = try known(testCase.implementation).reference(testCase.hyperparameters)
    let started = testCase.started(by: reference, isDouble: false)
    var tensors: [Trajectory] = []
    var stepsBefore: Int?
    for (i, trajectory) in started.tensors.enumerated() {
      var stepper = LiveStepper(candidate, on: started, tensor: i, slots: reference.slots)
      let zeros = [Double](repeating: 0, count: trajectory.count)
      var state = Snapshot(parameter: trajectory.initial, slots: reference.slots.map { trajectory.initialSlots[$0] ?? zeros })
      var t = testCase.stepsBefore
      for k in 0..<step - 1 {
        let isPresent = trajectory.isPresent(k)
        if isPresent || reference.countsMissedSteps { t += 1 }
        guard isPresent else { continue }
        guard let after = try? stepper.advance(k, t: t, from: state) else { return nil }
        state = after
      }
      if stepsBefore == nil || trajectory.name == tensor { stepsBefore = t }
      tensors.append(trajectory.from(step: step, state, slots: reference.slots))
    }
    return Case(
      checked: testCase.name, implementation: testCase.implementation, hyperparameters: testCase.hyperparameters,
      steps: testCase.steps - step + 1, stepsBefore: stepsBefore ?? testCase.stepsBefore, tensors: tensors, rerun: testCase.rerun)
  }

  /// The same verifier without what it says of a failure beyond where it is: it looks for no convention that fits, which takes longer than
  /// all the judging. For those who judge one failure hundreds of times.
  public var withoutSearch: Verifier {
    Verifier(
      all.map {
        Implementation(name: $0.name, evidence: $0.evidence, reference: $0.reference, kernel: $0.kernel, samples: [])
      })
  }
}

extension Trajectory {
  /// The trajectory from a later step on, from this state. What was recorded is left out.
  fileprivate func from(step: Int, _ state: Snapshot, slots: [Slot]) -> Trajectory {
    Trajectory(
      name: name, shape: shape, initial: state.parameter, initialSlots: Dictionary(uniqueKeysWithValues: zip(slots, state.slots)),
      gradients: Array(gradients[((step - 1) * count)...]), present: present.map { Array($0[(step - 1)...]) },
      rows: rows.map { Array($0[((step - 1) * rowCount)...]) })
  }
}
