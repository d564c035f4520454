import OptimizerReference

extension Soundness {
  /// Keeps the worst that a check saw.
  struct Judge {
    private let check: String
    /// What the worst ratio must come to: otherwise the bound is too wide.
    private let floor: Double
    private var worst = 0.0
    private var finding: Finding?

    init(_ check: String, comesTo floor: Double) {
      self.check = check
      self.floor = floor
    }

    mutating func see(_ got: Double, _ z: S, of operands: @autoclosure () -> String) {
      let error = abs(got - z.value)
      let ratio = error == 0 ? 0 : error / z.bound
      if !(ratio <= max(worst, 1)) {
        finding = Finding(check: check, text: "\(operands()): \(got) is not within \(z.value) ± \(z.bound)", ratio: ratio)
      }
      worst = max(worst, ratio)
    }

    mutating func expect(_ z: S, atMost most: Double, of operands: @autoclosure () -> String) {
      guard finding == nil, z.bound > most else { return }
      finding = Finding(check: check, text: "\(operands()): the bound is \(z.bound), and \(most) is enough", ratio: most / z.bound)
    }

    /// The worst that was found, or that nothing came near the bound.
    var verdict: Finding? {
      finding ?? (worst > floor ? nil : Finding(check: check, text: "nothing comes near the bound, so it is too wide", ratio: worst))
    }
  }
}
