import Foundation
import KernelVerification
import OptimizerReference
import Testing

/// What a report says beside the numbers of a plain failure.
@Suite struct ReportDetailTests {
  private func unsteady() throws -> CaseResult {
    final class Clock { var calls = 0 }
    let clock = Clock()
    return try verifier.judge(
      honest { x in
        clock.calls += 1
        if clock.calls == 3 { x.v[0] = x.v[0].nextUp }
      }, on: ReportTests.testCase)
  }

  /// A broken candidate, then one that is not deterministic, then a mismatch.
  @Test func notDeterministicIsBetweenBrokenAndMismatch() throws {
    let unsteady = try unsteady()
    #expect(ReportTests.report([unsteady, try ReportTests.fail()]).exitCode == .notDeterministic)
    #expect(ReportTests.report([unsteady, try ReportTests.broken()]).exitCode == .brokenCandidate)
    #expect(ReportTests.report([unsteady], unreadable: [ReportTests.unreadable]).exitCode == .unreadableInput)
    #expect(ExitCode.notDeterministic.rawValue == 8)
  }

  /// An update is looked at from θ = 0, and the failure says so.
  @Test func anUpdate() throws {
    let result = try verifier.judge(ClosureCandidate { x in honestAdam(&x, ε: 0.0011) }, on: adamCase([1e6, 1e6], steps: 1))
    let text = ReportTests.report([result]).text()
    #expect(text.contains("\n  kernel: update of w, step 1, element ") && text.contains(", stepped from θ = 0\n"))
  }

  /// A recording's own row counts its steps, and its failure the operation of its own format.
  @Test func aRecording() throws {
    let run = RecordedRunTests.Run(slots: [.m, .v], change: { _, m in m[4] = 0.5 })
    let report = ReportTests.report([try run.judge()])
    #expect(report.text().contains("1 (1 recorded)             18 "))
    // In Double 0.9 and 0.1 are kept as they are.
    let dominant = try #require(report.results[0].checks[0].mismatch?.dominant)
    #expect(!dominant.operation.contains("constant"))
  }

  /// What another run was short of is in the JSON too, and the convention that fits.
  @Test func json() throws {
    var report = ReportTests.report([try ReportTests.pass()])
    report.addShortfall("nothing was recorded")
    #expect(String(decoding: try report.json(), as: UTF8.self).contains("\"nothing was recorded\""))
  }

  /// Of two tensors that break, and of two that fail, the first is told.
  @Test func theFirstIsTold() throws {
    let tensors = (1...2).map { Trajectory(name: "w\($0)", initial: [1], gradients: [Double($0)]) }
    let testCase = Case(checked: "case", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, tensors: tensors, rerun: "")
    #expect(try verifier.judge(honest { $0.m[0] = .nan }, on: testCase).checks[0].mismatch?.tensor == "w1")
    let broken = try verifier.judge(honest { x in x.m = x.gradients[0] == 1 ? [] : [1, 2] }, on: testCase)
    #expect(broken.reason == "the candidate left 0 values of m at step 1, where there were 1")
  }

  /// What a full run must show of an entry with a kernel, and of each finding its own reason.
  @Test func audit() throws {
    func shortfalls(_ dialect: Dialect?, _ findings: [Finding], _ results: [CaseResult]) -> [String] {
      var report = ReportTests.report(results)
      report.audit([
        Implementation(
          name: "paper.RAdam", evidence: .knownAnswers, reference: paperRAdam.reference,
          kernel: { _ in ClosureCandidate { _ in } }, dialect: dialect, samples: [], findings: findings)
      ])
      return report.shortfalls
    }
    let result = try FindingTests.verifier([FindingTests.finding]).judge(FindingTests.recording(scale: 1.00002))
    let without = "paper.RAdam has a kernel and no dialect to draw hyperparameters with: its bias cannot be judged"
    #expect(shortfalls(nil, [], [result]) == [without])
    let dialect = Dialect(read: { _ in nil }) { _ in "{}" }
    #expect(shortfalls(dialect, [], [result]) == ["the kernel of paper.RAdam was not judged for bias"])
    let other = Finding(precision: .float32, explainedBy: .floatWithFloatSchedule, reason: "another reason")
    #expect(
      shortfalls(nil, [FindingTests.finding, other], [result]) == [
        without, "no recording shows the declared finding of paper.RAdam: another reason",
      ])
  }
}
