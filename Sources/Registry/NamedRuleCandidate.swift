import KernelVerification

/// Our kernel where weight decay leaves out parameters by their names: with the decay, and without.
struct NamedRuleCandidate: Candidate {
  private var decaying, plain: RuleCandidate
  private let excluded: [NameWord]

  /// - Parameter excluded: regular expressions that are words; a parameter is left out where one is found in its name.
  /// - Throws: ``NameWord/Refusal``.
  init(_ decaying: RuleCandidate, without plain: RuleCandidate, for excluded: [String]) throws {
    self.decaying = decaying
    self.plain = plain
    self.excluded = try NameWord.read(excluded)
  }

  mutating func step(_ x: inout CandidateStep) throws {
    let name = x.parameter
    if excluded.contains(where: { $0.isFound(in: name) }) {
      try plain.step(&x)
    } else {
      try decaying.step(&x)
    }
  }
}

/// A regular expression without operators except ^ in front and $ behind. Others may come from a file and never end.
struct NameWord {
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  private let word: Substring
  private let atStart, atEnd: Bool

  static func read(_ expressions: [String]) throws -> [NameWord] {
    guard expressions.reduce(0, { $0 + $1.utf8.count }) <= 512 else {
      throw Refusal(description: "exclude_from_weight_decay has more than 512 bytes; allowed: at most 512")
    }
    return try expressions.map { expression in
      let (atStart, atEnd) = (expression.hasPrefix("^"), expression.hasSuffix("$"))
      let word = expression.dropFirst(atStart ? 1 : 0).dropLast(atEnd ? 1 : 0)
      let isWord = word.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-/:".unicodeScalars.contains($0))
      }
      guard isWord else {
        throw Refusal(
          description: "exclude_from_weight_decay has \(expression.debugDescription); allowed: words, ^ in front and $ behind")
      }
      return NameWord(word: word, atStart: atStart, atEnd: atEnd)
    }
  }

  func isFound(in name: String) -> Bool {
    let (name, word) = (name.unicodeScalars, word.unicodeScalars)
    if atStart && atEnd { return name.elementsEqual(word) }
    if atStart { return name.starts(with: word) }
    if atEnd { return name.reversed().starts(with: word.reversed()) }
    var rest = name[...]
    while !rest.starts(with: word) {
      if rest.isEmpty { return false }
      rest.removeFirst()
    }
    return true
  }
}
