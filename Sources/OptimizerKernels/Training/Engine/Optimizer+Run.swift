internal import KernelShims

extension Optimizer {
  /// Takes one step on what `workspace.sources` points to: for each parameter its elements, and its gradient where it has one.
  ///
  /// - Precondition: the pointers hold for the time of the call, each for as many elements as its parameter has, and no two overlap.
  mutating func run(
    gradientType: TensorElementType, copyType: TensorElementType = .float32, lossScale: Float, observing: Bool
  ) throws(OptimizerError) -> StepReport {
    guard lossScale > 0, lossScale.isFinite else {
      throw .invalidValue(HyperparameterError(parameter: "lossScale", value: "\(lossScale)", allowed: "0 < lossScale, finite"))
    }
    var settings = StepSettings()
    settings.lossScale = lossScale
    settings.clampLimit = clipping?.value.map(Float.init)
    settings.copyType = copyType
    settings.observes = observing
    settings.checksFinite = nonFiniteGradients != .propagate
    settings.measuresNorm = observing || clipping?.norm != nil || clipping?.globalNorm != nil
    try plan(gradientType)
    let split = workspace.prepare(settings, threads: threads ?? WorkSplit.mostThreads)
    if settings.readsFirst {
      unsafe withRun(settings, split) { run in split.run { unsafe run.measure($0) } }
      if settings.checksFinite && workspace.notices.contains(where: \.hasNonFinite) {
        if nonFiniteGradients == .throw { throw firstNonFinite(settings) }
        return StepReport(skipped: true, parameterCount: 0, gradientNorm: nil, parameterNorms: [], observation: nil)
      }
    }
    let norms = settings.measuresNorm ? clip() : (nil, [])
    centralize(settings, split)
    unsafe withRun(settings, split) { run in split.run { unsafe run.advance($0) } }
    let observation = observing ? observed() : nil
    for i in unsafe workspace.targets.indices {
      let record = unsafe workspace.targets[i].record
      records[record].stepCount += 1
      records[record].hasSlowWeights = groups[records[record].group].configuration.lookahead != nil
    }
    return StepReport(
      skipped: false, parameterCount: unsafe workspace.targets.count, gradientNorm: norms.0, parameterNorms: norms.1,
      observation: observation)
  }

  /// Plans the step of each parameter with a gradient.
  private func plan(_ gradientType: TensorElementType) throws(OptimizerError) {
    workspace.plans.removeAll(keepingCapacity: true)
    unsafe workspace.targets.removeAll(keepingCapacity: true)
    if workspace.lastPlan.count != 2 * groups.count { workspace.lastPlan = Array(repeating: -1, count: 2 * groups.count) }
    for i in workspace.lastPlan.indices { workspace.lastPlan[i] = -1 }
    var block = 0
    for i in records.indices {
      let source = unsafe workspace.sources[i]
      guard unsafe source.isPresent else { continue }
      guard records[i].stepCount < OptimizerStateError.mostSteps else { throw .tooManySteps(name: records[i].name) }
      let number = planNumber(i)
      let slots = records[i].slots
      let target = unsafe StepTarget(
        count: records[i].count, plan: number, record: i, firstBlock: block, θ: source.θ, gradient: source.gradient,
        gradientType: gradientType, copy: source.copy, m: slot(i, slots.firstMoment), v: slot(i, slots.secondMoment),
        vMax: slot(i, slots.maximum), s: slot(i, slots.averagedRate), slow: slot(i, slots.slowWeights),
        fillsSlow: !records[i].hasSlowWeights || startsAnew(i), hasRates: records[i].learningRates != nil)
      unsafe workspace.targets.append(target)
      block += unsafe target.blockCount
    }
    guard unsafe !workspace.targets.isEmpty else { throw .noGradients }
  }

  /// torch_optimizer's Lookahead begins after the first step, whatever a restored state has.
  private func startsAnew(_ i: Int) -> Bool {
    records[i].stepCount == 0 && groups[records[i].group].configuration.lookahead?.phase == .fromSecondStep
  }

  /// The number of the plan of parameters like this one; made where there is none yet. Records are not copied on the way: that would count references.
  private func planNumber(_ i: Int) -> Int {
    let (group, decays, t) = (records[i].group, records[i].decays, records[i].stepCount + 1)
    let key = 2 * group + (decays ? 1 : 0)
    let last = workspace.lastPlan[key]
    if last >= 0 && workspace.plans[last].t == t { return last }
    let configuration = groups[group].configuration
    let formula = decays ? configuration.formula : configuration.formula.withoutDecay
    workspace.plans.append(PlannedStep(formula, configuration.lookahead, group: group, decays: decays, t: t))
    workspace.lastPlan[key] = workspace.plans.count - 1
    return workspace.plans.count - 1
  }

  /// Hands the step's view to `body`; its pointers are good for that long.
  func withRun(_ settings: StepSettings, _ split: WorkSplit, _ body: (StepRun) -> Void) {
    guard let scratch = unsafe workspace.scratch.base else { return }
    let space = workspace
    unsafe space.targets.withUnsafeMutableBufferPointer { targets in
      unsafe space.plans.withUnsafeBufferPointer { plans in
        unsafe records.withUnsafeBufferPointer { records in
          unsafe groups.withUnsafeBufferPointer { groups in
            unsafe space.gradientSums.withUnsafeMutableBufferPointer { gradientSums in
              unsafe space.updateSums.withUnsafeMutableBufferPointer { updateSums in
                unsafe space.notices.withUnsafeMutableBufferPointer { notices in
                  unsafe body(
                    StepRun(
                      targets: targets, plans: plans, records: records, groups: groups, gradientSums: gradientSums,
                      updateSums: updateSums, scratch: scratch, notices: notices, settings: settings, split: split))
                }
              }
            }
          }
        }
      }
    }
  }

  /// The first gradient, in the order of the parameters, that is not finite.
  private func firstNonFinite(_ settings: StepSettings) -> OptimizerError {
    var settings = settings
    settings.clampLimit = nil
    var found: OptimizerError?
    // One worker: the first of all is wanted.
    unsafe withRun(settings, WorkSplit(blocks: workspace.blockCount, elements: 0, threads: 1)) { run in
      unsafe run.walk(0) { i, blocks in
        let target = unsafe run.targets[i]
        for block in blocks where found == nil {
          let start = block * Blocks.size
          let count = unsafe min(Blocks.size, target.count - start)
          guard let g = unsafe run.gradients(target, start, count, run.gradientScratch(0), beforeClamp: true) else { return }
          for j in 0..<count where unsafe !g[j].isFinite {
            found = unsafe .nonFiniteGradient(name: records[target.record].name, index: start + j, value: "\(g[j])")
            break
          }
        }
      }
    }
    return found ?? .noGradients
  }
}
