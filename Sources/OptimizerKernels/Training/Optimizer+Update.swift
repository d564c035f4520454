/// The arrays of one step whose state the caller keeps. A slot is nil where the rule does not keep it.
///
/// Each holds as many elements as the step has, for the time of the step, and no two overlap.
@unsafe package struct UpdateArrays {
  package var parameters: UnsafeMutablePointer<Float>?
  package var gradients: UnsafePointer<Float>?
  package var slots: [UnsafeMutablePointer<Float>?] = unsafe Array(repeating: nil, count: StateSlot.allCases.count)

  package init() {}
}

extension Optimizer {
  /// The slots that the rule of a group keeps.
  package func slots(ofGroup group: Int) -> [StateSlot] {
    var end = 0
    let offsets = SlotOffsets(groups[group].configuration, count: 0, end: &end)
    return StateSlot.allCases.filter { offsets[$0] != nil }
  }

  /// What the second moment begins with in a group.
  package func secondMomentStart(ofGroup group: Int) -> Float { groups[group].configuration.formula.layout.secondMomentStart }

  /// Takes step t of a group's rule on arrays of the caller's: nothing is remembered, no gradient is clipped. Slow weights begin at t = 1.
  ///
  /// - Precondition: there is the group, t ≥ 1, and the arrays are as ``UpdateArrays`` has them, the slots those of ``slots(ofGroup:)``.
  @unsafe package mutating func update(_ arrays: UpdateArrays, count: Int, t: Int, group: Int) throws(OptimizerError) {
    guard count > 0 else { return }
    try makeUnique()
    // What is planned here is not a step of the optimizer's own.
    forgetLastStep()
    let space = workspace
    if space.rules.count != groups.count { space.rules = groups.map { PlannedRule($0.configuration) } }
    space.plans = [PlannedStep(space.rules[group], group: group, decays: true, t: t, space.memo)]
    let slots = unsafe arrays.slots
    let target = unsafe StepTarget(
      count: count, plan: 0, record: 0, firstBlock: 0, θ: arrays.parameters, gradient: UnsafeRawPointer(arrays.gradients),
      gradientType: .float32, copy: nil, m: slots[0], v: slots[1], vMax: slots[2], s: slots[3], slow: slots[4], fillsSlow: t == 1,
      hasRates: false)
    unsafe space.targets = unsafe [target]
    space.elementCount = count
    let settings = StepSettings()
    let split = try space.prepare(settings, threads: threads ?? WorkSplit.mostThreads)
    unsafe withRun(settings, space) { run in split.run { unsafe run.advance($0, $1) } }
  }
}
