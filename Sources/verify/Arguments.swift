/// The arguments by kind: words, and options with their values.
struct Arguments {
  /// Options that take a value and may be given once.
  private static let single = ["--case", "--rounds", "--json", "--optimizer", "--shard", "--shards", "--every", "--resume", "--jobs"]
  /// All, as an error lists them.
  private static let allowed = [
    "--vectors DIR", "--case TEXT", "--rounds N", "--all", "--json FILE", "--optimizer NAME", "--shard k/n", "--shards n", "--every N",
    "--resume FILE", "--jobs N", "--help",
  ].joined(separator: ", ")

  /// What is no option, in order.
  private(set) var words: [String] = []
  /// The values of `--vectors`, which may be repeated.
  private(set) var vectors: [String] = []
  private(set) var wantsHelp = false
  private(set) var comparesAll = false
  private var values: [String: String] = [:]
  /// The options that were given, in the order in which they are refused.
  private var given: [String] {
    (vectors.isEmpty ? [] : ["--vectors"]) + Self.single.filter { values[$0] != nil }
  }

  init(_ arguments: ArraySlice<String>) throws(UsageError) {
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h":
        wantsHelp = true
        return
      case "--vectors": vectors.append(try Self.value(of: argument, &rest))
      case "--all": comparesAll = true
      case _ where Self.single.contains(argument):
        if values[argument] != nil { throw UsageError("\(argument) is given twice; allowed: once") }
        values[argument] = try Self.value(of: argument, &rest)
      case _ where argument.hasPrefix("-"): throw UsageError("unknown option \(argument); allowed: \(Self.allowed)")
      default: words.append(argument)
      }
    }
    if words.contains("") { throw UsageError("an argument is empty") }
  }

  /// The value of an option; nil where it was not given.
  subscript(option: String) -> String? { values[option] }

  /// The number of an option, in a range; nil where it was not given.
  func number(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = values[option] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError("\(option) is \(text); allowed: \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Refuses every option but these.
  func allow(_ options: Set<String>, with command: String) throws(UsageError) {
    guard let first = given.first(where: { !options.contains($0) }) else { return }
    throw UsageError("\(command) does not take \(first)")
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
