import KernelVerification

/// What the arguments ask for.
enum Command {
  case help
  case verify(VerifyCommand)
  case trace(paths: [String], json: String?)
  case show(path: String)
  case digests
  case compare(CompareCommand)

  init(_ arguments: ArraySlice<String>) throws(UsageError) {
    var words: [String] = []
    var vectors: [String] = []
    var filter: String?
    var json: String?
    var rounds: String?
    var comparesAll = false
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h":
        self = .help
        return
      case "--vectors": vectors.append(try Self.value(of: argument, &rest))
      case "--case": filter = try Self.once(filter, argument, &rest)
      case "--rounds": rounds = try Self.once(rounds, argument, &rest)
      case "--all": comparesAll = true
      case "--json": json = try Self.once(json, argument, &rest)
      case _ where argument.hasPrefix("-"):
        throw UsageError("unknown option \(argument); allowed: --vectors DIR, --case TEXT, --rounds N, --all, --json FILE, --help")
      default: words.append(argument)
      }
    }
    if words.contains("") { throw UsageError("an argument is empty") }
    if comparesAll && words.first != "compare" { throw UsageError("--all belongs to compare") }
    switch words.first {
    case nil:
      let count = try rounds.map(Self.count(ofRounds:)) ?? 1
      if rounds != nil && !vectors.isEmpty { throw UsageError("--vectors does not take --rounds: recordings are what they are") }
      self = .verify(VerifyCommand(vectors: vectors, filter: filter, rounds: count, json: json))
    case "trace":
      try Self.refuse(vectors, filter, rounds, with: "trace")
      guard words.count > 1 else { throw UsageError("trace needs at least one FILE or folder") }
      self = .trace(paths: Array(words.dropFirst()), json: json)
    case "show":
      try Self.refuse(vectors, filter, rounds, with: "show")
      if json != nil { throw UsageError("show does not take --json") }
      guard words.count == 2 else { throw UsageError("show needs one FILE and was given \(words.count - 1)") }
      self = .show(path: words[1])
    case "digests":
      try Self.refuse(vectors, filter, rounds, with: "digests")
      if json != nil { throw UsageError("digests does not take --json") }
      guard words.count == 1 else { throw UsageError("digests takes no arguments and was given \(words.count - 1)") }
      self = .digests
    case "compare":
      try Self.refuse(vectors, filter, rounds, with: "compare")
      self = .compare(try CompareCommand(names: Array(words.dropFirst()), all: comparesAll, json: json))
    case .some(let word): throw UsageError("unknown command \"\(word)\"; allowed: trace, show, compare, digests, or none")
    }
  }

  /// Runs the command and says how the program ends.
  func run() -> ExitCode {
    switch self {
    case .help:
      printOutput(helpText)
      return .success
    case .verify(let command): return command.run()
    case .trace(let paths, let json): return TraceCommand(paths: paths, json: json).run()
    case .show(let path): return ShowCommand(path: path).run()
    case .digests: return DigestsCommand().run()
    case .compare(let command): return command.run()
    }
  }

  private static func value(of option: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
    guard let value = rest.popFirst(), !value.isEmpty else { throw UsageError("\(option) needs a value") }
    return value
  }

  private static func once(_ earlier: String?, _ option: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
    if earlier != nil { throw UsageError("\(option) is given twice; allowed: once") }
    return try value(of: option, &rest)
  }

  private static func count(ofRounds text: String) throws(UsageError) -> Int {
    guard let count = Int(text), 1...1_000_000 ~= count else { throw UsageError("--rounds is \(text); allowed: 1 to 1000000") }
    return count
  }

  private static func refuse(_ vectors: [String], _ filter: String?, _ rounds: String?, with command: String) throws(UsageError) {
    if !vectors.isEmpty { throw UsageError("\(command) does not take --vectors") }
    if filter != nil { throw UsageError("\(command) does not take --case") }
    if rounds != nil { throw UsageError("\(command) does not take --rounds") }
  }
}

/// Arguments that mean nothing.
struct UsageError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
