import KernelShims

/// A fault in one operation of the formula, where other constants would not do it.
enum FormulaFault: Sendable {
  /// AdaBelief's g − m takes m from before the step.
  case residualOfOldMoment
  /// The maximum is used and not kept.
  case maximumNotStored
  /// Nesterov's step takes the momentum from before the step.
  case lookAheadFromOldMoment
  /// Decoupled decay of the parameter that is updated already.
  case decayOfUpdated
  /// Adamax' maximum takes g for |g|.
  case signedMagnitude
  /// The averaged rate is corrected for its start at 0.
  case averageCorrected
  /// The rate is bounded by the average from before the step.
  case oldAverage
  /// The average keeps the rate after it was bounded.
  case averageKeepsBounded
  /// The average is taken of the clamped rate.
  case averagesClamped
  /// The rate is not capped.
  case capMissing
  /// The greater of the rate and its average.
  case capTakesGreater
  /// The lesser of NaN and a number is the number.
  case capSwallowsNaN
  /// NaN becomes the lower bound.
  case clampSwallowsNaN
  /// 1/√t comes before the clamp.
  case scaledBeforeClamp
  /// The sum begins at 0 whatever it was given.
  case sumFromZero
}

/// What a mutation of a formula kernel does: to the constants of each step, and to an operation.
struct Mutation: Sendable {
  typealias Change = @Sendable (inout FormulaStep, StepContext) -> Void

  var fault: FormulaFault?
  /// Whether `fault` strikes at t = 1 only.
  var isOfFirstStep = false
  var change: Change?

  /// A kernel without a fault.
  static let none = Mutation()

  static func fault(_ fault: FormulaFault, _ change: Change? = nil) -> Mutation { Mutation(fault: fault, change: change) }

  static func faultAtFirstStep(_ fault: FormulaFault) -> Mutation { Mutation(fault: fault, isOfFirstStep: true) }

  static func constants(_ change: @escaping Change) -> Mutation { Mutation(change: change) }
}

/// What a change of constants may ask for.
struct StepContext {
  /// The step, from 1.
  let t: Int
  /// The hyperparameters.
  let options: MutantOptions
  /// The right constants of any step t ≥ 1.
  let at: (Int) -> KernelStep

  /// 1 − β1ᵗ.
  var c1: Double { options.complement(options.β1, t) }
  /// 1 − β2ᵗ.
  var c2: Double { options.complement(options.β2, t) }
}
