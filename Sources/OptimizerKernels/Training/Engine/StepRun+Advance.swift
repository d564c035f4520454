internal import KernelShims

/// The step itself, block by block or in one go.
extension StepRun {
  /// Has a worker take the step of these blocks.
  func advance(_ worker: Int, _ range: Range<Int>) {
    unsafe walk(range) { i, blocks in
      let target = unsafe targets + i
      let plan = unsafe plans + target.pointee.plan
      let end = unsafe min(blocks.upperBound * Blocks.size, target.pointee.count)
      guard unsafe needsBlocks(target, plan) else {
        // In one go where nothing is to be done to a block while it is in cache.
        let start = blocks.lowerBound * Blocks.size
        unsafe stepAsGiven(target, plan, start, end - start)
        return
      }
      for index in blocks {
        let start = index * Blocks.size
        unsafe advance(target.pointee, plan.pointee, start, min(Blocks.size, end - start), worker)
        if unsafe settings.observes { unsafe observe(target.pointee, start, min(Blocks.size, end - start), worker, block: index) }
      }
    }
  }

  private func needsBlocks(_ target: UnsafePointer<StepTarget>, _ plan: UnsafePointer<PlannedStep>) -> Bool {
    if unsafe settings.observes || plan.pointee.clearsFirstMoment || plan.pointee.lookahead != nil { return true }
    if unsafe target.pointee.copy != nil || target.pointee.hasRates { return true }
    if unsafe target.pointee.isPrepared { return false }
    if unsafe target.pointee.gradientType != .float32 { return true }
    guard let factor = unsafe target.pointee.factor else { return unsafe settings.gradientScale == nil }
    return unsafe settings.gradientScale(factor) == nil
  }

  /// The step of a part of a target on its gradients where they are.
  private func stepAsGiven(_ target: UnsafePointer<StepTarget>, _ plan: UnsafePointer<PlannedStep>, _ start: Int, _ count: Int) {
    // `start + count` ≤ the target's count: every pointer has as many elements.
    guard let θ = unsafe target.pointee.θ, let g = unsafe target.pointee.gradient else { return }
    var kernel = unsafe plan.pointee.kernel
    if unsafe !target.pointee.isPrepared {
      kernel.gradientScale = unsafe (target.pointee.factor.flatMap { unsafe settings.gradientScale($0) } ?? settings.gradientScale) ?? 1
    }
    unsafe Blocks.step(
      θ + start, gradients: g.assumingMemoryBound(to: Float.self) + start, target.pointee.m.map { unsafe $0 + start },
      target.pointee.v.map { unsafe $0 + start }, target.pointee.vMax.map { unsafe $0 + start },
      target.pointee.s.map { unsafe $0 + start }, count: count, kernel)
  }

  private func advance(_ target: StepTarget, _ plan: PlannedStep, _ start: Int, _ count: Int, _ worker: Int) {
    // `start + count` ≤ `target.count`: every pointer below has as many elements.
    guard let θ = unsafe target.θ.map({ unsafe $0 + start }),
      let g = unsafe gradients(target, start, count, gradientScratch(worker))
    else { return }
    let m = unsafe target.m.map { unsafe $0 + start }
    let v = unsafe target.v.map { unsafe $0 + start }
    let vMax = unsafe target.vMax.map { unsafe $0 + start }
    let s = unsafe target.s.map { unsafe $0 + start }
    let slow = unsafe target.slow.map { unsafe $0 + start }
    if unsafe settings.observes { unsafe parameterScratch(worker).update(from: θ, count: count) }
    if plan.clearsFirstMoment { unsafe m?.update(repeating: 0, count: count) }
    if unsafe target.fillsSlow && plan.fillsBeforeStep { unsafe begin(slow, θ, count, plan) }
    if unsafe target.hasRates {
      unsafe stepByRates(target, plan, start, count, θ, g, m, v, vMax, s)
    } else {
      unsafe Blocks.step(θ, gradients: g, m, v, vMax, s, count: count, plan.kernel)
    }
    if unsafe target.fillsSlow && !plan.fillsBeforeStep { unsafe begin(slow, θ, count, plan) }
    if plan.synchronises, let slow = unsafe slow, let lookahead = plan.lookahead {
      unsafe Blocks.pull(θ, slow, count: count, lookahead)
      if lookahead.resetsInner {
        unsafe m?.update(repeating: 0, count: count)
        unsafe v?.update(repeating: plan.secondMomentStart, count: count)
        unsafe vMax?.update(repeating: 0, count: count)
        unsafe s?.update(repeating: 0, count: count)
      }
      if let m = unsafe m {
        var moment = unsafe UnsafeMutableBufferPointer(start: m, count: count).mutableSpan
        lookahead.momentum.pull(&moment, weight: lookahead.slowStepSize, isFirst: plan.t == lookahead.syncPeriod)
      }
    }
    if let copy = unsafe target.copy {
      unsafe Blocks.narrow(θ, copy + start * settings.copyType.byteCount, settings.copyType, count: count)
    }
  }

  /// Slow weights begin.
  private func begin(
    _ slow: UnsafeMutablePointer<Float>?, _ θ: UnsafeMutablePointer<Float>, _ count: Int, _ plan: PlannedStep
  ) {
    if plan.lookahead?.phase == .fromZero {
      unsafe slow?.update(repeating: 0, count: count)
    } else {
      unsafe slow?.update(from: θ, count: count)
    }
  }

  /// Each run of elements with one learning rate steps with the coefficients of that rate.
  private func stepByRates(
    _ target: StepTarget, _ plan: PlannedStep, _ start: Int, _ count: Int, _ θ: UnsafeMutablePointer<Float>, _ g: UnsafePointer<Float>,
    _ m: UnsafeMutablePointer<Float>?, _ v: UnsafeMutablePointer<Float>?, _ vMax: UnsafeMutablePointer<Float>?,
    _ s: UnsafeMutablePointer<Float>?
  ) {
    guard let rates = unsafe records[target.record].learningRates else { return }
    let base = unsafe groups[plan.group].configuration.formula
    var formula = plan.decays ? base : base.withoutDecay
    formula.schedule = formula.schedule.only(at: plan.innerStep)
    formula.weightDecaySchedule = formula.weightDecaySchedule.only(at: plan.innerStep)
    var i = 0
    while i < count {
      let rate = rates[start + i]
      var end = i + 1
      while end < count && rates[start + end] == rate { end += 1 }
      unsafe Blocks.step(
        θ + i, gradients: g + i, m.map { unsafe $0 + i }, v.map { unsafe $0 + i }, vMax.map { unsafe $0 + i }, s.map { unsafe $0 + i },
        count: end - i, formula.with(learningRate: rate).kernelStep(plan.innerStep))
      i = end
    }
  }
}
