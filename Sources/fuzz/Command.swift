import Foundation
import Fuzzing
import KernelVerification
import Registry

/// What the arguments ask for.
enum Command {
  case help
  case campaign(CampaignCommand)

  init(_ arguments: ArraySlice<String>, environment: [String: String]) throws(UsageError) {
    let arguments = try Arguments(arguments)
    if arguments.asksForHelp {
      self = .help
      return
    }
    switch arguments.words.first {
    case nil: self = .campaign(try CampaignCommand(arguments, environment: environment))
    case .some(let word): throw UsageError("unknown command \"\(word)\"; allowed: replay, mutants, or none")
    }
  }

  /// The implementations with a kernel that `--optimizer` names: by their whole name, or by its last part, in the registry's order.
  static func implementations(_ arguments: Arguments) throws(UsageError) -> [Implementation] {
    let all = Registry.implementations.filter { $0.kernel != nil }
    let asked = arguments.all("--optimizer")
    func isNamed(_ implementation: Implementation, _ name: String) -> Bool {
      implementation.name == name || implementation.name.split(separator: ".").last.map(String.init) == name
    }
    for name in asked where !all.contains(where: { isNamed($0, name) }) {
      throw UsageError("--optimizer is \(name); allowed: \(all.map(\.name).joined(separator: ", ")), or the last part of a name")
    }
    return asked.isEmpty ? all : all.filter { implementation in asked.contains { isNamed(implementation, $0) } }
  }

  /// Runs the command and says how the program ends.
  func run() -> ExitCode {
    switch self {
    case .help:
      printOutput(helpText)
      return .success
    case .campaign(let command): return command.run()
    }
  }
}
