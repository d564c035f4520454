import KernelVerification
import OptimizerReference

/// Draws one set of hyperparameters of an implementation, in its own words.
struct HyperparameterDraw {
  let implementation: Implementation

  /// A sample as it stands for one draw in eight; otherwise a sample, or what its dialect writes, with most of its numbers and flags drawn.
  func text(_ draws: inout Draws) -> String {
    let sample = draws.pick(implementation.samples)
    if draws.isOne(in: 8) { return sample }
    var text = HyperparameterText(sample)
    if let dialect = implementation.dialect, draws.isOne(in: 16) {
      text = HyperparameterText(
        dialect.write(CommonHyperparameters(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)))
    }
    let meanings = HyperparameterMeaning.all(in: text)
    // How many are left alone: now and then one choice alone is moved.
    let share = draws.pick([1, 2, 4])
    var words: [Int: String] = [:]
    for (i, leaf) in text.leaves.enumerated() {
      switch leaf.kind {
      case .flag(let flag):
        if draws.isOne(in: 3) { words[i] = flag ? "false" : "true" }
      case .number(let number):
        guard let meaning = meanings[i] else { continue }
        let drawn = meaning.draw(&draws)
        if draws.below(4) < share { words[i] = Self.word(drawn, asWritten: number) }
      }
    }
    text.replace(words)
    return text.text
  }

  /// The number as JSON has it: a whole one without a fraction, since some of them are counts.
  static func word(_ drawn: Double, asWritten: Double = 0) -> String {
    if let whole = Int32(exactly: drawn), drawn.sign == .plus { return "\(whole)" }
    return "\(drawn)"
  }

  /// The same hyperparameters with β2 where ρt meets its threshold at some step t, or up to 16 ulp beside; nil where there is no β2.
  func atBoundary(_ json: String, _ draws: inout Draws) -> (json: String, t: Int)? {
    var text = HyperparameterText(json)
    guard let place = HyperparameterMeaning.all(in: text).firstIndex(of: .β2) else { return nil }
    let threshold = RectificationThreshold.of(implementation, json) ?? (draws.isOne(in: 2) ? 4 : 5)
    let t = draws.isOne(in: 64) ? draws.within(100...2000) : draws.isOne(in: 4) ? draws.within(12...60) : draws.within(5...12)
    guard let root = RectificationBoundary.β2(threshold: threshold, t: t), root > 0.1, root < 1 else { return nil }
    let offset = draws.within(-16...16)
    var β2 = root
    if draws.isOne(in: 2) {
      β2 += Double(offset) * root.ulp
    } else {
      // What libraries see that keep their constants in Float.
      β2 = Double(Float(root)) + Double(offset) * Double(Float(root).ulp)
    }
    guard β2 < 1 else { return nil }
    text.replace([place: Self.word(β2)])
    return (text.text, t)
  }
}
