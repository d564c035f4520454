package import Foundation
package import KernelVerification

/// Prints a line to standard error; where that is closed there is no one to tell.
package func printError(_ line: String) { try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8)) }

/// Prints a sentence to standard error, behind the name of the program.
package func complain(_ sentence: String) { printError("\(ProcessInfo.processInfo.processName): \(sentence)") }

/// Prints text as it is to standard output, or ends the program where that cannot be written.
package func printOutput(_ text: String) {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  } catch {
    complain("standard output cannot be written")
    exit(ExitCode.programFault.rawValue)
  }
}

/// Writes the JSON where that is asked for, prints `text`, and ends with `code` where the file could be written.
package func present(_ text: String, _ data: () throws -> Data, to file: OutputFile?, _ code: ExitCode) -> ExitCode {
  var failure: String?
  if let file {
    do {
      // First: a reader of the text that goes away ends the program.
      try file.write(data())
    } catch let error as UsageError {
      failure = error.message
    } catch {
      failure = "\(error)"
    }
  }
  printOutput(text)
  guard let failure else { return code }
  complain(failure)
  return .usage
}

/// Runs a program: reads its arguments, calls `body` with the command and ends with the exit code.
///
/// - Parameter body: the command's name, which is empty for none, and its arguments.
package func runProgram(_ program: ProgramDescription, _ body: (String, Arguments) throws(UsageError) -> ExitCode) -> Never {
  do throws(UsageError) {
    switch try program.request(ProcessInfo.processInfo.arguments.dropFirst()) {
    case .help(let text):
      printOutput(text)
      exit(ExitCode.success.rawValue)
    case .command(let name, let arguments): exit(try body(name, arguments).rawValue)
    }
  } catch {
    complain("\(error.message)\nSee \(program.name) --help.")
    exit(ExitCode.usage.rawValue)
  }
}
