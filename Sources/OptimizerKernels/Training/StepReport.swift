/// What a step did.
public struct StepReport: Hashable, Sendable {
  /// Whether the step was left out because of a gradient that is not finite. Nothing at all changed then, no step was counted.
  public let skipped: Bool
  /// How many parameters stepped.
  public let parameterCount: Int
  /// The Euclidean norm of all gradients together, in Double: after the loss scale was divided out and after clipping by value, before clipping by norm.
  /// The same bits for any number of threads. nil unless something asked for it: clipping by a norm, or `observing`.
  public let gradientNorm: Double?
  /// The same of each parameter's gradient where ``GradientClipping/norm`` clips them apart, in the order of the parameters that stepped; else empty.
  public let parameterNorms: [Double]
  /// What was asked for with `observing`; else nil.
  public let observation: StepObservation?
}

/// What those who plot training ask of a step.
public struct StepObservation: Hashable, Sendable {
  /// The Euclidean norm of all that parameters moved by, decay and Lookahead included. NaN and ∞ go through.
  public let updateNorm: Double
  /// The most that one element moved by; NaN where one is NaN.
  public let largestUpdate: Float
  /// How many elements moved by a rate that was clamped, or capped by its average (``AdaBound``, ``AdaMod``, ``AdaBalance``).
  public let boundedElements: Int
  /// One for each group of which a parameter stepped.
  public let groups: [GroupObservation]
}

/// What a group's step was made of, at the t of its first parameter that stepped.
public struct GroupObservation: Hashable, Sendable {
  /// The group's number.
  public let group: Int
  /// t.
  public let stepCount: Int
  /// α after its schedules.
  public let learningRate: Double
  /// λ after its schedules.
  public let weightDecay: Double
  /// ρt, the length of the average behind v; nil where the rule does not rectify.
  public let averageLength: Double?
  /// rt, what multiplies a rectified step; nil where the rule does not rectify, or not yet.
  public let rectification: Double?
}

extension GroupObservation {
  init(_ formula: RuleFormula, group: Int, t: Int, innerStep: Int) {
    self.group = group
    stepCount = t
    learningRate = formula.schedule.rate(at: innerStep, from: formula.learningRate)
    weightDecay = formula.weightDecaySchedule.rate(at: innerStep, from: formula.weightDecay)
    let ρ = formula.rectification.map { _ in Rectification(β2: formula.beta2, t: innerStep) }
    averageLength = ρ?.length
    rectification = formula.rectification.flatMap { form in ρ.flatMap { $0.passes(form) ? $0.rate : nil } }
  }
}
