/// How many steps were taken before a case.
enum StepNumber {
  /// - Parameter boundary: the step at which the hyperparameters' branch is nearest to turning; nil for none.
  static func stepsBefore(isFresh: Bool, boundary: Int?, steps: Int, _ draws: inout Draws) -> Int {
    if let boundary, !draws.isOne(in: 8) { return max(0, boundary - 1 - draws.below(steps)) }
    if isFresh { return 0 }
    switch draws.below(8) {
    case 0: return draws.below(8)
    case 1, 2: return draws.below(64)
    case 3: return draws.below(20_000)
    // Around a power of two: what counts steps in Float, in Int32 or in UInt32 is wrong from there on.
    case 4, 5: return max(0, (1 << draws.pick([24, 31, 32])) - 1 - draws.below(steps + 2))
    case 6: return max(0, (1 << draws.within(2...40)) - draws.below(4))
    default: return (1 << draws.pick([24, 31, 32, 33])) + draws.below(1 << 20)
    }
  }
}
