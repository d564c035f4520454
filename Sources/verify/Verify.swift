import CommandLine
import Foundation
import KernelVerification

/// The program: arguments in, one call, exit code out.
@main
enum Verify {
  static func main() {
    runProgram(description) { (name, arguments) throws(UsageError) in
      try command(name, arguments).run()
    }
  }

  /// The command of that name.
  private static func command(_ name: String, _ arguments: Arguments) throws(UsageError) -> any Command {
    switch name {
    case "trace": try TraceCommand(arguments)
    case "show": try ShowCommand(arguments)
    case "compare": try CompareCommand(arguments)
    case "sweep": try SweepCommand(arguments, environment: ProcessInfo.processInfo.environment)
    case "merge": try MergeCommand(arguments)
    case "digests": try DigestsCommand(arguments)
    case "names": try NamesCommand(arguments)
    default: try VerifyCommand(arguments)
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

extension Arguments {
  /// Refuses words, for a command that takes none.
  func refuseWords(_ command: String) throws(UsageError) {
    if !words.isEmpty { throw UsageError("\(command) takes no arguments and was given \(words.count)") }
  }
}
