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

  static func draw(_ plan: BatchPlan, special: FloatFamily?, gradients: FloatFamily, _ draws: inout Draws) -> StartingPoint {
    let memory: Memory = draws.isOne(in: 32) ? .stuck : draws.isOne(in: 2) ? .fresh : .restored
    return StartingPoint(
      memory: memory, parameters: NumberSource(main: parameters(&draws), special: special, rarity: 16),
      moments: NumberSource(main: draws.isOne(in: 2) ? gradients : .normal, special: special, rarity: 16), special: special,
      squaresGradients: draws.isOne(in: 2), rate: plan.rate)
  }

  private static func parameters(_ draws: inout Draws) -> FloatFamily {
    switch draws.below(16) {
    // At θ = 0 the whole update shows.
    case 0...4: .zero
    case 5, 6: .logUniform(lowest: -149, binades: 30)
    case 7: .logUniform(lowest: -100, binades: 180)
    case 8: draws.isOne(in: 16) ? .belowLargest(ulps: 1 << 20) : .logUniform(lowest: 100, binades: 27)
    case _: .normal
    }
  }

  func initial(count: Int, _ draws: inout Draws) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(Double(parameters.value(draws.bits()))) }
    return values
  }

  /// What is remembered of each element; nothing from a fresh start.
  ///
  /// - Parameters:
  ///   - initial: the parameters.
  ///   - gradients: of all steps; those of the first are looked at.
  func state(_ slots: [Slot], initial: [Double], gradients: [Double], _ draws: inout Draws) -> [Slot: [Double]] {
    guard memory != .fresh else { return [:] }
    var state: [Slot: [Double]] = [:]
    for slot in slots {
      var values: [Double] = []
      values.reserveCapacity(initial.count)
      let second = state[.v]
      for i in initial.indices {
        let value = self.value(slot, θ: Float(initial[i]), g: Float(gradients[i]), second: second.map { Float($0[i]) }, draws.bits())
        values.append(Double(slot.isMagnitude ? value.magnitude : value))
      }
      state[slot] = values
    }
    return state
  }

  private func value(_ slot: Slot, θ: Float, g: Float, second: Float?, _ bits: UInt64) -> Float {
    switch slot {
    case .m, .momentum: return memory == .stuck ? FloatFamily.stuck.value(bits) : moments.value(bits)
    case .v, .s, .sum:
      if memory == .stuck { return bits & 1 == 0 ? 0 : FloatFamily.stuck.value(bits) }
      if let special, bits & 31 == 0 { return special.value(bits) }
      if squaresGradients && (g * g).isFinite { return g * g }
      let root = FloatFamily.logUniform(lowest: -40, binades: 44).value(bits)
      return bits >> 5 & 31 == 0 ? 0 : root
    case .vmax:
      guard let second, second.isFinite else { return moments.value(bits).magnitude }
      // Where the new second moment is hardly another, it decides which of the two is larger.
      switch bits >> 8 & 7 {
      case 0, 1: return second
      case 2, 3: return second.nextUp.isFinite ? second.nextUp : second
      case 4, 5: return second > 0 ? second.nextDown : 0
      case 6: return second * 4 <= 0x1p60 ? second * 4 : second
      case _: return second / 4
      }
    case .stepSize: return (rate * FloatFamily.logUniform(lowest: -3, binades: 6).value(bits)).magnitude
    case .u: return memory == .stuck ? FloatFamily.stuck.value(bits) : moments.value(bits)
    case .slow: return bits & 1 == 0 || !θ.isFinite ? θ : θ + moments.main.value(bits) * 0x1p-10
    }
  }
}
