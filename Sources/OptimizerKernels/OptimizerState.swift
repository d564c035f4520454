internal import Safetensors

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
  ///
  /// - Precondition: count ≥ 0, and memory for the slots.
  init(count: Int, layout: StateLayout) {
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
  /// - Throws: ``OptimizerStateError/tooManySteps(_:)`` where the next step would have no count.
  public mutating func skipStep() throws(OptimizerStateError) {
    guard stepCount < OptimizerStateError.mostSteps else { throw .tooManySteps(stepCount) }
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

  /// How many slots there are.
  var slotCount: Int { [keepsFirstMoment, keepsSecondMoment, keepsMaximum, keepsAveragedRate].count { $0 } }
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

/// Why there is no such state, or why a rule cannot step from it. Nothing is changed where one is thrown.
public enum OptimizerStateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A slot has another count than the first slot that is kept.
  case unequalCounts(slot: String, count: Int, other: String, otherCount: Int)
  /// The step count is below 0 or above 2⁵³.
  case stepCountOutOfRange(Int)
  /// A state of fewer than 0 elements.
  case negativeCount(Int)
  /// The state takes more memory than the process can get: of the machine, of its container, of its own limits.
  case outOfMemory(count: Int, byteCount: Int)
  /// There is another number of gradients than of parameters.
  case gradientCount(Int, parameters: Int)
  /// The state is of another number of parameters.
  case stateCount(Int, parameters: Int)
  /// The parameters are not so many rows of one length.
  case unequalRows(Int, parameters: Int)
  /// The state lacks a slot that the rule keeps.
  case missingSlot(String, rule: String)
  /// The state has a slot that the rule does not keep.
  case unknownSlot(String, rule: String)
  /// So many steps were taken that the next would have no count.
  case tooManySteps(Int)

  /// Up to here t is a Double, and so is what follows from it.
  package static let mostSteps = 1 << 53

  /// The whole sentence.
  public var description: String {
    switch self {
    case .unequalCounts(let slot, let count, let other, let otherCount):
      "\(slot) has \(count) elements, \(other) has \(otherCount)"
    case .stepCountOutOfRange(let count): "stepCount is \(count); allowed: 0 ≤ stepCount ≤ \(Self.mostSteps)"
    case .negativeCount(let count): "a state of \(count) elements; allowed: 0 or more"
    case .outOfMemory(let count, let byteCount): "a state of \(count) elements does not fit: \(OutOfMemory.sentence(byteCount))"
    case .gradientCount(let count, let parameters): "gradients have \(count) elements, parameters have \(parameters); allowed: as many"
    case .stateCount(let count, let parameters): "the state has \(count) elements, parameters have \(parameters); allowed: as many"
    case .unequalRows(let rows, let parameters): "\(parameters) parameters are not \(rows) rows; allowed: rows of one length"
    case .missingSlot(let slot, let rule): "\(rule) keeps \(slot) here, and the state has none; allowed: the slots that the rule keeps"
    case .unknownSlot(let slot, let rule): "the state has \(slot), and \(rule) keeps none here; allowed: the slots that the rule keeps"
    case .tooManySteps(let count): "stepCount is \(count), and the next step would have none; allowed: less"
    }
  }

  /// - Throws: where the bytes cannot be had.
  static func require(_ byteCount: Int, count: Int) throws(OptimizerStateError) {
    do { try ProcessMemory.require(byteCount) } catch { throw .outOfMemory(count: count, byteCount: byteCount) }
  }
}
