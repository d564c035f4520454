/// What an optimizer remembers of one array of parameters: its moments, one Float for each parameter, and how many steps it took.
///
/// A value: a copy is a checkpoint, and stepping from it gives the same bits again.
/// NaN and ∞ in a moment are kept, not repaired; `JSONEncoder` refuses them unless its strategy for them is set. A state with NaN does not equal itself.
public struct OptimizerState: Hashable, Sendable {
  /// m, the decaying average of the gradients; for a maximised objective, of −g.
  public internal(set) var firstMoment: [Float]
  /// v, the decaying average of the squared gradients, without bias correction.
  public internal(set) var secondMoment: [Float]
  /// The maximum of v over all steps, without bias correction; nil where the rule keeps none.
  public internal(set) var maximum: [Float]?
  /// t: how many steps were taken. The first step is t = 1.
  public internal(set) var stepCount: Int

  /// How many parameters this is the state of.
  public var count: Int { firstMoment.count }

  /// The state before the first step: every moment 0.
  init(count: Int, keepsMaximum: Bool) {
    guard count >= 0 else { fatalError("a state of \(count) elements: the count must not be negative") }
    firstMoment = [Float](repeating: 0, count: count)
    secondMoment = firstMoment
    maximum = keepsMaximum ? firstMoment : nil
    stepCount = 0
  }

  /// A state restored from its parts.
  ///
  /// - Throws: ``OptimizerStateError`` where the slots differ in count, or `stepCount` is below 0 or `Int.max`. Values are taken as they are.
  public init(
    firstMoment: [Float], secondMoment: [Float], maximum: [Float]? = nil, stepCount: Int
  ) throws(OptimizerStateError) {
    guard secondMoment.count == firstMoment.count else {
      throw .unequalCounts(slot: "secondMoment", count: secondMoment.count, firstMoment: firstMoment.count)
    }
    if let maximum, maximum.count != firstMoment.count {
      throw .unequalCounts(slot: "maximum", count: maximum.count, firstMoment: firstMoment.count)
    }
    guard 0...OptimizerStateError.mostSteps ~= stepCount else { throw .stepCountOutOfRange(stepCount) }
    self.firstMoment = firstMoment
    self.secondMoment = secondMoment
    self.maximum = maximum
    self.stepCount = stepCount
  }
}

extension OptimizerState: Codable {
  private enum CodingKeys: String, CodingKey {
    case firstMoment, secondMoment, maximum, stepCount
  }

  /// Decodes and validates.
  ///
  /// - Throws: what ``init(firstMoment:secondMoment:maximum:stepCount:)`` throws, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      firstMoment: values.decode([Float].self, forKey: .firstMoment),
      secondMoment: values.decode([Float].self, forKey: .secondMoment),
      maximum: values.decodeIfPresent([Float].self, forKey: .maximum),
      stepCount: values.decode(Int.self, forKey: .stepCount))
  }
}

/// Why parts make no state.
public enum OptimizerStateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A slot has another count than the first moment.
  case unequalCounts(slot: String, count: Int, firstMoment: Int)
  /// The step count is below 0, or so large that the next step has none.
  case stepCountOutOfRange(Int)

  /// Up to here the next step has a count.
  static let mostSteps = Int.max - 1

  /// The whole sentence.
  public var description: String {
    switch self {
    case .unequalCounts(let slot, let count, let firstMoment):
      "\(slot) has \(count) elements, firstMoment has \(firstMoment)"
    case .stepCountOutOfRange(let count): "stepCount is \(count); allowed: 0 ≤ stepCount ≤ \(Self.mostSteps)"
    }
  }
}
