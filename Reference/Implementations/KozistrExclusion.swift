extension Kozistr {
  /// A regular expression of `exclude_from_weight_decay` that is a word, which `re.search` finds anywhere in a name.
  ///
  /// - With ^ in front it is found at the start alone, with $ behind at the end alone.
  /// - Others are refused: an expression of a file may take forever on a name of the same file.
  struct Exclusion {
    /// How many bytes all expressions have together, at most: a byte of a name costs no more steps.
    static let most = 512

    private let word: [UInt8]
    private let isAtStart, isAtEnd: Bool

    /// - Throws: ``InvalidHyperparameter`` for an expression that is more, and for more bytes than ``most``.
    static func all(_ expressions: [String]) throws(InvalidHyperparameter) -> [Exclusion] {
      let key = "exclude_from_weight_decay"
      let count = expressions.reduce(0) { $0 + $1.utf8.count }
      guard count <= most else {
        throw InvalidHyperparameter(name: key, found: "\(count) bytes long", allowed: "at most \(most)")
      }
      var exclusions: [Exclusion] = []
      for expression in expressions {
        guard let exclusion = Exclusion(expression) else {
          throw InvalidHyperparameter(
            name: key, found: "\(expression.debugDescription) among others",
            allowed: "words of letters, digits, _, -, / and :, also between ^ and $")
        }
        exclusions.append(exclusion)
      }
      return exclusions
    }

    private init?(_ expression: String) {
      var word = Array(expression.utf8)
      isAtStart = word.first == UInt8(ascii: "^")
      if isAtStart { word.removeFirst() }
      isAtEnd = word.last == UInt8(ascii: "$")
      if isAtEnd { word.removeLast() }
      let plain = "_-/:0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8
      guard word.allSatisfy({ plain.contains($0) }) else { return nil }
      self.word = word
    }

    func isFound(in name: String) -> Bool {
      let name = Array(name.utf8)
      guard name.count >= word.count else { return false }
      let last = name.count - word.count
      let starts = isAtStart ? 0...0 : isAtEnd ? last...last : 0...last
      return starts.contains { start in
        (!isAtEnd || start == last) && name[start..<start + word.count].elementsEqual(word)
      }
    }
  }
}
