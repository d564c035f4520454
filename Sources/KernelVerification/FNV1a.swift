/// FNV-1a, 64 bits (RFC 9923).
///
/// Every step is a bijection of the hash, so two inputs that differ in one byte never share a value.
package struct FNV1a {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Of a text: of its UTF-8 bytes.
  package init(_ text: String) {
    var hash = FNV1a()
    for byte in text.utf8 { hash.add(byte) }
    self = hash
  }

  package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// Adds words, of each the lowest byte first.
  package mutating func add(_ words: [UInt32]) {
    var hash = self
    for word in words {
      for shift: UInt32 in [0, 8, 16, 24] { hash.add(UInt8(truncatingIfNeeded: word &>> shift)) }
    }
    self = hash
  }

  /// The value as sixteen hexadecimal digits.
  package var digits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
