public import Foundation
import KernelVerification

extension MutantReport {
  /// The report as JSON, keys in order. Only `seconds` differ from run to run.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Layout(self)) + Data("\n".utf8)
  }

  /// The layout.
  private struct Layout: Encodable {
    struct Bug: Encodable {
      let name, source, implementation: String
      let hunts: [Found]
      let line: String?
    }

    struct Found: Encodable {
      let seed: UInt64
      let verdict: String?
      let cases: Int?
      let again: String?
      let seconds: Double
    }

    struct Tolerance: Encodable {
      let name: String
      let source: String?
      let seen, bugsSeen, falseAlarms, refusedKernels: Int
    }

    let schema = "fuzz-mutants/1"
    let bugs: [Bug]
    let tolerances: [Tolerance]
    /// True, or absent.
    let interrupted: Bool?
    let hunts, honestRuns, honestKernels, casesPerHunt, survivors, falseAlarms: Int

    init(_ report: MutantReport) {
      bugs = report.rows.map { row in
        Bug(
          name: row.mutant.name, source: row.mutant.source, implementation: row.mutant.implementation,
          hunts: row.hunts.map { hunt in
            let found = hunt.result.found
            return Found(
              seed: hunt.seed, verdict: found?.verdict, cases: found?.cases, again: found?.testCase?.rerun, seconds: hunt.seconds)
          }, line: row.line)
      }
      tolerances = report.tolerances.rows.map {
        Tolerance(
          name: $0.name, source: $0.source, seen: $0.seen, bugsSeen: $0.bugs.count, falseAlarms: $0.falseAlarms,
          refusedKernels: $0.refusedKernels)
      }
      (hunts, honestRuns, honestKernels) = (report.tolerances.hunts, report.tolerances.honestRuns, report.tolerances.honestKernels)
      interrupted = report.isInterrupted ? true : nil
      casesPerHunt = ToleranceTable.casesPerHunt
      (survivors, falseAlarms) = (report.survivors.count, report.falseAlarms.count)
    }
  }
}
