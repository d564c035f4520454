import KernelVerification

/// A sequence of even bits that depends on its address alone: the seed, the stream and the index, and so does all that is drawn from it.
///
/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014). Kept here, and not called in another module: a case draws one for each
/// of its numbers, and a call would cost as much as the draw.
struct Draws {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64, index: Int) {
    state = CounterGenerator(seed: seed, stream: stream).bits(index)
  }

  /// 64 even bits.
  @inline(__always)
  mutating func bits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Evenly in 0 ..< n, for n up to 2³¹.
  mutating func below(_ n: Int) -> Int { Int(((bits() >> 32) &* UInt64(n)) >> 32) }

  /// Evenly in a range.
  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// True once in `n`.
  mutating func isOne(in n: Int) -> Bool { below(n) == 0 }

  /// Evenly in [0, 1).
  mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// One of `values`, each as likely.
  mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }

  /// Evenly within a decade from 10^low to 10^high, which is drawn evenly. From a table: the platform's `pow` is not the same everywhere.
  mutating func decades(_ low: Int, _ high: Int) -> Double {
    let power = low + below(high - low)
    return (1 + 9 * unit()) * (power < 0 ? 1 / Self.powersOfTen[-power] : Self.powersOfTen[power])
  }

  private static let powersOfTen: [Double] = (0...40).map { Double("1e\($0)") ?? .nan }
}
