import CommandLine
import Foundation
import KernelVerification

/// The reports of shards, joined.
struct MergeCommand: Command {
  /// Its words are files.
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(UsageError) {
    if arguments.words.isEmpty { throw UsageError("merge needs at least one FILE") }
    self.arguments = arguments
  }

  func run() throws(UsageError) -> ExitCode {
    let json = try OutputFile.open(arguments, inputs: arguments.words)
    do throws(MergeError) {
      var files: [(path: String, data: Data)] = []
      for path in arguments.words {
        // What is wrong with the path is said in the same words on every system.
        guard let data = contents(ofFile: path) else {
          throw .unreadable(path: path, reason: "it is not there, or cannot be read")
        }
        files.append((path, data))
      }
      let report = try PartialReports.merged(files)
      return present(report.text(), { try report.json() }, to: json, report.exitCode)
    } catch {
      complain("\(error)")
      return error.exitCode
    }
  }
}
