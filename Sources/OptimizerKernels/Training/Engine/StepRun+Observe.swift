internal import KernelShims

/// What is told of a step to those who plot it.
extension StepRun {
  /// Notes the updates of a block that has just been stepped; its parameters as they were are in the worker's scratch.
  func observe(_ target: StepTarget, _ start: Int, _ count: Int, _ worker: Int, block: Int) {
    guard let θ = unsafe target.θ.map({ unsafe $0 + start }) else { return }
    let before = unsafe parameterScratch(worker)
    var largest = unsafe notices[worker].largestUpdate
    for i in 0..<count {
      let update = unsafe before[i] - θ[i]
      unsafe before[i] = update
      // NaN stays, as in every maximum here.
      if abs(update) > largest || update.isNaN { largest = abs(update) }
    }
    unsafe notices[worker].largestUpdate = largest
    unsafe updateSums[target.firstBlock + block] = Blocks.sumOfSquares(before, count: count)
    let plan = unsafe plans[target.plan]
    guard plan.kernel.boundsRate, let v = unsafe target.v.map({ unsafe $0 + start }) else { return }
    let vMax = unsafe target.vMax.map { unsafe $0 + start }
    let s = unsafe target.s.map { unsafe $0 + start }
    var bounded = 0
    for i in 0..<count {
      let y = unsafe plan.kernel.ignoresMaximum ? v[i] : vMax?[i] ?? v[i]
      if unsafe plan.kernel.bounds(y, averagedRate: s?[i]) { bounded += 1 }
    }
    unsafe notices[worker].boundedElements += bounded
  }
}

extension KernelStep {
  /// Whether an element's rate is not what its moments alone would make it: clamped, or capped by its average.
  ///
  /// - Parameters:
  ///   - y: its second moment after the step, or the maximum of it.
  ///   - averagedRate: after the step.
  func bounds(_ y: Float, averagedRate: Float?) -> Bool {
    var d = y
    if momentEpsilonInside { d += momentEpsilon }
    if scalesInside { d *= scale }
    if epsilonInside { d += rootEpsilon }
    if !dividesByMoment { d = Float(kernelSquareRoot(Double(d))) }
    if scalesOutside { d *= scale }
    if epsilonOutside { d += epsilon }
    var η = rate / d
    if let averagedRate {
      if capsAtAverage && averagedRate < η { return true }
      if !capsAtAverage { η = averagedRate }
    }
    return clampsRate && (η < lowerRate || η > upperRate)
  }
}
