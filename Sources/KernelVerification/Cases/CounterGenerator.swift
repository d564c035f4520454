/// Numbers from a counter: the value at (seed, stream, index) depends on nothing else, so any case can be had at once.
package struct CounterGenerator {
  private let key: UInt64

  package init(seed: UInt64, stream: UInt64) {
    key = Self.mix(seed &* 0x9e37_79b9_7f4a_7c15 ^ Self.mix(stream))
  }

  /// 64 even bits. The finaliser of SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014).
  package func bits(_ index: Int) -> UInt64 { Self.mix(key &+ UInt64(bitPattern: Int64(index)) &* 0x9e37_79b9_7f4a_7c15) }

  private static func mix(_ x: UInt64) -> UInt64 {
    var z = x &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Evenly in [0, 1).
  func unit(_ index: Int) -> Double { Double(bits(index) >> 11) * 0x1p-53 }

  /// About normal, mean 0 and variance 1: the sum of twelve even numbers. It uses no function of the platform's library.
  func normal(_ index: Int) -> Double {
    var sum = -6.0
    for k in 0..<12 { sum += unit(index * 12 + k) }
    return sum
  }

  /// 10 to an even power between `low` and `high`, either sign.
  func logarithmic(_ index: Int, from low: Int, to high: Int) -> Double {
    let exponent = low + Int(bits(3 * index) % UInt64(high - low))
    var scale = 1.0
    for _ in 0..<abs(exponent) { scale = exponent < 0 ? scale / 10 : scale * 10 }
    return scale * (1 + 9 * unit(3 * index + 1)) * (bits(3 * index + 2) & 1 == 0 ? 1 : -1)
  }
}
