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
    // Taken once: every other way to it counts a reference.
    let space = workspace
    var settings = StepSettings(lossScale: lossScale, clampLimit: clipping?.value.map(Float.init))
    settings.copyType = copyType
    settings.observes = observing
    settings.checksFinite = nonFiniteGradients != .propagate
    settings.measuresNorm = observing || clipping?.norm != nil || clipping?.globalNorm != nil
    try plan(gradientType, space)
    let split = try space.prepare(settings, threads: threads ?? WorkSplit.mostThreads)
    if settings.readsFirst {
      unsafe withRun(settings, space) { run in split.run { unsafe run.measure($0, $1) } }
      if settings.checksFinite && space.notices.contains(where: \.hasNonFinite) {
        if nonFiniteGradients == .throw { throw firstNonFinite(settings, space) }
        return StepReport(skipped: true, parameterCount: 0, gradientNorm: nil, parameterNorms: [], observation: nil)
      }
    }
    let norms = settings.measuresNorm ? clip(space) : (nil, [])
    if space.centralizes { try centralize(settings, space) }
    unsafe withRun(settings, space) { run in split.run { unsafe run.advance($0, $1) } }
    let observation = observing ? observed(space) : nil
    count(space)
    return StepReport(
      skipped: false, parameterCount: unsafe space.targets.count, gradientNorm: norms.0, parameterNorms: norms.1,
      observation: observation)
  }

  /// Counts the step that was taken.
  private mutating func count(_ space: StepWorkspace) {
    for i in unsafe space.targets.indices {
      let record = unsafe space.targets[i].record
      records[record].stepCount += 1
      if unsafe space.plans[space.targets[i].plan].lookahead != nil { records[record].hasSlowWeights = true }
    }
    // Slow weights that have just begun, gradients that were put elsewhere and rates of elements are planned anew.
    space.isOfLastStep = unsafe space.targets.count == records.count && !space.centralizes && !space.hasExceptions
  }

  // These are all mutating, though few change anything: what takes the optimizer as a value counts the references in it.

  /// Plans the step of each parameter with a gradient.
  private mutating func plan(_ gradientType: TensorElementType, _ space: StepWorkspace) throws(OptimizerError) {
    if space.rules.count != groups.count { space.rules = groups.map { PlannedRule($0.configuration) } }
    if planAgain(gradientType, space) { return }
    space.plans.removeAll(keepingCapacity: true)
    unsafe space.targets.removeAll(keepingCapacity: true)
    if space.lastPlan.count != 2 * groups.count { space.lastPlan = Array(repeating: -1, count: 2 * groups.count) }
    for i in space.lastPlan.indices { space.lastPlan[i] = -1 }
    var (block, elements, centralizes, hasExceptions) = (0, 0, false, false)
    for i in records.indices {
      let source = unsafe space.sources[i]
      guard unsafe source.isPresent else { continue }
      let count = records[i].count
      guard records[i].stepCount < OptimizerStateError.mostSteps else { throw .tooManySteps(name: records[i].name) }
      let number = planNumber(i, space)
      let base = unsafe count > 0 ? arenas[records[i].arena].base : nil
      // Offsets of a record lie in its arena, which holds nothing but Floats.
      func slot(_ offset: Int?) -> UnsafeMutablePointer<Float>? {
        guard let offset else { return nil }
        return unsafe base.map { unsafe ($0 + offset).assumingMemoryBound(to: Float.self) }
      }
      let target = unsafe StepTarget(
        count: count, plan: number, record: i, firstBlock: block, θ: source.θ, gradient: source.gradient, gradientType: gradientType,
        copy: source.copy, m: slot(records[i].slots.firstMoment), v: slot(records[i].slots.secondMoment),
        vMax: slot(records[i].slots.maximum), s: slot(records[i].slots.averagedRate), slow: slot(records[i].slots.slowWeights),
        fillsSlow: !records[i].hasSlowWeights || startsAnew(i), hasRates: records[i].learningRates != nil)
      unsafe space.targets.append(target)
      block += unsafe target.blockCount
      elements += count
      centralizes = centralizes || records[i].centralizes
      if unsafe target.hasRates || (target.fillsSlow && records[i].slots.slowWeights != nil) { hasExceptions = true }
    }
    space.elementCount = elements
    space.centralizes = centralizes
    space.hasExceptions = hasExceptions
    guard unsafe !space.targets.isEmpty else { throw .noGradients }
  }

  /// Plans the step that follows the last one. Returns false where something else has changed than t.
  private mutating func planAgain(_ gradientType: TensorElementType, _ space: StepWorkspace) -> Bool {
    guard space.isOfLastStep else { return false }
    space.isOfLastStep = false
    guard unsafe space.targets.count == space.sources.count else { return false }
    for i in unsafe space.targets.indices {
      // Targets are in the order of the parameters, for all had a gradient.
      let (source, target) = unsafe (space.sources[i], space.targets[i])
      guard unsafe source.isPresent, unsafe source.θ == target.θ, unsafe source.gradient == target.gradient,
        unsafe source.copy == target.copy, unsafe target.gradientType == gradientType
      else { return false }
      unsafe space.targets[i].factor = nil
    }
    for i in space.plans.indices {
      let (group, decays, t) = (space.plans[i].group, space.plans[i].decays, space.plans[i].t + 1)
      guard t <= OptimizerStateError.mostSteps else { return false }
      space.plans[i] = PlannedStep(space.rules[group], group: group, decays: decays, t: t, space.memo)
    }
    return true
  }

  /// torch_optimizer's Lookahead begins after the first step, whatever a restored state has.
  private mutating func startsAnew(_ i: Int) -> Bool {
    records[i].stepCount == 0 && records[i].slots.slowWeights != nil
      && groups[records[i].group].configuration.lookahead?.phase == .fromSecondStep
  }

  /// The number of the plan of parameters like this one; made where there is none yet. Records are not copied on the way: that would count references.
  private mutating func planNumber(_ i: Int, _ space: StepWorkspace) -> Int {
    let (group, decays, t) = (records[i].group, records[i].decays, records[i].stepCount + 1)
    let key = 2 * group + (decays ? 1 : 0)
    let last = space.lastPlan[key]
    if last >= 0 && space.plans[last].t == t { return last }
    space.plans.append(PlannedStep(space.rules[group], group: group, decays: decays, t: t, space.memo))
    space.lastPlan[key] = space.plans.count - 1
    return space.plans.count - 1
  }

  /// Hands the step's view to `body`; its pointers are good for that long.
  mutating func withRun(_ settings: StepSettings, _ space: StepWorkspace, _ body: (StepRun) -> Void) {
    guard space.hasExceptions else {
      return unsafe space.withRun(settings, UnsafeBufferPointer(start: nil, count: 0), UnsafeBufferPointer(start: nil, count: 0), body)
    }
    // Rates of elements are asked of the records and groups; to lend them counts references.
    unsafe records.withUnsafeBufferPointer { records in
      unsafe groups.withUnsafeBufferPointer { groups in unsafe space.withRun(settings, records, groups, body) }
    }
  }

  /// The first gradient, in the order of the parameters, that is not finite.
  private mutating func firstNonFinite(_ settings: StepSettings, _ space: StepWorkspace) -> OptimizerError {
    var settings = settings
    settings.clampLimit = nil
    var found: OptimizerError?
    let records = records
    let all = 0..<space.blockCount
    // In order: the first of all is wanted.
    unsafe withRun(settings, space) { run in
      unsafe run.walk(all) { i, blocks in
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

extension StepWorkspace {
  /// Hands the step's view to `body`; its pointers are good for that long.
  fileprivate func withRun(
    _ settings: StepSettings, _ records: UnsafeBufferPointer<ParameterRecord>, _ groups: UnsafeBufferPointer<ParameterGroup>,
    _ body: (StepRun) -> Void
  ) {
    guard let scratch = unsafe scratch.base else { return }
    // Mutable buffers, though the plans are only read: to lend others counts references.
    unsafe targets.withUnsafeMutableBufferPointer { targets in
      unsafe plans.withUnsafeMutableBufferPointer { plans in
        // A step without targets ends before it comes here.
        guard let firstTarget = targets.baseAddress, let firstPlan = plans.baseAddress else { return }
        unsafe gradientSums.withUnsafeMutableBufferPointer { gradientSums in
          unsafe updateSums.withUnsafeMutableBufferPointer { updateSums in
            unsafe notices.withUnsafeMutableBufferPointer { notices in
              unsafe body(
                StepRun(
                  targets: firstTarget, targetCount: targets.count, plans: UnsafePointer(firstPlan), records: records, groups: groups,
                  gradientSums: gradientSums, updateSums: updateSums, scratch: scratch, notices: notices, settings: settings))
            }
          }
        }
      }
    }
  }
}
