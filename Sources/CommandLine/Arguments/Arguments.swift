/// The words of a command line, and its options with their values.
///
/// - `--option value` and `--option=value` are the same, and so are `-j 4` and `-j4`.
/// - After `--` everything is a word.
/// - A value that begins with `--` must be written with `=`: most often it is an option whose value was forgotten.
package struct Arguments: Sendable {
  /// What is no option, in order.
  package private(set) var words: [String] = []
  /// Whether help was asked for, wherever it stands and whatever is wrong with the rest.
  package private(set) var wantsHelp = false
  /// The first mistake; nil where there is none.
  private(set) var mistake: UsageError?
  /// Whether the first mistake stands before the first word: then the word may be a value of what was mistyped.
  private(set) var beginsWithMistake = false
  private var values: [String: [String]] = [:]
  private let options: [Option]

  /// - Parameters:
  ///   - arguments: without the name of the program.
  ///   - options: all that there are; each means the same with every command.
  package init(_ arguments: some Sequence<String>, options: [Option]) {
    self.options = options
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        for word in rest { add(word) }
        return
      }
      guard argument.utf8.first == UInt8(ascii: "-"), argument != "-" else {
        add(argument)
        continue
      }
      take(argument, &rest)
    }
  }

  /// The options that were given, in the order in which they are declared.
  var given: [Option] { options.filter { values[$0.name] != nil } }

  /// The value of an option; nil where it was not given.
  package subscript(option: Option) -> String? { values[option.name]?.first }

  /// All values of an option that may be repeated.
  package func all(_ option: Option) -> [String] { values[option.name] ?? [] }

  /// Whether a flag is there.
  package func has(_ option: Option) -> Bool { values[option.name] != nil }

  /// Refuses every option but these, where one option is a command of its own.
  package func refuse(except allowed: [Option], with command: String) throws(UsageError) {
    if let stranger = given.first(where: { !allowed.contains($0) }) {
      throw UsageError("\(command) does not take \(stranger.name); allowed: \(Self.list(allowed))")
    }
  }

  /// The same with only the words that follow the first `count`.
  func droppingWords(_ count: Int) -> Arguments {
    var copy = self
    copy.words.removeFirst(min(count, words.count))
    return copy
  }

  private mutating func add(_ word: String) {
    if word.isEmpty { fail("an argument is empty; allowed: words and options") }
    words.append(word)
  }

  private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) {
    let (name, attached) = Self.split(argument)
    let isLetter = !name.hasPrefix("--")
    guard let option = options.first(where: { isLetter ? $0.letter == name.last && name.utf8.count == 2 : $0.name == name }) else {
      return fail(UsageError("unknown option", unknown: name, among: options.map(\.name), allowed: Self.list(options)))
    }
    if option.value.isEmpty {
      if let attached { return fail("\(option.name) takes no value and was given \(shown(attached))") }
      if option == .help { wantsHelp = true } else { values[option.name] = [""] }
      return
    }
    if attached == nil, let next = rest.first, next.utf8.starts(with: "--".utf8) {
      return fail("\(option.name) needs a value; allowed: \(option.usage), or \(option.name)=\(shown(next)) if that is meant")
    }
    guard let value = attached ?? rest.popFirst(), !value.isEmpty else {
      return fail("\(option.name) needs a value; allowed: \(option.usage)")
    }
    if option.arity == .once && values[option.name] != nil { return fail("\(option.name) is given twice; allowed: once") }
    values[option.name, default: []].append(value)
  }

  /// The name of an option, and the value that is written in the same word; nil where there is none.
  private static func split(_ argument: String) -> (name: String, value: String?) {
    if !argument.hasPrefix("--") {
      let value = argument.dropFirst(2)
      return (String(argument.prefix(2)), value.isEmpty ? nil : String(value.hasPrefix("=") ? value.dropFirst() : value))
    }
    guard let sign = argument.firstIndex(of: "=") else { return (argument, nil) }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  private mutating func fail(_ message: String) { fail(UsageError(message)) }

  private mutating func fail(_ error: UsageError) {
    if mistake != nil { return }
    (mistake, beginsWithMistake) = (error, words.isEmpty)
  }

  /// Options as an error lists them.
  static func list(_ options: [Option]) -> String {
    options.isEmpty ? "no options" : options.map(\.usage).joined(separator: ", ")
  }
}
