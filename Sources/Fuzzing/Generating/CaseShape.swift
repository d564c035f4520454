import OptimizerReference

/// The number of steps and the tensors of a case, before their numbers.
struct CaseShape {
  let steps: Int
  /// The first is `w`. Others are there where something is done to all gradients together.
  let tensors: [(name: String, shape: [Int])]
  /// Whether rows may be absent.
  let hasRows: Bool

  /// Elements in one vector of the kernels.
  private static let vector = 16

  static func draw(_ plan: BatchPlan, _ draws: inout Draws) -> CaseShape {
    let steps = draws.isOne(in: 24) ? draws.within(9...24) : draws.within(1...8)
    if plan.takesRows && draws.isOne(in: 3) {
      let shape = draws.isOne(in: 8) ? [1, draws.within(1...5)] : [draws.within(2...13), draws.within(1...8)]
      return CaseShape(steps: steps, tensors: [("w", shape)], hasRows: true)
    }
    // One case in three is large: what a case costs whatever its size is then little beside what an element does. Not where gradients are
    // prepared as wholes, which is the slow way to judge.
    if draws.isOne(in: plan.preparesGradients ? 96 : 3) {
      let block = draws.isOne(in: 32) ? 4096 : draws.pick([64, 256, 512, 1024, 1024, 1024])
      return CaseShape(
        steps: block > 256 ? draws.within(1...4) : steps, tensors: [("w", [block + draws.within(-1...1)])], hasRows: false)
    }
    let count = draws.isOne(in: 128) ? 0 : max(1, draws.within(0...4) * vector + tail(&draws))
    guard plan.preparesGradients, count > 0 else { return CaseShape(steps: steps, tensors: [("w", [count])], hasRows: false) }
    // What is done to each gradient by its axes shows in a matrix and in a kernel of a convolution only; by a norm, where there are two.
    let first = draws.isOne(in: 3) ? [draws.within(1...6), draws.within(1...9)] : [count]
    let more: [(name: String, shape: [Int])] = draws.isOne(in: 3) ? [] : [("x", [2, 3]), ("y", [2, 1, 3, 1])]
    return CaseShape(steps: steps, tensors: [("w", first)] + more, hasRows: false)
  }

  /// What is left after whole vectors: each tail has its own way to go wrong, and those of 0, 1, 3 and 15 more than others.
  private static func tail(_ draws: inout Draws) -> Int {
    draws.isOne(in: 2) ? draws.pick([0, 1, 3, 15]) : draws.below(vector)
  }
}
