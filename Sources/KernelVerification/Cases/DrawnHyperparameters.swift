/// Hyperparameters drawn at random, for the rounds after the first: usual ones, and the edges 0 and nearly 1.
enum DrawnHyperparameters {
  /// The draw of that number, by the meaning of each.
  static func draw(_ random: CounterGenerator, _ index: Int) -> CommonHyperparameters {
    var next = index * 16
    func bits() -> UInt64 {
      next += 1
      return random.bits(next)
    }
    func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }
    /// 10 to an even power between two.
    func decades(_ low: Int, _ high: Int) -> Double {
      let exponent = low + Int(bits() % UInt64(high - low))
      return (1 + 9 * unit()) * (0..<abs(exponent)).reduce(1.0) { x, _ in exponent < 0 ? x / 10 : x * 10 }
    }
    /// 1 less a number of four decades; 0 for one draw in eight.
    func decay() -> Double { bits() % 8 == 0 ? 0 : 1 - decades(-5, -1) }
    return CommonHyperparameters(
      learningRate: bits() % 16 == 0 ? 0 : decades(-5, 1), beta1: decay(), beta2: decay(),
      epsilon: bits() % 8 == 0 ? 0 : decades(-20, 0), weightDecay: bits() % 2 == 0 ? 0 : decades(-4, 0), isDecoupled: bits() % 2 == 0,
      amsgrad: bits() % 2 == 0, maximize: bits() % 4 == 0, inverseTimeDecay: bits() % 4 == 0 ? decades(-4, -1) : 0)
  }
}
