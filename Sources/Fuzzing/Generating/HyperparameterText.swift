/// The numbers and flags of a JSON object as places in its text, so that one can be replaced and all else stays as it is written.
///
/// It reads what an implementation has taken, not what anybody sends: of a text that is no JSON it finds what looks like numbers.
struct HyperparameterText {
  /// A number or a flag.
  struct Leaf {
    /// The nearest key before it, and how many numbers of the same array came before it.
    let key: String
    let index: Int
    /// How many objects it is in: 1 at the top.
    let depth: Int
    let kind: Kind
    fileprivate let place: Range<Int>
  }

  enum Kind: Equatable {
    case number(Double)
    case flag(Bool)
  }

  private(set) var text: String { didSet { leaves = Self.leaves(of: text) } }
  private(set) var leaves: [Leaf]

  init(_ text: String) {
    self.text = text
    leaves = Self.leaves(of: text)
  }

  /// The same text with other words at some leaves, by their numbers.
  mutating func replace(_ words: [Int: String]) {
    guard !words.isEmpty else { return }
    let bytes = Array(text.utf8)
    var (result, at): ([UInt8], Int) = ([], 0)
    for (i, leaf) in leaves.enumerated() {
      guard let word = words[i] else { continue }
      result += bytes[at..<leaf.place.lowerBound]
      result += Array(word.utf8)
      at = leaf.place.upperBound
    }
    result += bytes[at...]
    text = String(decoding: result, as: UTF8.self)
  }

  private static func leaves(of text: String) -> [Leaf] {
    let bytes = Array(text.utf8)
    var leaves: [Leaf] = []
    var (i, depth, index, key) = (0, 0, 0, "")
    func word(_ from: Int, while isPart: (UInt8) -> Bool) -> Int { bytes[from...].firstIndex { !isPart($0) } ?? bytes.count }
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\""):
        let end = word(i + 1) { $0 != UInt8(ascii: "\"") }
        let next = end + 1 < bytes.count ? word(end + 1) { $0 == UInt8(ascii: " ") } : bytes.count
        if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
          (key, index) = (String(decoding: bytes[(i + 1)..<end], as: UTF8.self), 0)
        }
        i = end + 1
      case UInt8(ascii: "{"): (depth, i) = (depth + 1, i + 1)
      case UInt8(ascii: "}"): (depth, i) = (depth - 1, i + 1)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let end = word(i) { ($0 >= 48 && $0 <= 57) || $0 == 45 || $0 == 43 || $0 == 46 || $0 | 32 == 101 }
        if let number = Double(String(decoding: bytes[i..<end], as: UTF8.self)) {
          leaves.append(Leaf(key: key, index: index, depth: depth, kind: .number(number), place: i..<end))
          index += 1
        }
        i = max(end, i + 1)
      case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
        let end = word(i) { $0 >= 97 && $0 <= 122 }
        let found = String(decoding: bytes[i..<end], as: UTF8.self)
        if found != "null" { leaves.append(Leaf(key: key, index: 0, depth: depth, kind: .flag(found == "true"), place: i..<end)) }
        i = end
      case _: i += 1
      }
    }
    return leaves
  }
}
