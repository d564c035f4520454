extension Optimizer {
  /// The names of the parameters, in the order in which they were added.
  public var parameterNames: [String] { records.map(\.name) }

  /// How many elements a parameter has; nil where there is none of that name.
  public func count(of name: String) -> Int? { record(name)?.count }

  /// The number of a parameter's group; nil where there is no such parameter.
  public func group(of name: String) -> Int? { record(name)?.group }

  /// t: how many steps a parameter has taken; nil where there is none of that name.
  public func stepCount(of name: String) -> Int? { record(name)?.stepCount }

  /// What is remembered of a parameter, as a copy; nil where there is none of that name.
  public func state(of name: String) -> OptimizerState? {
    guard let number = records.firstIndex(where: { $0.name == name }) else { return nil }
    let record = records[number]
    func values(_ offset: Int?) -> [Float] {
      // The slot holds `count` Floats, which the arena keeps alive past the copy.
      defer { withExtendedLifetime(arenas) {} }
      return unsafe Array(UnsafeBufferPointer(start: slot(number, offset), count: record.count))
    }
    let slots = record.slots
    var state = OptimizerState(count: 0, layout: StateLayout())
    state.firstMoment = slots.firstMoment == nil ? [] : values(slots.firstMoment)
    state.secondMoment = slots.secondMoment == nil ? [] : values(slots.secondMoment)
    state.maximum = slots.maximum == nil ? nil : values(slots.maximum)
    state.averagedRate = slots.averagedRate == nil ? nil : values(slots.averagedRate)
    state.slowWeights = record.hasSlowWeights && slots.slowWeights != nil ? values(slots.slowWeights) : nil
    state.stepCount = record.stepCount
    return state
  }

  /// Restores what is remembered of a parameter.
  ///
  /// NaN and ∞ are kept: a step that overflowed left them behind. Slow weights may be nil: they begin at the next step then.
  ///
  /// - Throws: ``OptimizerError`` where there is no such parameter, where the state has other slots than its rule keeps or another count, and where a
  ///   second moment, a maximum or an averaged rate is negative.
  public mutating func setState(_ state: OptimizerState, of name: String) throws(OptimizerError) {
    guard let number = records.firstIndex(where: { $0.name == name }) else { throw .unknownTensor(name: name, what: "state") }
    let record = records[number]
    let slots = record.slots
    let given: [(StateSlot, [Float]?)] = [
      (.firstMoment, state.firstMoment.isEmpty ? nil : state.firstMoment),
      (.secondMoment, state.secondMoment.isEmpty ? nil : state.secondMoment),
      (.maximum, state.maximum), (.averagedRate, state.averagedRate), (.slowWeights, state.slowWeights),
    ]
    for (kept, values) in given {
      let (slot, offset) = (kept.title, slots[kept])
      if let values {
        guard offset != nil else {
          throw .stateMismatch(name: name, reason: "there is a \(slot), and \(title(record)) keeps none; allowed: the slots that it keeps")
        }
        guard values.count == record.count else {
          throw .stateMismatch(name: name, reason: "the \(slot) has \(values.count) elements; allowed: \(record.count)")
        }
        try kept.check(values.span, of: name)
      } else if offset != nil && record.count > 0 && kept != .slowWeights {
        throw .stateMismatch(name: name, reason: "there is no \(slot), and \(title(record)) keeps one; allowed: all slots that it keeps")
      }
    }
    try makeUnique()
    for (kept, values) in given {
      guard let values, let slot = unsafe slot(number, slots[kept]) else { continue }
      // Both hold `count` Floats, as was checked.
      for i in values.indices { unsafe slot[i] = values[i] }
    }
    records[number].stepCount = state.stepCount
    records[number].hasSlowWeights = state.slowWeights != nil
    forgetLastStep()
  }

  /// Gives each element of a parameter a learning rate of its own, in the place of its group's; schedules apply to each. nil takes them away.
  ///
  /// Elements that follow one another with one rate step together; where every rate is another a step costs about as much as computing the
  /// coefficients of the rule for each. AdaBound's and AdaBalance's bounds are scaled by an element's rate over the first rate of the group.
  ///
  /// - Throws: ``OptimizerError`` where there is no such parameter, another number of rates, or one out of range.
  public mutating func setLearningRates(_ rates: [Float]?, of name: String) throws(OptimizerError) {
    guard let number = records.firstIndex(where: { $0.name == name }) else { throw .unknownTensor(name: name, what: "learning rate") }
    try setLearningRates(rates, ofNumber: number)
  }

  /// The same for a parameter that is known by its number.
  mutating func setLearningRates(_ rates: [Float]?, ofNumber number: Int) throws(OptimizerError) {
    let record = records[number]
    if let rates {
      guard rates.count == record.count else {
        throw .unequalCounts(name: record.name, what: "learning rates", count: rates.count, parameters: record.count)
      }
      let formula = groups[record.group].configuration.formula
      do throws(HyperparameterError) {
        // Not the whole formula each time: its schedules may be as long as the file that they come from.
        for rate in rates { try formula.validateRates(learningRate: Double(rate)) }
      } catch { throw .invalidValue(error) }
    }
    records[number].learningRates = rates
    forgetLastStep()
  }

  /// Sets the most threads that a step may use; nil for as many as the machine has.
  ///
  /// - Throws: ``OptimizerError/invalidThreads(_:)`` for less than 1.
  public mutating func setThreads(_ threads: Int?) throws(OptimizerError) {
    if let threads, threads < 1 { throw .invalidThreads(threads) }
    self.threads = threads
  }

  /// Sets the learning rate of a group, which its schedules go through from the next step on.
  ///
  /// AdaBound's and AdaBalance's bounds are scaled by it over the first rate of the group, as in the published code.
  ///
  /// - Throws: ``OptimizerError`` where there is no such group or the rate is out of range.
  public mutating func setLearningRate(_ rate: Double, ofGroup group: Int) throws(OptimizerError) {
    try change(group) { $0.replaceLearningRate(with: rate) }
  }

  /// Sets the weight decay of a group, from the next step on.
  ///
  /// - Throws: ``OptimizerError`` where there is no such group or the decay is out of range.
  public mutating func setWeightDecay(_ decay: Double, ofGroup group: Int) throws(OptimizerError) {
    try change(group) { $0.weightDecay = decay }
  }

  /// α after its schedules at the next step of a parameter; nil where there is none of that name, or each element has its own.
  public func learningRate(of name: String) -> Double? {
    guard let record = record(name), record.learningRates == nil else { return nil }
    let configuration = groups[record.group].configuration
    let plan = PlannedStep(PlannedRule(configuration), group: record.group, decays: record.decays, t: record.stepCount + 1)
    return configuration.formula.schedule.rate(at: plan.innerStep, from: configuration.formula.learningRate)
  }
}

extension Optimizer {
  func record(_ name: String) -> ParameterRecord? { records.first { $0.name == name } }

  private func title(_ record: ParameterRecord) -> String { groups[record.group].configuration.title }

  /// Changes a group's formula if it stays valid.
  private mutating func change(_ group: Int, _ body: (inout RuleFormula) -> Void) throws(OptimizerError) {
    guard groups.indices.contains(group) else { throw .unknownGroup(number: group, count: groups.count) }
    try check(body, of: group)
    body(&groups[group].configuration.formula)
    // First: afterwards the workspace is this value's own.
    forgetLastStep()
    workspace.rules = []
  }

  private func check(_ body: (inout RuleFormula) -> Void, of group: Int) throws(OptimizerError) {
    var formula = groups[group].configuration.formula
    body(&formula)
    do { _ = try formula.validated() } catch { throw .invalidValue(error) }
  }
}
