import KernelVerification
import Registry

/// What failed once, recordings, generated cases and the judgement for bias, on our kernels.
struct VerifyCommand {
  /// Where a clone of this package has its recordings.
  static let ownVectors = "Vectors/Recorded"

  /// The folders to judge instead of everything; empty for everything.
  let vectors: [String]
  /// Only cases whose name contains it.
  let filter: String?
  /// How many times the generated cases are judged, each time with other numbers.
  let rounds: Int
  /// Where the JSON report goes.
  let json: String?

  func run() -> ExitCode {
    var judging = Judging(filter: filter)
    // What failed once comes first.
    if vectors.isEmpty { judging.judge(regressionsIn: Regressions.ownFolder) }
    for path in vectors.isEmpty ? [Self.ownVectors] : vectors { judging.judge(recordingsIn: path) }
    if vectors.isEmpty {
      for round in 1...rounds {
        for implementation in Registry.implementations where implementation.kernel != nil {
          for testCase in GeneratedCases.cases(of: implementation, round: round) { judging.judge(testCase) }
          if round == 1 { judging.judgeBias(of: implementation) }
        }
      }
    }
    var report = judging.finish()
    // A transcription that stands on known answers alone, and that no kernel claims to be, is the tests' to judge.
    let judged = Registry.implementations.filter { $0.kernel != nil || $0.evidence == .recordings }
    if vectors.isEmpty && filter == nil { report.audit(judged) }
    return present(report.ordered(like: Registry.implementations), json: json)
  }
}
