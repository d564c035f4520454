import Foundation
import KernelVerification

/// The program: arguments in, one call, exit code out.
@main
enum Verify {
  static func main() {
    do {
      let command = try Command(CommandLine.arguments.dropFirst())
      exit(command.run().rawValue)
    } catch {
      printError("verify: \(error.message)\nSee verify --help.")
      exit(ExitCode.usage.rawValue)
    }
  }
}

/// Prints a line to standard error.
func printError(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

/// Prints text as it is to standard output.
func printOutput(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
