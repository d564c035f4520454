/// What a front end that has no ``Tensors`` needs: parameters one by one, known by their numbers, and arrays where the caller has them.
extension Optimizer {
  /// An optimizer without groups and parameters, which are added one by one.
  package init() {
    groups = []
    clipping = nil
    nonFiniteGradients = .propagate
  }

  /// Adds a group without parameters.
  package mutating func append(_ group: ParameterGroup) {
    groups.append(group)
    workspace = StepWorkspace()
  }

  /// How many bytes the state of all parameters takes.
  package var stateByteCount: Int { arenas.reduce(0) { $0 + $1.byteCount } }

  /// How many bytes the state of a parameter takes.
  ///
  /// - Precondition: there is the group, and `count` < 2⁵²: the bytes have a count.
  package func stateByteCount(count: Int, inGroup group: Int) -> Int {
    var end = 0
    _ = SlotOffsets(groups[group].configuration, count: count, end: &end)
    return end
  }

  /// Adds a parameter, in the state before its first step.
  ///
  /// - Precondition: the name is new and not empty, the extents are 0 or more, and there is the group.
  ///
  /// - Throws: ``OptimizerError/outOfMemory(byteCount:)``; nothing is added then.
  package mutating func append(_ name: String, shape: [Int], toGroup group: Int) throws(OptimizerError) {
    let layout = TensorLayout()
    layout.append(name, shape: shape, count: shape.reduce(1, *), elementSize: MemoryLayout<Float>.stride)
    try append(layout, groups: [group])
  }

  /// How many parameters there are.
  package var parameterCount: Int { records.count }
  package func parameterName(_ number: Int) -> String { records[number].name }
  package func elementCount(_ number: Int) -> Int { records[number].count }
  package func shape(_ number: Int) -> [Int] { records[number].shape }
  package func groupNumber(_ number: Int) -> Int { records[number].group }

  /// Takes one step on arrays of the caller's. For each parameter, in the order in which they were added:
  ///
  /// - Parameters:
  ///   - parameters: where its elements are.
  ///   - gradients: where its gradients are; nil where it has none in this step.
  ///   - copies: where its elements go as well, rounded to `copyType`; nil for nowhere.
  /// - Precondition: all pointers hold for the time of the call, aligned, each for as many elements as its parameter has. Where there is a gradient
  ///   there are elements. No array that is written overlaps another.
  @unsafe package mutating func step(
    parameters: UnsafePointer<UnsafeMutablePointer<Float>?>, gradients: UnsafePointer<UnsafeRawPointer?>,
    gradientType: TensorElementType, copies: UnsafePointer<UnsafeMutableRawPointer?>?, copyType: TensorElementType, lossScale: Float,
    observing: Bool
  ) throws(OptimizerError) -> StepReport {
    try makeUnique()
    workspace.beginSources(count: records.count)
    for i in records.indices {
      // All three have an element for each parameter.
      var source = unsafe StepSource()
      unsafe source.θ = parameters[i]
      unsafe source.gradient = gradients[i]
      unsafe source.isPresent = gradients[i] != nil
      unsafe source.copy = copies.flatMap { unsafe $0[i] }
      unsafe workspace.sources[i] = source
    }
    return try run(gradientType: gradientType, copyType: copyType, lossScale: lossScale, observing: observing)
  }
}

extension RuleConfiguration {
  /// The same rule with schedules after its own, and with Lookahead where it is not nil.
  package func with(
    schedule: LearningRateSchedule?, weightDecaySchedule: LearningRateSchedule?, lookahead: LookaheadConfiguration?
  ) -> RuleConfiguration {
    var configuration = self
    if let schedule { configuration.formula.schedule.append(schedule) }
    if let weightDecaySchedule { configuration.formula.weightDecaySchedule.append(weightDecaySchedule) }
    if let lookahead { configuration.lookahead = lookahead }
    return configuration
  }
}
