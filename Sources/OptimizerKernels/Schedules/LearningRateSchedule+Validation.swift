extension LearningRateSchedule {
  private static let mostBoundaries = 10_000

  /// - Throws: ``HyperparameterError`` where a number is NaN or ∞, a length is not above 0, or the values are not one more than the boundaries.
  func validate() throws(HyperparameterError) {
    switch self {
    case .inverseTime(let rate, let first):
      try HyperparameterRange.nonnegative("decay", rate)
      try HyperparameterRange.nonnegative("first", Double(first))
    case .constant, .inverseRoot: break
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
    case .cosineDecayRestarts(let steps, let periodFactor, let rateFactor, let floor):
      try HyperparameterRange.positive("steps", steps)
      guard periodFactor >= 1, periodFactor.isFinite else {
        throw HyperparameterError(parameter: "periodFactor", value: "\(periodFactor)", allowed: "1 ≤ periodFactor, finite")
      }
      try HyperparameterRange.nonnegative("rateFactor", rateFactor)
      try HyperparameterRange.nonnegative("floor", floor)
    case .cosineAnnealing(let steps, let minimum):
      try HyperparameterRange.positive("steps", steps)
      try HyperparameterRange.nonnegative("minimum", minimum)
    case .piecewiseConstant(let boundaries, let values):
      guard values.count == boundaries.count + 1 else {
        throw HyperparameterError(parameter: "values", value: "\(values.count) values", allowed: "one more than boundaries")
      }
      // A step looks for its own among them.
      guard boundaries.count <= Self.mostBoundaries else {
        throw HyperparameterError(
          parameter: "boundaries", value: "\(boundaries.count) boundaries", allowed: "at most \(Self.mostBoundaries)")
      }
      for value in values { try HyperparameterRange.nonnegative("values", value) }
      for boundary in boundaries { try HyperparameterRange.nonnegative("boundaries", boundary) }
    case .warmupThenDecay(let totalSteps, let proportion, let minimum):
      try HyperparameterRange.positive("totalSteps", totalSteps)
      try HyperparameterRange.nonnegative("proportion", proportion)
      try HyperparameterRange.nonnegative("minimum", minimum)
    case .linear(let startFactor, let endFactor, let steps):
      try HyperparameterRange.nonnegative("startFactor", startFactor)
      try HyperparameterRange.nonnegative("endFactor", endFactor)
      try HyperparameterRange.positive("steps", steps)
    case .linearWarmup(let steps), .warmup(let steps): try HyperparameterRange.nonnegative("steps", steps)
    case .warmupThenCosine(let warmup, let total):
      try HyperparameterRange.nonnegative("warmup", warmup)
      try HyperparameterRange.nonnegative("total", total)
    case .noam(let modelSize, let warmup):
      try HyperparameterRange.positive("modelSize", modelSize)
      try HyperparameterRange.positive("warmup", warmup)
    }
  }
}
