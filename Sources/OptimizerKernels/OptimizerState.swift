/// What an optimizer remembers of one array of parameters: its moments, one Float for each parameter, and how many steps it took.
///
/// A value: a copy is a checkpoint, and stepping from it gives the same bits again. A slot that the rule does not keep is empty or nil.
/// NaN and ∞ in a moment are kept, not repaired; `JSONEncoder` refuses them unless its strategy for them is set. A state with NaN does not equal itself.
public struct OptimizerState: Hashable, Sendable {
  /// m, the decaying average of the gradients; for a maximised objective, of −g. The momentum of SGD and RMSProp. Empty where the rule keeps none.
  public internal(set) var firstMoment: [Float]
  /// v, the decaying average of the squared gradients, without bias correction; AdaBelief's s, AdaGrad's sum, Adamax's u. Empty where the rule keeps none.
  public internal(set) var secondMoment: [Float]
  /// The maximum of v over all steps; nil where the rule keeps none.
  public internal(set) var maximum: [Float]?
  /// s of AdaMod and AdaBalance, the decaying average of each element's rate; nil where the rule keeps none.
  public internal(set) var averagedRate: [Float]?
  /// Lookahead's slow weights; nil where there are none, and before the first step.
  public internal(set) var slowWeights: [Float]?
  /// t: how many steps were taken. The first step is t = 1.
  public internal(set) var stepCount: Int

  /// How many parameters this is the state of; 0 where no slot is kept.
  public var count: Int {
    max(firstMoment.count, secondMoment.count, maximum?.count ?? 0, averagedRate?.count ?? 0, slowWeights?.count ?? 0)
  }

  /// The slots that hold values, with their names.
  private var slots: [(name: String, values: [Float])] {
    let optional = [("maximum", maximum), ("averagedRate", averagedRate), ("slowWeights", slowWeights)]
    return [("firstMoment", firstMoment), ("secondMoment", secondMoment)]
      + optional.compactMap { name, values in values.map { (name, $0) } }
  }

  /// The state before the first step.
  init(count: Int, layout: StateLayout) {
    guard count >= 0 else { fatalError("a state of \(count) elements: the count must not be negative") }
    func zeros(_ isKept: Bool) -> [Float]? { isKept ? [Float](repeating: 0, count: count) : nil }
    firstMoment = zeros(layout.keepsFirstMoment) ?? []
    secondMoment = layout.keepsSecondMoment ? [Float](repeating: layout.secondMomentStart, count: count) : []
    maximum = zeros(layout.keepsMaximum)
    averagedRate = zeros(layout.keepsAveragedRate)
    slowWeights = nil
    stepCount = 0
  }

  /// A state restored from its parts.
  ///
  /// - Throws: ``OptimizerStateError`` where the slots differ in count, or `stepCount` is below 0 or above 2⁵³. A moment may be empty instead.
  ///   Values are taken as they are.
  public init(
    firstMoment: [Float], secondMoment: [Float], maximum: [Float]? = nil, averagedRate: [Float]? = nil,
    slowWeights: [Float]? = nil, stepCount: Int
  ) throws(OptimizerStateError) {
    self.firstMoment = firstMoment
    self.secondMoment = secondMoment
    self.maximum = maximum
    self.averagedRate = averagedRate
    self.slowWeights = slowWeights
    self.stepCount = stepCount
    // An empty moment is one that is not kept; nil says so for the others.
    let kept = slots.filter { $0.name.hasSuffix("Moment") ? !$0.values.isEmpty : true }
    for slot in kept where slot.values.count != kept[0].values.count {
      throw .unequalCounts(
        slot: slot.name, count: slot.values.count, other: kept[0].name, otherCount: kept[0].values.count)
    }
    guard 0...OptimizerStateError.mostSteps ~= stepCount else { throw .stepCountOutOfRange(stepCount) }
  }
}

extension OptimizerState {
  /// Counts a step at which these parameters had no gradient: for libraries in which t is one for all parameters. Nothing else changes.
  ///
  /// - Precondition: fewer than 2⁵³ steps were taken.
  public mutating func skipStep() {
    guard stepCount < OptimizerStateError.mostSteps else { fatalError("stepCount is \(stepCount), which is the most") }
    stepCount += 1
  }
}

/// Which slots a rule keeps, and what one of them begins with.
package struct StateLayout: Equatable, Sendable {
  package var keepsFirstMoment = true
  package var keepsSecondMoment = true
  package var keepsMaximum = false
  package var keepsAveragedRate = false
  /// Whether the first moment after step 1 is the first gradient, whatever it was before.
  package var beginsWithFirstGradient = false
  /// AdaGrad's initial accumulator.
  package var secondMomentStart: Float = 0

  package init() {}
}

extension OptimizerState: Codable {
  private enum CodingKeys: String, CodingKey {
    case firstMoment, secondMoment, maximum, averagedRate, slowWeights, stepCount
  }

  /// Decodes and validates.
  ///
  /// - Throws: what ``init(firstMoment:secondMoment:maximum:averagedRate:slowWeights:stepCount:)`` throws, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      firstMoment: values.decode([Float].self, forKey: .firstMoment),
      secondMoment: values.decode([Float].self, forKey: .secondMoment),
      maximum: values.decodeIfPresent([Float].self, forKey: .maximum),
      averagedRate: values.decodeIfPresent([Float].self, forKey: .averagedRate),
      slowWeights: values.decodeIfPresent([Float].self, forKey: .slowWeights),
      stepCount: values.decode(Int.self, forKey: .stepCount))
  }
}

/// Why parts make no state.
public enum OptimizerStateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A slot has another count than the first slot that is kept.
  case unequalCounts(slot: String, count: Int, other: String, otherCount: Int)
  /// The step count is below 0 or above 2⁵³.
  case stepCountOutOfRange(Int)

  /// Up to here t is a Double, and so is what follows from it.
  package static let mostSteps = 1 << 53

  /// The whole sentence.
  public var description: String {
    switch self {
    case .unequalCounts(let slot, let count, let other, let otherCount):
      "\(slot) has \(count) elements, \(other) has \(otherCount)"
    case .stepCountOutOfRange(let count): "stepCount is \(count); allowed: 0 ≤ stepCount ≤ \(Self.mostSteps)"
    }
  }
}
