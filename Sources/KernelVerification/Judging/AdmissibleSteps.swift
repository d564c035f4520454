import OptimizerReference

/// The admissible steps of a lock step at one t: over several elements at once, and one by one where that is asked for.
struct AdmissibleSteps {
  /// The steps in lanes; nil where they are not to be had.
  let lanes: [Variant<BoundedLanes>]?
  /// The steps of single elements, in the same order.
  private(set) lazy var exact = lockStep.steps(t)
  /// The branch that each takes; nil where there is none.
  let branches: [String?]
  private let lockStep: LockStep
  private let t: Int

  /// - Parameter inLanes: whether the tensor can be stepped in lanes.
  init(_ lockStep: LockStep, _ t: Int, inLanes: Bool) {
    self.lockStep = lockStep
    self.t = t
    lanes = inLanes ? lockStep.reference.laneSteps(t, lockStep.arrangement) : nil
    if let lanes {
      branches = lanes.map(\.branch)
    } else {
      let steps = lockStep.steps(t)
      branches = steps.map(\.branch)
      exact = steps
    }
  }

  /// How many there are.
  var count: Int { branches.count }
}
