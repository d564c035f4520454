/// A learning rate that depends on the step: what libraries multiply α by, or put in its place.
///
/// t counts from 1, as everywhere in this package; Keras and optax ask their schedules with t − 1. Evaluated in Double, on every platform alike.
public enum LearningRateSchedule: Codable, Hashable, Sendable {
  /// α / (1 + rate · (t − 1 + first)): Keras's `decay` and torch's `lr_decay` with `first` 0, swift-apis's `decay` with 1.
  case inverseTime(rate: Double, first: Int)
  /// α / √t, of the papers' theory.
  case inverseRoot
  /// Keras's ExponentialDecay: α · rate^((t − 1) / steps), the exponent rounded down with `staircase`.
  case exponentialDecay(steps: Double, rate: Double, staircase: Bool)
  /// Keras's InverseTimeDecay: α / (1 + rate · (t − 1) / steps), the quotient rounded down with `staircase`.
  case inverseTimeDecay(steps: Double, rate: Double, staircase: Bool)
  /// Keras's PolynomialDecay: from α to `end` in `steps`, (1 − (t − 1) / steps)^power of the way left; with `cycle` over and over, each time longer.
  case polynomialDecay(steps: Double, end: Double, power: Double, cycle: Bool)
  /// Keras's CosineDecay: half a cosine from α to α · floor in `steps`; after a line from α to `warmupTarget` in `warmupSteps`, where that is given.
  case cosineDecay(steps: Double, floor: Double, warmupTarget: Double?, warmupSteps: Double)
  /// Keras's PiecewiseConstantDecay: the first value up to t − 1 = the first boundary, and so on. α has no part in it.
  case piecewiseConstant(boundaries: [Double], values: [Double])
  /// tensorflow-addons's warmup: up to α at t = W = totalSteps · proportion (not rounded), then in a line down to `minimum` at totalSteps.
  case warmupThenDecay(totalSteps: Double, proportion: Double, minimum: Double)
  /// labml's AdamWarmup and LiyuanLucasLiu's AdamW: 1e-8 + t · α / steps as long as t < steps, then α.
  case warmup(steps: Double)
  /// labml's AdamWarmupCosineDecay: the same, then α · max(0.1, ½ (1 + cos(π (t − warmup) / (total − warmup)))).
  case warmupThenCosine(warmup: Double, total: Double)
  /// labml's Noam: α · modelSize^−½ · min(t^−½, t · warmup^−1.5).
  case noam(modelSize: Double, warmup: Double)

  /// The rate of step t ≥ 1, where it would be `α` without a schedule.
  public func rate(at t: Int, from α: Double) -> Double {
    let t = Double(t)
    let s = t - 1
    switch self {
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
    case .piecewiseConstant(let boundaries, let values):
      return values[boundaries.firstIndex { s <= $0 } ?? boundaries.count]
    case .warmupThenDecay(let totalSteps, let proportion, let minimum):
      let warmup = totalSteps * proportion
      let rest = max(totalSteps - warmup, 1)
      return t <= warmup ? α * (t / warmup) : α + (minimum - α) / rest * min(t - warmup, rest)
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

extension LearningRateSchedule {
  /// - Throws: ``HyperparameterError`` where a number is NaN or ∞, a length is not above 0, or the values are not one more than the boundaries.
  func validate() throws(HyperparameterError) {
    switch self {
    case .inverseTime(let rate, let first):
      try HyperparameterRange.nonnegative("decay", rate)
      try HyperparameterRange.nonnegative("first", Double(first))
    case .inverseRoot: break
    case .exponentialDecay(let steps, let rate, _), .inverseTimeDecay(let steps, let rate, _):
      try HyperparameterRange.positive("steps", steps)
      try HyperparameterRange.nonnegative("rate", rate)
    case .polynomialDecay(let steps, let end, let power, _):
      try HyperparameterRange.positive("steps", steps)
      try HyperparameterRange.nonnegative("end", end)
      try HyperparameterRange.nonnegative("power", power)
    case .cosineDecay(let steps, let floor, let target, let warmupSteps):
      try HyperparameterRange.positive("steps", steps)
      try HyperparameterRange.nonnegative("floor", floor)
      try HyperparameterRange.nonnegative("warmupTarget", target ?? 0)
      try HyperparameterRange.nonnegative("warmupSteps", warmupSteps)
    case .piecewiseConstant(let boundaries, let values):
      guard values.count == boundaries.count + 1 else {
        throw HyperparameterError(parameter: "values", value: "\(values.count) values", allowed: "one more than boundaries")
      }
      for value in values { try HyperparameterRange.nonnegative("values", value) }
      for boundary in boundaries { try HyperparameterRange.nonnegative("boundaries", boundary) }
    case .warmupThenDecay(let totalSteps, let proportion, let minimum):
      try HyperparameterRange.positive("totalSteps", totalSteps)
      try HyperparameterRange.nonnegative("proportion", proportion)
      try HyperparameterRange.nonnegative("minimum", minimum)
    case .warmup(let steps): try HyperparameterRange.nonnegative("steps", steps)
    case .warmupThenCosine(let warmup, let total):
      try HyperparameterRange.nonnegative("warmup", warmup)
      try HyperparameterRange.nonnegative("total", total)
    case .noam(let modelSize, let warmup):
      try HyperparameterRange.positive("modelSize", modelSize)
      try HyperparameterRange.positive("warmup", warmup)
    }
  }
}

extension [LearningRateSchedule] {
  /// The rate of step t after each of them.
  func rate(at t: Int, from α: Double) -> Double { reduce(α) { $1.rate(at: t, from: $0) } }
}
