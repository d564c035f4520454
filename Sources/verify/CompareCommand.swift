import CommandLine
import KernelVerification
import Registry

/// Two implementations side by side, or all pairs.
struct CompareCommand: Command {
  /// Two names; none for all pairs.
  private let names: [String]
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(UsageError) {
    let (names, all) = (arguments.words, arguments.has(.allPairs))
    if all && !names.isEmpty { throw UsageError("compare --all takes no names and was given \(names.count)") }
    if !all && names.count != 2 { throw UsageError("compare needs two names, or --all, and was given \(names.count)") }
    for name in names where Registry.verifier.implementation(name) == nil {
      throw UsageError("unknown implementation", unknown: name, among: Registry.verifier.names, allowed: "a name that verify names lists")
    }
    (self.names, self.arguments) = (names, arguments)
  }

  func run() throws(UsageError) -> ExitCode {
    if names.isEmpty { Interruption.watch() }
    let json = try OutputFile.open(arguments)
    guard names.count == 2 else {
      let matrix = Registry.verifier.compareAll { !Interruption.isRequested }
      return present(matrix.text(), { try matrix.json() }, to: json, matrix.isInterrupted ? .interrupted : .success)
    }
    do {
      let comparison = try Registry.verifier.compare(names[0], names[1])
      return present(comparison.text(), { try comparison.json() }, to: json, .success)
    } catch {
      complain("\(error)")
      return .usage
    }
  }
}
