import Fuzzing
import KernelVerification
import Registry

/// What the arguments ask for.
enum Command {
  case help
  case campaign(CampaignCommand)
  case one(OneCaseCommand)
  case replay(ReplayCommand)
  case mutants(MutantsCommand)

  init(_ arguments: ArraySlice<String>, environment: [String: String]) throws(UsageError) {
    let arguments = try Arguments(arguments)
    if arguments.asksForHelp {
      self = .help
      return
    }
    switch arguments.words.first {
    case nil where arguments["--only"] != nil:
      try arguments.refuse(except: ["--only", "--seed", "--optimizer", "--json"], with: "--only")
      self = .one(try OneCaseCommand(arguments))
    case nil: self = .campaign(try CampaignCommand(arguments, environment: environment))
    case "replay":
      try arguments.refuse(except: ["--json"], with: "replay")
      guard arguments.words.count == 2 else { throw UsageError("replay needs one LINE and was given \(arguments.words.count - 1)") }
      self = .replay(ReplayCommand(line: arguments.words[1], json: arguments["--json"]))
    case "mutants":
      try arguments.refuse(except: ["--json", "--optimizer", "--seed", "--seeds"], with: "mutants")
      guard arguments.words.count == 1 else { throw UsageError("mutants takes no words and was given \(arguments.words.count - 1)") }
      self = .mutants(try MutantsCommand(arguments))
    case .some(let word): throw UsageError("unknown command \"\(word)\"; allowed: replay, mutants, or none")
    }
  }

  /// Runs the command and says how the program ends.
  func run() -> ExitCode {
    switch self {
    case .help:
      printOutput(helpText)
      return .success
    case .campaign(let command): return command.run()
    case .one(let command): return command.run()
    case .replay(let command): return command.run()
    case .mutants(let command): return command.run()
    }
  }
}

extension Arguments {
  /// The implementations with a kernel that `--optimizer` names: by their whole name, or by its last part, in the registry's order.
  func implementations() throws(UsageError) -> [Implementation] {
    let known = Registry.implementations.filter { $0.kernel != nil }
    let asked = all("--optimizer")
    func isNamed(_ implementation: Implementation, _ name: String) -> Bool {
      implementation.name == name || implementation.name.split(separator: ".").last.map(String.init) == name
    }
    for name in asked where !known.contains(where: { isNamed($0, name) }) {
      throw UsageError("--optimizer is \(name); allowed: the last part of a name, or one of \(known.map(\.name).joined(separator: ", "))")
    }
    return asked.isEmpty ? known : known.filter { implementation in asked.contains { isNamed(implementation, $0) } }
  }

  /// The seed; 1 where none is given.
  func seed() throws(UsageError) -> UInt64 { try number("--seed", 0...UInt64.max) ?? 1 }
}
