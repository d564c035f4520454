/// How the gradients of a case go on from step to step.
enum GradientSequence: CaseIterable {
  case independent
  /// The same at every step: AdaBelief's s is 0, and AMSGrad's maximum shows nothing.
  case constant
  case alternating
  /// Two hundred times larger at one step, then calm: a running maximum shows.
  case spike
  /// One number in four.
  case sparse
  /// A power of two smaller at each step.
  case shrinking
  /// Nothing after the first step: moments fade.
  case fading
  case zero

  /// Half are independent; the rest is shared evenly, but that nothing at all is rare.
  static func draw(_ draws: inout Draws) -> GradientSequence {
    let all: [GradientSequence] = [
      .independent, .independent, .independent, .independent, .independent, .independent, .constant, .constant, .alternating, .alternating,
      .spike, .spike, .sparse, .sparse, .shrinking, .fading,
    ]
    return draws.isOne(in: 64) ? .zero : draws.pick(all)
  }

  /// The gradients, T × n.
  func gradients(from source: NumberSource, steps: Int, count: Int, _ draws: inout Draws) -> [Double] {
    let total = steps * count
    switch self {
    case .zero: return [Double](repeating: 0, count: total)
    case .independent: return [Double](filled: total) { _ in source.value(draws.bits()) }
    case .sparse:
      return [Double](filled: total) { _ in
        let bits = draws.bits()
        // The low byte is the choice of the source.
        return bits >> 61 & 3 == 0 ? source.value(bits) : 0
      }
    case .constant, .alternating, .spike, .shrinking, .fading: return repeated(source, steps, count, &draws)
    }
  }

  /// One gradient for each element, times another factor at each step.
  private func repeated(_ source: NumberSource, _ steps: Int, _ count: Int, _ draws: inout Draws) -> [Double] {
    let first = [Double](filled: count) { _ in source.value(draws.bits()) }
    let at = draws.below(steps)
    let slope: Float = draws.isOne(in: 4) ? 0x1p-5 : 0.5
    var factors: [Float] = []
    var scale: Float = 1
    for k in 0..<steps {
      factors.append(factor(k, spikeAt: at, scale))
      scale *= slope
    }
    var (k, i) = (0, -1)
    return [Double](filled: steps * count) { _ in
      i += 1
      if i == count { (k, i) = (k + 1, 0) }
      return Self.scaled(Float(first[i]), by: factors[k])
    }
  }

  private func factor(_ k: Int, spikeAt at: Int, _ scale: Float) -> Float {
    switch self {
    case .alternating: k % 2 == 0 ? 1 : -1
    case .spike: k == at ? 256 : 1
    case .shrinking: scale
    case .fading, .zero: k == 0 ? 1 : 0
    case .independent, .constant, .sparse: 1
    }
  }

  /// The product, or the number itself where the product would overflow or 0 would make a NaN of it.
  @inline(__always)
  private static func scaled(_ x: Float, by factor: Float) -> Float {
    let product = x * factor
    return product.isFinite ? product : (factor == 0 ? 0 : x)
  }
}
