import KernelVerification

/// The bits of numbers, one after another. A NaN counts as one NaN, for its sign and payload are free.
package struct DigestBits: Equatable {
  private var words: [UInt32] = []

  package init() {}

  package mutating func add(_ numbers: [Float]) {
    for x in numbers { words.append(x.isNaN ? 0x7fc0_0000 : x.bitPattern) }
  }

  /// All of them as one number.
  package var digest: UInt64 {
    var hash = FNV1a()
    hash.add(words)
    return hash.value
  }
}
