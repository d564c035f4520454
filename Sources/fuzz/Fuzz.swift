import Foundation
import KernelVerification

/// The program: arguments in, one call, exit code out.
@main
enum Fuzz {
  static func main() {
    do {
      let command = try Command(CommandLine.arguments.dropFirst(), environment: ProcessInfo.processInfo.environment)
      exit(command.run().rawValue)
    } catch {
      printError("fuzz: \(error.message)\nSee fuzz --help.")
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
    printError("fuzz: standard output cannot be written")
    exit(ExitCode.programFault.rawValue)
  }
}

/// Prints `text`, writes the JSON where that is asked for, and ends with `code` where that could be written.
func present(_ text: String, json: String?, _ data: () throws -> Data, _ code: ExitCode) -> ExitCode {
  printOutput(text)
  guard let json else { return code }
  do {
    // Not by a new file in its place: a link, a pipe or a device stays what it is.
    try data().write(to: URL(fileURLWithPath: json))
    return code
  } catch {
    printError("fuzz: --json \(json) cannot be written: \(error.localizedDescription)")
    return .usage
  }
}
