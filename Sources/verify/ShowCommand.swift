import CommandLine
import KernelVerification
import Registry

/// A recording, readable.
struct ShowCommand: Command {
  /// The file.
  private let path: String

  init(_ arguments: Arguments) throws(UsageError) {
    guard arguments.words.count == 1 else { throw UsageError("show needs one FILE and was given \(arguments.words.count)") }
    path = arguments.words[0]
  }

  func run() -> ExitCode {
    do {
      printOutput(try RecordingReader(Registry.verifier).read(path).description)
      return .success
    } catch {
      printError("unreadable: \(error)")
      return .unreadableInput
    }
  }
}
