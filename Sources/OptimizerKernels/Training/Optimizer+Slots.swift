/// The arrays that an ``Optimizer`` may remember of a parameter.
package enum StateSlot: Int32, CaseIterable, Sendable {
  case firstMoment, secondMoment, maximum, averagedRate, slowWeights

  /// What messages call it.
  package var title: String {
    switch self {
    case .firstMoment: "first moment"
    case .secondMoment: "second moment"
    case .maximum: "maximum"
    case .averagedRate: "averaged rate"
    case .slowWeights: "slow weights"
    }
  }
}

/// The state of a parameter, slot by slot, in arrays of the caller's.
extension Optimizer {
  /// Whether the rule of a parameter keeps the slot.
  package func keeps(_ slot: StateSlot, of number: Int) -> Bool { records[number].slots[slot] != nil }

  /// Whether the slot holds something: slow weights do from the first step on.
  package func hasBegun(_ slot: StateSlot, of number: Int) -> Bool { slot != .slowWeights || records[number].hasSlowWeights }

  /// Copies a slot.
  ///
  /// - Precondition: it is kept, and there is room for as many elements as the parameter has.
  @unsafe package func read(_ slot: StateSlot, of number: Int, to destination: UnsafeMutablePointer<Float>) {
    let record = records[number]
    defer { withExtendedLifetime(arenas) {} }
    guard let source = unsafe self.slot(number, record.slots[slot]) else { return }
    unsafe destination.update(from: source, count: record.count)
  }

  /// Overwrites a slot. Slow weights have begun from then on.
  ///
  /// - Precondition: it is kept, and there are as many values as the parameter has elements.
  /// - Throws: ``OptimizerError/stateMismatch(name:reason:)`` for a negative number in a slot of magnitudes. Nothing is changed then.
  @unsafe package mutating func write(_ slot: StateSlot, of number: Int, from source: UnsafePointer<Float>) throws(OptimizerError) {
    let record = records[number]
    // The caller's array has as many values, which nothing changes meanwhile.
    let values = unsafe UnsafeBufferPointer(start: source, count: record.count)
    try unsafe slot.check(values.span, of: record.name)
    try makeUnique()
    if slot == .slowWeights { records[number].hasSlowWeights = true }
    forgetLastStep()
    guard let destination = unsafe self.slot(number, record.slots[slot]) else { return }
    unsafe destination.update(from: source, count: record.count)
  }

  /// Where a slot begins: as many elements as the parameter has; nil where it is not kept or has none. The address holds until this value is copied, gets
  /// another parameter or goes away.
  @unsafe package mutating func address(of slot: StateSlot, of number: Int) throws(OptimizerError) -> UnsafeMutablePointer<Float>? {
    try makeUnique()
    return unsafe self.slot(number, records[number].slots[slot])
  }

  package func stepCount(_ number: Int) -> Int { records[number].stepCount }

  /// - Throws: ``OptimizerStateError`` where t is below 0 or above 2⁵³.
  package mutating func setStepCount(_ count: Int, of number: Int) throws(OptimizerStateError) {
    guard 0...OptimizerStateError.mostSteps ~= count else { throw .stepCountOutOfRange(count) }
    records[number].stepCount = count
    forgetLastStep()
  }
}

extension SlotOffsets {
  subscript(slot: StateSlot) -> Int? {
    switch slot {
    case .firstMoment: firstMoment
    case .secondMoment: secondMoment
    case .maximum: maximum
    case .averagedRate: averagedRate
    case .slowWeights: slowWeights
    }
  }
}
