import Foundation
import KernelVerification

/// Prints a report, writes its JSON where that is asked for, and says how the program ends.
func present(_ report: Report, json: String?) -> ExitCode {
  present(report.text(), json: json, { try report.json() }, report.exitCode)
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
    var isFolder: ObjCBool = false
    // The call fills the variable and keeps no pointer.
    let exists = unsafe FileManager.default.fileExists(atPath: json, isDirectory: &isFolder)
    let reason = exists && isFolder.boolValue ? "it is a folder" : error.localizedDescription
    printError("verify: --json \(json) cannot be written: \(reason)")
    return .usage
  }
}
