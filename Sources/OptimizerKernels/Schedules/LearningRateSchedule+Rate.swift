extension LearningRateSchedule {
  /// The rate of step t ≥ 1, where it would be `α` without a schedule.
  public func rate(at t: Int, from α: Double) -> Double {
    let t = Double(t)
    let s = t - 1
    switch self {
    case .constant: return α
    case .inverseTime(let rate, let first): return α / (1 + rate * (s + Double(first)))
    case .inverseRoot: return α / BiasCorrection.squareRoot(t)
    case .exponentialDecay(let steps, let rate, let staircase):
      let exponent = s / steps
      return α * Elementary.power(rate, staircase ? Elementary.floor(exponent) : exponent)
    case .inverseTimeDecay(let steps, let rate, let staircase):
      let periods = s / steps
      return α / (1 + rate * (staircase ? Elementary.floor(periods) : periods))
    case .polynomialDecay(let steps, let end, let power, let cycle):
      let length = cycle ? steps * max(1, Elementary.ceiling(s / steps)) : steps
      return (α - end) * Elementary.power(1 - min(s, length) / length, power) + end
    case .cosineDecay(let steps, let floor, let target, let warmupSteps):
      if let target, s < warmupSteps { return α + (target - α) * (s / warmupSteps) }
      let progress = min(target == nil ? s : s - warmupSteps, steps) / steps
      return (target ?? α) * ((1 - floor) * (0.5 * (1 + Elementary.cosineOfPi(progress))) + floor)
    case .cosineDecayRestarts(let steps, let periodFactor, let rateFactor, let floor):
      let period = Period(after: s / steps, factor: periodFactor)
      let peak = Elementary.power(rateFactor, period.restarts)
      return α * ((1 - floor) * (0.5 * peak * (1 + Elementary.cosineOfPi(period.progress))) + floor)
    case .cosineAnnealing(let steps, let minimum):
      return minimum + (α - minimum) * (1 + Elementary.cosineOfPi(s / steps)) / 2
    case .piecewiseConstant(let boundaries, let values):
      return values[boundaries.firstIndex { s <= $0 } ?? boundaries.count]
    case .warmupThenDecay(let totalSteps, let proportion, let minimum):
      let warmup = totalSteps * proportion
      let rest = max(totalSteps - warmup, 1)
      return t <= warmup ? α * (t / warmup) : α + (minimum - α) / rest * min(t - warmup, rest)
    case .linearWarmup(let steps): return t < steps ? α * (t / steps) : α
    case .linear(let startFactor, let endFactor, let steps):
      return α * (startFactor + (endFactor - startFactor) * min(s, steps) / steps)
    case .warmup(let steps): return steps > t ? 1e-8 + t * α / steps : α
    case .warmupThenCosine(let warmup, let total):
      if warmup > t { return 1e-8 + t * α / warmup }
      let progress = (t - warmup) / max(1, total - warmup)
      return α * max(0.1, 0.5 * (1 + Elementary.cosineOfPi(progress)))
    case .noam(let modelSize, let warmup):
      return α * (1 / BiasCorrection.squareRoot(modelSize))
        * min(1 / BiasCorrection.squareRoot(t), t / (warmup * BiasCorrection.squareRoot(warmup)))
    }
  }
}

/// Where a step lies among periods of which each is `factor` times as long as the one before.
private struct Period {
  /// How many restarts were before it.
  private(set) var restarts = 0.0
  /// The share of its own period that is over.
  private(set) var progress = 0.0

  /// After `length` first periods, `factor` ≥ 1.
  ///
  /// The restart after n periods is at 1 + r + r² + … = (rⁿ − 1)/(r − 1). A logarithm tells n but for one; then it is compared with that number
  /// itself, exact
  /// wherever it is a Double: no restart comes a step late.
  init(after length: Double, factor: Double) {
    let reach = 1 + length * (factor - 1)
    guard reach.isFinite else {
      // Past every number: at a restart, for ever.
      restarts = length
      return
    }
    guard factor > 1 else {
      restarts = Elementary.floor(length)
      progress = length - restarts
      return
    }
    func power(_ n: Double) -> Double { BiasCorrection.power(factor, Int(n)).high }
    func end(_ n: Double) -> Double { n == 0 ? 0 : (power(n) - 1) / (factor - 1) }
    var n = Elementary.floor(Elementary.logarithm(reach) / Elementary.logarithm(factor))
    if n > 0 && length < end(n) { n -= 1 }
    if length >= end(n + 1) { n += 1 }
    restarts = n
    progress = min(max((length - end(n)) / power(n), 0), 1)
  }
}

extension [LearningRateSchedule] {
  /// The same at step t alone: nothing is looked up again for another α.
  func only(at t: Int) -> [LearningRateSchedule] {
    map { schedule in
      guard case .piecewiseConstant = schedule else { return schedule }
      return .piecewiseConstant(boundaries: [], values: [schedule.rate(at: t, from: 0)])
    }
  }

  /// The rate of step t after each of them.
  func rate(at t: Int, from α: Double) -> Double { reduce(α) { $1.rate(at: t, from: $0) } }
}
