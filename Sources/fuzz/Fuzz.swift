import CommandLine
import Foundation
import KernelVerification

/// The program: arguments in, one call, exit code out.
@main
enum Fuzz {
  static func main() {
    runProgram(description) { (name, arguments) throws(UsageError) in
      try command(name, arguments, environment: ProcessInfo.processInfo.environment).run()
    }
  }

  /// The command of that name.
  static func command(_ name: String, _ arguments: Arguments, environment: [String: String]) throws(UsageError) -> any Command {
    switch name {
    case "replay": try ReplayCommand(arguments)
    case "mutants": try MutantsCommand(arguments)
    case _ where arguments.has(.only): try OneCaseCommand(arguments)
    default: try CampaignCommand(arguments, environment: environment)
    }
  }
}

/// What the arguments ask for.
protocol Command {
  /// Runs the command and says how the program ends.
  ///
  /// - Throws: where an option turns out to mean nothing: a file that cannot be made.
  func run() throws(UsageError) -> ExitCode
}
