import Foundation
import KernelVerification

/// What the arguments ask for.
enum Command {
  case help
  case verify(VerifyCommand)
  case trace(paths: [String], json: String?)
  case show(path: String)
  case digests
  case compare(CompareCommand)
  case merge(MergeCommand)
  case sweep(SweepCommand)

  init(_ arguments: ArraySlice<String>) throws(UsageError) {
    let given = try Arguments(arguments)
    if given.wantsHelp {
      self = .help
      return
    }
    if given.comparesAll && given.words.first != "compare" { throw UsageError("--all belongs to compare") }
    let rest = Array(given.words.dropFirst())
    let json = given["--json"]
    switch given.words.first {
    case nil:
      try given.allow(["--vectors", "--case", "--rounds", "--json"], with: "verify without a command")
      let rounds = try given.number("--rounds", in: 1...1_000_000)
      if rounds != nil && !given.vectors.isEmpty { throw UsageError("--vectors does not take --rounds: recordings are what they are") }
      self = .verify(VerifyCommand(vectors: given.vectors, filter: given["--case"], rounds: rounds ?? 1, json: json))
    case "trace":
      try given.allow(["--json"], with: "trace")
      if rest.isEmpty { throw UsageError("trace needs at least one FILE or folder") }
      self = .trace(paths: rest, json: json)
    case "show":
      try given.allow([], with: "show")
      guard rest.count == 1 else { throw UsageError("show needs one FILE and was given \(rest.count)") }
      self = .show(path: rest[0])
    case "digests":
      try given.allow([], with: "digests")
      guard rest.isEmpty else { throw UsageError("digests takes no arguments and was given \(rest.count)") }
      self = .digests
    case "compare":
      try given.allow(["--json"], with: "compare")
      self = .compare(try CompareCommand(names: rest, all: given.comparesAll, json: json))
    case "merge":
      try given.allow(["--json"], with: "merge")
      if rest.isEmpty { throw UsageError("merge needs at least one FILE") }
      self = .merge(MergeCommand(paths: rest, json: json))
    case "sweep": self = .sweep(try SweepCommand(given, environment: ProcessInfo.processInfo.environment))
    case .some(let word):
      throw UsageError("unknown command \"\(word)\"; allowed: trace, show, compare, digests, sweep, merge, or none")
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
    case .merge(let command): return command.run()
    case .sweep(let command): return command.run()
    }
  }
}
