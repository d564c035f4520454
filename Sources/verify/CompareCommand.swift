import KernelVerification
import Registry

/// Two implementations side by side, or all pairs.
struct CompareCommand {
  /// Two names; none for all pairs.
  private let names: [String]
  /// Where the comparison goes as JSON.
  private let json: String?

  init(names: [String], all: Bool, json: String?) throws(UsageError) {
    if all && !names.isEmpty { throw UsageError("compare --all takes no names and was given \(names.count)") }
    if !all && names.count != 2 { throw UsageError("compare needs two names, or --all, and was given \(names.count)") }
    for name in names where Registry.verifier.implementation(name) == nil {
      throw UsageError("unknown implementation \"\(name)\"; allowed: \(Registry.verifier.names.joined(separator: ", "))")
    }
    (self.names, self.json) = (names, json)
  }

  func run() -> ExitCode {
    guard names.count == 2 else {
      let matrix = Registry.verifier.compareAll()
      return present(matrix.text(), json: json, { try matrix.json() }, .success)
    }
    do {
      let comparison = try Registry.verifier.compare(names[0], names[1])
      return present(comparison.text(), json: json, { try comparison.json() }, .success)
    } catch {
      printError("verify: \(error)")
      return .usage
    }
  }
}
