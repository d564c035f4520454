public import KernelVerification
public import OptimizerReference

/// A kernel in a run of its own from the start of a case, against the reference in Double: what a test with a fixed tolerance does.
public enum ToleranceRun {
  /// Whether each tolerance accepts the parameter and every slot after every step. One that throws or changes a count is accepted by none.
  ///
  /// Where two branches are open, the reference takes the one whose parameters are nearer to the kernel's: that is to nobody's disadvantage.
  ///
  /// - Throws: `InvalidHyperparameter` for a value that the implementation does not take.
  public static func verdicts(
    of candidate: any Candidate, on testCase: Case, _ implementation: Implementation, by tolerances: [FixedTolerance]
  ) throws(InvalidHyperparameter) -> [Bool] {
    let reference = try implementation.reference(testCase.hyperparameters)
    let started = testCase.started(by: reference, isDouble: false)
    var accepted = tolerances.map { _ in true }
    for (tensor, inputs) in TensorInputs.all(of: started, reference, .double).enumerated() {
      var stepper = LiveStepper(candidate, on: started, tensor: tensor, slots: reference.slots)
      var run = Run(inputs: inputs, reference: reference, t: started.stepsBefore)
      for k in 0..<started.steps {
        do {
          guard let got = try run.advance(k, &stepper) else { continue }
          for (i, tolerance) in tolerances.enumerated() where accepted[i] { accepted[i] = run.isAccepted(got, by: tolerance) }
        } catch {
          return tolerances.map { _ in false }
        }
      }
    }
    return accepted
  }

  /// The reference on its way.
  private struct Run {
    let inputs: TensorInputs
    let reference: ErasedReference
    var t: Int
    var elements: [EnclosedElement] = []

    init(inputs: TensorInputs, reference: ErasedReference, t: Int) {
      (self.inputs, self.reference, self.t) = (inputs, reference, t)
      let start = inputs.trajectory
      elements = start.initial.indices.map { i in
        var x = EnclosedElement(θ: Bounded(value: start.initial[i], bound: 0), g: 0)
        for (slot, values) in start.initialSlots { x[slot] = Bounded(value: values[i], bound: 0) }
        return x
      }
    }

    /// Takes step k of both; nil where there is no gradient.
    mutating func advance(_ k: Int, _ stepper: inout LiveStepper) throws(BrokenCandidate) -> Snapshot? {
      let isPresent = inputs.trajectory.isPresent(k)
      if isPresent || reference.countsMissedSteps { t += 1 }
      guard isPresent else { return nil }
      let got = try stepper.goOn(k, t: t)
      inputs.give(k, to: &elements)
      let before = elements
      var nearest = Double.infinity
      for (i, step) in reference.steps(t, reference.arrangements[0], .double).enumerated() {
        var after = before
        step.advance(before, &after)
        let distance = zip(after, got.parameter).reduce(0.0) { $0 + max(0, abs($1.0.θ.value - $1.1)) }
        if i == 0 || distance < nearest { (nearest, elements) = (distance, after) }
      }
      return got
    }

    /// Whether all that can be seen is accepted, the reference's values as Float holds them.
    func isAccepted(_ got: Snapshot, by tolerance: FixedTolerance) -> Bool {
      elements.indices.allSatisfy { i in
        tolerance.accepts(got.parameter[i], for: Double(Float(elements[i].θ.value)))
          && reference.slots.indices.allSatisfy { s in
            tolerance.accepts(got.slots[s][i], for: Double(Float(elements[i][reference.slots[s]].value)))
          }
      }
    }
  }
}
