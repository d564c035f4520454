/// SplitMix64 from a fixed seed: the same numbers in every run.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Evenly in [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Of either sign, its power of two evenly between two exponents, as Float holds it.
  mutating func float(exponents: ClosedRange<Int>) -> Float {
    let exponent = Int.random(in: exponents, using: &self)
    let magnitude = Float(sign: .plus, exponent: exponent, significand: 1 + Float(next() >> 41) * 0x1p-23)
    return next() & 1 == 0 ? magnitude : -magnitude
  }

  /// One of `choices`.
  mutating func pick<T>(_ choices: [T]) -> T { choices[Int(next() % UInt64(choices.count))] }
}
