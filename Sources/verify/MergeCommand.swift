import Foundation
import KernelVerification

/// The reports of shards, joined.
struct MergeCommand {
  /// The files, at least one.
  let paths: [String]
  /// Where the joined report goes.
  let json: String?

  func run() -> ExitCode {
    do throws(MergeError) {
      var files: [(path: String, data: Data)] = []
      for path in paths {
        // What is wrong with the path is said in the same words on every system.
        guard let data = FileManager.default.contents(atPath: path) else {
          throw .unreadable(path: path, reason: "it is not there, or cannot be read")
        }
        files.append((path, data))
      }
      let report = try PartialReports.merged(files)
      return present(report.text(), json: json, { try report.json() }, report.exitCode)
    } catch {
      printError("verify: \(error)")
      return error.exitCode
    }
  }
}
