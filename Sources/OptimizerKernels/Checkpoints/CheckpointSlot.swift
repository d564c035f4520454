/// What a checkpoint keeps of a parameter beside its elements, by the name in the file: `state/PARAMETER/SLOT`.
enum CheckpointSlot: String, CaseIterable {
  case firstMoment, secondMoment, maximum, averagedRate, slowWeights

  static func parameterKey(_ parameter: String) -> String { "parameters/\(parameter)" }
  static func learningRatesKey(_ parameter: String) -> String { "learningRates/\(parameter)" }
  func key(_ parameter: String) -> String { "state/\(parameter)/\(rawValue)" }

  /// The slot of the optimizer.
  var slot: StateSlot {
    switch self {
    case .firstMoment: .firstMoment
    case .secondMoment: .secondMoment
    case .maximum: .maximum
    case .averagedRate: .averagedRate
    case .slowWeights: .slowWeights
    }
  }

  /// Where the slot begins in its allocation; nil where the rule keeps none.
  func offset(_ slots: SlotOffsets) -> Int? { slots[slot] }

  /// - Throws: ``CheckpointRefusal`` for a negative number in a slot of magnitudes, with the tensor that the values are of.
  func check(_ values: Span<Float>, of tensor: String) throws {
    guard let (index, value) = slot.firstNegative(in: values) else { return }
    throw CheckpointRefusal("tensor \(shown(tensor)) is \(value) at index \(index); allowed: \(StateSlot.allowedMagnitudes)")
  }
}
