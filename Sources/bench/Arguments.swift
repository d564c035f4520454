import Foundation

/// The arguments by kind: words, and options with their values.
struct Arguments {
  /// Options that take a value; those of lists may be repeated, and may list several with commas.
  private static let lists = ["--optimizer", "--count", "--threads"]
  private static let single = ["--seconds", "--json", "--compare", "--pairs"]
  private static let allowed =
    "--optimizer NAME, --count N, --threads N, --seconds S, --json FILE, --compare FILE, --pairs N, --help"

  /// What is no option, in order.
  private(set) var words: [String] = []
  private(set) var wantsHelp = false
  private var values: [String: [String]] = [:]

  init(_ arguments: ArraySlice<String>) throws(UsageError) {
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h":
        wantsHelp = true
        return
      case _ where Self.lists.contains(argument):
        let value = try Self.value(of: argument, &rest)
        values[argument, default: []] += value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      case _ where Self.single.contains(argument):
        if values[argument] != nil { throw UsageError("\(argument) is given twice; allowed: once") }
        values[argument] = [try Self.value(of: argument, &rest)]
      case _ where argument.hasPrefix("-"): throw UsageError("unknown option \(argument); allowed: \(Self.allowed)")
      default: words.append(argument)
      }
    }
  }

  /// The values of an option; nil where it was not given.
  subscript(option: String) -> [String]? { values[option] }

  /// The numbers of an option, each in a range; nil where it was not given.
  func numbers(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> [Int]? {
    guard let texts = values[option] else { return nil }
    var numbers: [Int] = []
    for text in texts {
      guard let number = Int(text), range.contains(number) else {
        throw UsageError("\(option) is \(text); allowed: \(range.lowerBound) to \(range.upperBound)")
      }
      numbers.append(number)
    }
    return numbers
  }

  private static func value(of option: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
    guard let value = rest.popFirst(), !value.isEmpty else { throw UsageError("\(option) needs a value") }
    return value
  }
}

/// Arguments that mean nothing.
struct UsageError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
