import Foundation
import Testing

@testable import Benchmarking

@Suite struct BenchReportTests {
  private func step(_ ratios: [Double], elements: Int = 4096) -> StepResult {
    StepResult(
      optimizer: "paper.Adam", elements: elements, threads: 1, bytesPerElement: 28, nanosecondsPerElement: Spread([0.5]),
      gigabytesPerSecond: 56, memoryNanosecondsPerElement: 0.2, dividerNanosecondsPerElement: 0.48, limit: .divider, ratio: Spread(ratios))
  }

  private func report(_ results: BenchReport.Result...) -> BenchReport {
    var report = BenchReport(machine: .here, seconds: 0.3)
    for result in results { report.add(result) }
    return report
  }

  @Test func `a report is read as it was written`() throws {
    let rate = VerifierResult(name: "fuzz", elementStepsPerSecond: Spread([1e6, 2e6]))
    let written = report(
      .step(step([1, 1.1])), .call(CallResult(name: "call", comparedTo: nil, value: Spread([0.9]))), .verifier(rate), .skipped("too many"))
    #expect(try BenchReport.read(written.json()) == written)
  }

  @Test(arguments: [
    ("{}", "schema is missing"), ("[]", " is not of type Dictionary<String, Any>"),
    ("nothing", "it is not JSON of a report of bench --json"),
    ("", "it is not JSON of a report of bench --json"),
  ])
  func `what is no report is refused`(text: String, reason: String) {
    #expect(throws: BenchReportError(reason: reason)) { try BenchReport.read(Data(text.utf8)) }
  }

  @Test func `a report of another layout is refused`() throws {
    let other = String(decoding: try report().json(), as: UTF8.self).replacing(BenchReport.schema, with: "optimizer-bench/0")
    #expect(throws: BenchReportError(reason: "its schema is \"optimizer-bench/0\"; allowed: \"optimizer-bench/1\"")) {
      try BenchReport.read(Data(other.utf8))
    }
  }

  @Test func `a comparison says what changed beyond the noise`() {
    let rate = { (x: Double) in VerifierResult(name: "fuzz", elementStepsPerSecond: Spread([x, x * 1.01])) }
    let old = report(.step(step([1, 1.01, 1.02])), .step(step([2, 3, 4], elements: 8192)), .verifier(rate(1e6)))
    let new = report(.step(step([1.5, 1.51, 1.52])), .step(step([2.5, 3.2, 4.5], elements: 8192)), .verifier(rate(2e6)))
    let comparison = BenchComparison(old, new)
    let verdicts = ["beyond the noise of one process", "within the noise", "beyond the noise of one process"]
    #expect(comparison.rows.map(\.verdict) == verdicts)
    #expect(comparison.rows[0].change == 1.51 / 1.01)
    #expect(BenchComparison(new, old).rows.map(\.verdict) == verdicts)
    #expect(
      comparison.text() == """
        paper.Adam, 4,096 elements, 1 threads, × limit    +49.5 %  beyond the noise of one process
        paper.Adam, 8,192 elements, 1 threads, × limit    +6.67 %  within the noise
        fuzz                                               +100 %  beyond the noise of one process
        3 compared, 2 beyond the noise of one process
        two processes do not tell whether the programs differ: --compare PROGRAM does

        """)
  }

  @Test func `what is in one report alone is named`() {
    let comparison = BenchComparison(report(.step(step([1]))), report(.step(step([1], elements: 8192))))
    #expect(comparison.rows.isEmpty)
    #expect(comparison.onlyOld == ["paper.Adam, 4,096 elements, 1 threads, × limit"])
    #expect(comparison.onlyNew == ["paper.Adam, 8,192 elements, 1 threads, × limit"])
  }
}
