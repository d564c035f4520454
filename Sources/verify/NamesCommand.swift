import CommandLine
import KernelVerification
import Registry

/// The names of all implementations.
struct NamesCommand: Command {
  init(_ arguments: Arguments) throws(UsageError) { try arguments.refuseWords("names") }

  func run() -> ExitCode {
    printOutput(Registry.verifier.names.map { $0 + "\n" }.joined())
    return .success
  }
}
