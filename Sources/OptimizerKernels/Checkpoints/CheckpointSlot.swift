/// What a checkpoint keeps of a parameter beside its elements, by the name in the file: `state/PARAMETER/SLOT`.
enum CheckpointSlot: String, CaseIterable {
  case firstMoment, secondMoment, maximum, averagedRate, slowWeights

  static func parameterKey(_ parameter: String) -> String { "parameters/\(parameter)" }
  static func learningRatesKey(_ parameter: String) -> String { "learningRates/\(parameter)" }
  func key(_ parameter: String) -> String { "state/\(parameter)/\(rawValue)" }

  /// Where the slot begins in its allocation; nil where the rule keeps none.
  func offset(_ slots: SlotOffsets) -> Int? {
    switch self {
    case .firstMoment: slots.firstMoment
    case .secondMoment: slots.secondMoment
    case .maximum: slots.maximum
    case .averagedRate: slots.averagedRate
    case .slowWeights: slots.slowWeights
    }
  }
}
