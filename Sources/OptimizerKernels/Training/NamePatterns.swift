/// Globs that the whole name of a parameter is held against.
///
/// - `*` stands for any characters, also none, `?` for one, and every other character for itself.
/// - A name costs at most ``most`` steps for each of its characters, whatever the patterns are: both may come from a file.
struct NamePatterns {
  /// How many characters all patterns have together, at most.
  static let most = 512

  private let patterns: [[Unicode.Scalar]]

  /// - Parameter key: what errors call the patterns.
  /// - Throws: ``HyperparameterError`` for a pattern without a character, and for more than ``most`` characters in all.
  init(_ patterns: [String], key: String) throws(HyperparameterError) {
    let count = patterns.reduce(0) { $0 + $1.unicodeScalars.count }
    guard count <= Self.most else {
      throw HyperparameterError(
        parameter: key, value: "\(count) characters", allowed: "at most \(Self.most) in all patterns together")
    }
    guard !patterns.contains("") else {
      throw HyperparameterError(
        parameter: key, value: "\"\" among others", allowed: "patterns of at least one character")
    }
    self.patterns = patterns.map { Array($0.unicodeScalars) }
  }

  /// Whether one of the patterns matches the whole name.
  func match(_ name: String) -> Bool {
    if patterns.isEmpty { return false }
    let scalars = Array(name.unicodeScalars)
    return patterns.contains { Self.matches(scalars, $0) }
  }

  /// Only the last star is tried with more characters: an earlier one took as few as it can, which leaves the most.
  private static func matches(_ name: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
    var (i, j) = (0, 0)
    var star: (position: Int, end: Int)?
    while i < name.count {
      if j < pattern.count && pattern[j] == "*" {
        star = (j, i)
        j += 1
      } else if j < pattern.count && (pattern[j] == "?" || pattern[j] == name[i]) {
        (i, j) = (i + 1, j + 1)
      } else if let last = star {
        star = (last.position, last.end + 1)
        (i, j) = (last.end + 1, last.position + 1)
      } else {
        return false
      }
    }
    return pattern[j...].allSatisfy { $0 == "*" }
  }
}

extension NamePatterns {
  /// Globs that match what words match as regular expressions: each is looked for anywhere in a name.
  ///
  /// - Throws: ``HyperparameterError`` for an expression that is more than letters, digits, `_`, `-`, `/` and `:`.
  static func globs(ofExpressions expressions: [String]) throws(HyperparameterError) -> [String] {
    for expression in expressions where !isPlain(expression) {
      throw HyperparameterError(
        parameter: "excludedFromDecay", value: shown(expression),
        allowed: "words, which are looked for anywhere in a name; other patterns go under withoutDecay, as globs")
    }
    return expressions.map { $0.isEmpty ? "*" : "*\($0)*" }
  }

  /// Globs that match what words match as regular expressions, with ^ in front of those that begin a name and $ behind those that end it.
  ///
  /// - Parameter key: what errors call the expressions.
  /// - Throws: ``HyperparameterError`` for an expression that is more, for `^$`, and for more than ``most``
  ///   characters in all.
  static func globs(ofAnchored expressions: [String], key: String) throws(HyperparameterError) -> [String] {
    var globs: [String] = []
    for expression in expressions {
      let (atStart, atEnd) = (expression.hasPrefix("^"), expression.hasSuffix("$"))
      let word = expression.dropFirst(atStart ? 1 : 0).dropLast(atEnd ? 1 : 0)
      guard isPlain(word), !word.isEmpty || !atStart || !atEnd else {
        throw HyperparameterError(parameter: key, value: shown(expression), allowed: "words, with ^ in front and $ behind")
      }
      globs.append((atStart ? "" : "*") + word + (atEnd || (word.isEmpty && !atStart) ? "" : "*"))
    }
    _ = try NamePatterns(globs, key: key)
    return globs
  }

  private static func isPlain(_ word: some StringProtocol) -> Bool { word.utf8.allSatisfy { isPlain($0) } }

  /// Whether a byte stands for itself in every language of patterns.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ":"): true
    default: false
    }
  }
}
