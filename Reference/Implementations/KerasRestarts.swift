import Foundation

/// `CosineDecayRestarts` of Keras 2.15.0: half a cosine, over and over, each period `t_mul` times as long as the one before and `m_mul` times as
/// high.
struct KerasRestarts: Sendable {
  let first, steps, periodFactor, rateFactor, alpha: Double

  static let keys = ["initial_learning_rate", "first_decay_steps", "t_mul", "m_mul", "alpha"]

  init(_ given: Hyperparameters) throws(InvalidHyperparameter) {
    first = try given.number("initial_learning_rate")
    steps = try given.number("first_decay_steps", .positive)
    periodFactor = try given.number("t_mul", .atLeastOne)
    rateFactor = try given.number("m_mul", .nonNegative)
    alpha = try given.number("alpha")
  }

  /// The numbers whose type it computes in: `alpha` is cast to it.
  var numbers: [Double] { [first, periodFactor, rateFactor] }

  /// The rate at step `s`, counted from 0.
  func rate<Format: RoundingFormat>(_ s: Double, as format: Format.Type) -> Bounded<Format> {
    func number(_ x: Double) -> Bounded<Format> { Bounded(constant: x, bound: 0) }
    let completed = number(s) / number(steps)
    let i = number(restarts(s))
    let share: Bounded<Format>
    if periodFactor == 1 {
      share = completed - i
    } else {
      let length = number(periodFactor).raised(to: i)
      share = (completed - (1 - length) / (1 - number(periodFactor))) / length
    }
    let wave = number(0.5) * number(rateFactor).raised(to: i) * (1 + (Bounded(constant: .pi, bound: 0x1p-52) * share).cosine)
    return number(first) * ((1 - number(alpha)) * wave + number(alpha))
  }

  /// How many periods are over at step `s`: those that end at it too. Keras rounds ⌊log(1 − s/steps · (1 − t_mul)) / log t_mul⌋, which is that
  /// number or, where a period ends, the
  /// one before; here its logarithm is only where the search begins.
  private func restarts(_ s: Double) -> Double {
    if periodFactor == 1 { return (s / steps).rounded(.down) }
    func end(_ i: Double) -> Double { steps * ((1 - pow(periodFactor, i)) / (1 - periodFactor)) }
    var i = max((log(1 - s / steps * (1 - periodFactor)) / log(periodFactor)).rounded(.down), 0)
    if s >= end(i + 1) { i += 1 }
    if s < end(i) { i -= 1 }
    return i
  }
}
