/// What an optimizer knows of one parameter, and where its state lies.
struct ParameterRecord: Sendable {
  let name: String
  let shape: [Int]
  let count: Int
  /// The number of its group.
  let group: Int
  /// Whether weight decay applies, where the group has one.
  let decays: Bool
  /// Whether its gradient is centralised.
  let centralizes: Bool
  /// Which allocation its state is in.
  let arena: Int
  let slots: SlotOffsets
  /// t: how many steps it has taken.
  var stepCount = 0
  /// Whether Lookahead's slow weights have begun.
  var hasSlowWeights = false
  /// α for each element; nil where the group's holds for all.
  var learningRates: [Float]?
}

/// Where the slots of a parameter begin in their allocation, in bytes; nil for one that the rule does not keep.
struct SlotOffsets: Sendable {
  private(set) var firstMoment: Int?
  private(set) var secondMoment: Int?
  private(set) var maximum: Int?
  private(set) var averagedRate: Int?
  private(set) var slowWeights: Int?

  /// Slots one after another from `end` on, each from a cache line on. `end` moves behind them.
  init(_ configuration: RuleConfiguration, count: Int, end: inout Int) {
    self = Self.placed([(configuration, count)], end: &end)[0]
  }

  private init() {}

  /// The slots of several parameters: all first moments, then all second moments, and so on. A step then goes through memory as if they were one.
  static func placed(_ parameters: [(configuration: RuleConfiguration, count: Int)], end: inout Int) -> [SlotOffsets] {
    var placed = parameters.map { _ in SlotOffsets() }
    func place(_ slot: WritableKeyPath<SlotOffsets, Int?>, where isKept: (RuleConfiguration) -> Bool) {
      for (i, parameter) in parameters.enumerated() where isKept(parameter.configuration) {
        placed[i][keyPath: slot] = end
        end += AlignedBuffer.aligned(parameter.count * MemoryLayout<Float>.stride)
      }
    }
    place(\.firstMoment) { $0.formula.layout.keepsFirstMoment }
    place(\.secondMoment) { $0.formula.layout.keepsSecondMoment }
    place(\.maximum) { $0.formula.layout.keepsMaximum }
    place(\.averagedRate) { $0.formula.layout.keepsAveragedRate }
    place(\.slowWeights) { $0.lookahead != nil }
    return placed
  }
}
