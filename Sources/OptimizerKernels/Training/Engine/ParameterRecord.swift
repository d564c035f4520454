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
  let firstMoment: Int?
  let secondMoment: Int?
  let maximum: Int?
  let averagedRate: Int?
  let slowWeights: Int?

  /// Slots one after another from `end` on, each from a cache line on. `end` moves behind them.
  init(_ layout: StateLayout, hasSlowWeights: Bool, count: Int, end: inout Int) {
    func next(_ isKept: Bool) -> Int? {
      guard isKept else { return nil }
      defer { end += AlignedBuffer.aligned(count * MemoryLayout<Float>.stride) }
      return end
    }
    firstMoment = next(layout.keepsFirstMoment)
    secondMoment = next(layout.keepsSecondMoment)
    maximum = next(layout.keepsMaximum)
    averagedRate = next(layout.keepsAveragedRate)
    slowWeights = next(hasSlowWeights)
  }
}
