import CommandLine
import KernelVerification
import Registry

/// What failed once, recordings, generated cases and the judgement for bias, on our kernels.
struct VerifyCommand: Command {
  /// Where a clone of this package has its recordings.
  static let ownVectors = "Vectors/Recorded"

  /// The folders to judge instead of everything; empty for everything.
  private let vectors: [String]
  /// How many times the generated cases are judged, each time with other numbers.
  private let rounds: Int
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(UsageError) {
    let rounds = try arguments.number(.rounds, in: 1...1_000_000)
    vectors = arguments.all(.vectors)
    if rounds != nil && !vectors.isEmpty { throw UsageError("--vectors does not take --rounds: recordings are what they are") }
    (self.rounds, self.arguments) = (rounds ?? 1, arguments)
  }

  func run() throws(UsageError) -> ExitCode {
    Interruption.watch()
    let json = try OutputFile.open(arguments, inputs: vectors)
    let filter = arguments[.filter]
    var judging = Judging(filter: filter)
    // What failed once comes first.
    if vectors.isEmpty { judging.judge(regressionsIn: Regressions.ownFolder) }
    for path in vectors.isEmpty ? [Self.ownVectors] : vectors { judging.judge(recordingsIn: path) }
    if vectors.isEmpty { judgeGenerated(&judging) }
    var report = judging.finish()
    // A transcription that stands on known answers alone, and that no kernel claims to be, is the tests' to judge.
    let judged = Registry.implementations.filter { $0.kernel != nil || $0.evidence == .recordings }
    if vectors.isEmpty && filter == nil && !report.isInterrupted { report.audit(judged) }
    report = report.ordered(like: Registry.implementations)
    return present(report.text(), { try report.json() }, to: json, report.exitCode)
  }

  private func judgeGenerated(_ judging: inout Judging) {
    for round in 1...rounds {
      for implementation in Registry.implementations where implementation.kernel != nil {
        if Interruption.isRequested { return judging.interrupt() }
        for testCase in GeneratedCases.cases(of: implementation, round: round) { judging.judge(testCase) }
        if round == 1 { judging.judgeBias(of: implementation) }
      }
    }
  }
}
