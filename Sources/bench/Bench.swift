import Benchmarking
import Foundation
import KernelVerification

/// The program: arguments in, one call, exit code out.
@main
enum Program {
  static func main() {
    do {
      let command = try Command(CommandLine.arguments.dropFirst())
      exit(command.run().rawValue)
    } catch {
      printError("bench: \(error.message)\nSee bench --help.")
      exit(ExitCode.usage.rawValue)
    }
  }
}

/// Prints a line to standard error; where that is closed there is nobody to tell.
func printError(_ line: String) { try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8)) }

/// Prints text as it is to standard output, or ends the program where that cannot be written.
func printOutput(_ text: String) {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  } catch {
    printError("bench: standard output cannot be written")
    exit(ExitCode.programFault.rawValue)
  }
}
