/// Options and words of a command line.
struct Arguments {
  /// What is no option, in order.
  private(set) var words: [String] = []
  /// Whether help was asked for.
  private(set) var asksForHelp = false
  private var values: [String: [String]] = [:]

  /// Options that take a value, and whether they may be given more than once.
  private static let options: [String: Bool] = [
    "--seconds": false, "--cases": false, "--optimizer": true, "--seed": false, "--jobs": false, "--shard": false, "--shards": false,
    "--json": false, "--regressions": false, "--only": false, "--seeds": false,
  ]

  init(_ arguments: ArraySlice<String>) throws(UsageError) {
    var rest = arguments
    while let argument = rest.popFirst() {
      if argument == "--help" || argument == "-h" {
        asksForHelp = true
      } else if let repeats = Self.options[argument] {
        guard let value = rest.popFirst(), !value.isEmpty else { throw UsageError("\(argument) needs a value") }
        if !repeats && values[argument] != nil { throw UsageError("\(argument) is given twice; allowed: once") }
        values[argument, default: []].append(value)
      } else if argument.hasPrefix("-") {
        throw UsageError("unknown option \(argument); allowed: \(Self.options.keys.sorted().joined(separator: ", ")), --help")
      } else if argument.isEmpty {
        throw UsageError("an argument is empty")
      } else {
        words.append(argument)
      }
    }
  }

  /// The value of an option; nil where it is not given.
  subscript(option: String) -> String? { values[option]?.first }

  /// All values of an option.
  func all(_ option: String) -> [String] { values[option] ?? [] }

  /// A whole number.
  func number<Number: FixedWidthInteger>(_ option: String, _ allowed: ClosedRange<Number>) throws(UsageError) -> Number? {
    guard let text = self[option] else { return nil }
    guard let number = Number(text), allowed.contains(number) else {
      throw UsageError("\(option) is \(text); allowed: \(allowed.lowerBound) to \(allowed.upperBound)")
    }
    return number
  }

  /// Refuses options that mean nothing to a command.
  func refuse(except options: [String], with command: String) throws(UsageError) {
    for option in values.keys.sorted() where !options.contains(option) {
      throw UsageError("\(command) does not take \(option)")
    }
  }
}

/// Arguments that mean nothing.
struct UsageError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
