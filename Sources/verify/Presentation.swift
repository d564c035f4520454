import Foundation
import KernelVerification

/// Prints a report, writes its JSON where that is asked for, and says how the program ends.
func present(_ report: Report, json: String?) -> ExitCode {
  printOutput(report.text())
  guard let json else { return report.exitCode }
  do {
    try report.json().write(to: URL(fileURLWithPath: json), options: .atomic)
    return report.exitCode
  } catch {
    printError("verify: --json \(json) cannot be written: \(error.localizedDescription)")
    return .usage
  }
}
