import OptimizerReference

/// The parameters and the state before the first step.
struct StartingPoint {
  /// What is remembered at the start.
  enum Memory {
    /// As the optimizer starts it.
    case fresh
    /// In the middle of training.
    case restored
    /// First moments that multiplying by β1 does not take to 0: a few times the least subnormal number.
    case stuck
  }

  let memory: Memory
  private let parameters: NumberSource
  private let moments: NumberSource
  private let special: FloatFamily?
  /// Whether the second moments are the squares of the first gradients: then the new ones are within an ulp or two of the old.
  private let squaresGradients: Bool
  private let rate: Float

  static func draw(_ plan: BatchPlan, special: FloatFamily?, rarity: UInt64, gradients: FloatFamily, _ draws: inout Draws) -> StartingPoint
  {
    let memory: Memory = draws.isOne(in: 64) ? .stuck : draws.isOne(in: 2) ? .fresh : .restored
    return StartingPoint(
      memory: memory, parameters: parameters(special, rarity, &draws),
      moments: NumberSource(main: draws.isOne(in: 2) ? gradients : .normal, special: special, rarity: rarity), special: special,
      squaresGradients: draws.isOne(in: 2), rate: plan.rate)
  }

  private static func parameters(_ special: FloatFamily?, _ rarity: UInt64, _ draws: inout Draws) -> NumberSource {
    if draws.isOne(in: 64) {
      // Few elements: near the largest number each takes long to judge, and its decay may overflow the square of a gradient.
      let large: FloatFamily = draws.isOne(in: 4) ? .belowLargest(ulps: 1 << 20) : .logUniform(lowest: 100, binades: 27)
      return NumberSource(main: .normal, special: large, rarity: rarity)
    }
    return NumberSource(main: ordinaryParameters(&draws), special: special, rarity: rarity)
  }

  private static func ordinaryParameters(_ draws: inout Draws) -> FloatFamily {
    switch draws.below(16) {
    // At θ = 0 the whole update shows.
    case 0...4: .zero
    case 5, 6: .logUniform(lowest: -149, binades: 30)
    case 7: .logUniform(lowest: -60, binades: 90)
    case _: .normal
    }
  }

  func initial(count: Int, _ draws: inout Draws) -> [Double] {
    [Double](filled: count) { _ in parameters.value(draws.bits()) }
  }

  /// What is remembered of each element; nothing from a fresh start.
  ///
  /// - Parameters:
  ///   - initial: the parameters.
  ///   - gradients: of all steps; those of the first are looked at.
  func state(_ slots: [Slot], initial: [Double], gradients: [Double], _ draws: inout Draws) -> [Slot: [Double]] {
    guard memory != .fresh else { return [:] }
    let count = initial.count
    var state: [Slot: [Double]] = [:]
    for slot in slots {
      switch slot {
      case .m, .momentum: state[slot] = [Double](filled: count) { _ in moment(draws.bits()) }
      case .u: state[slot] = [Double](filled: count) { _ in moment(draws.bits()).magnitude }
      case .v, .s, .sum: state[slot] = [Double](filled: count) { i in second(Float(gradients[i]), draws.bits()).magnitude }
      case .vmax:
        let average = state[.v] ?? state[.s] ?? []
        state[slot] = [Double](filled: count) { i in
          let bits = draws.bits()
          return average.isEmpty ? moments.value(bits).magnitude : maximum(of: Float(average[i]), bits)
        }
      case .stepSize:
        state[slot] = [Double](filled: count) { _ in (rate * FloatFamily.logUniform(lowest: -3, binades: 6).value(draws.bits())).magnitude }
      case .slow: state[slot] = [Double](filled: count) { i in slow(Float(initial[i]), draws.bits()) }
      }
    }
    return state
  }

  @inline(__always)
  private func moment(_ bits: UInt64) -> Float { memory == .stuck ? FloatFamily.stuck.value(bits) : moments.value(bits) }

  @inline(__always)
  private func second(_ g: Float, _ bits: UInt64) -> Float {
    if memory == .stuck { return bits & 1 == 0 ? 0 : FloatFamily.stuck.value(bits) }
    if let special, bits & 31 == 0 { return special.value(bits) }
    if squaresGradients && (g * g).isFinite { return g * g }
    return bits >> 5 & 31 == 0 ? 0 : FloatFamily.logUniform(lowest: -40, binades: 44).value(bits)
  }

  /// A maximum that the new second moment, which is hardly another, may or may not be above.
  @inline(__always)
  private func maximum(of second: Float, _ bits: UInt64) -> Float {
    guard second.isFinite else { return second }
    switch bits >> 8 & 7 {
    case 0, 1: return second
    case 2, 3: return second.nextUp.isFinite ? second.nextUp : second
    case 4, 5: return second > 0 ? second.nextDown : 0
    case 6: return second * 4 <= 0x1p60 ? second * 4 : second
    case _: return second / 4
    }
  }

  @inline(__always)
  private func slow(_ θ: Float, _ bits: UInt64) -> Float {
    bits & 1 == 0 || !θ.isFinite ? θ : θ + moments.main.value(bits) * 0x1p-10
  }
}
