import Foundation
import KernelVerification
import OptimizerReference
import Safetensors
import Testing

/// The report as text, to the letter.
@Suite struct TextReportTests {
  static let failure = failure(bound: (try? ReportTests.fail().checks.first?.mismatch?.bound) ?? .nan)

  private static func failure(bound: Double) -> String {
    """
    FAIL: case (paper.Adam)
      kernel: m of w, step 2, element 1
      before  θ 0xbff33679 (-1.9000999)  g 0x40000000 (2.0)
              m 0xbdcccccd (-0.1)  v 0x3c23d70a (0.01)
      got        0x3fc00000 (1.5)
      reference  0.10999999865889544 (as written)
      bound      \(bound), 29 % of it from the constant 0.1
      |got − reference| / bound = 3.38e+07; 1 bound is allowed
      hyperparameters {"alpha": 0.1, "beta1": 0.9, "beta2": 0.99, "epsilon": 0.001}
      again: verify --case case

    """
  }

  /// β1 m is known to 0.18 u, (1 − β1) g to 0.4 u and their sum to 0.11 u more, of 0.69 u in all.
  @Test func theBoundIsTheRules() throws {
    let bound = try #require(try ReportTests.fail().checks.first?.mismatch?.bound)
    // Terms of the second order are u as large, and there are few of them; 0.1 and 2 are not what Float holds, but for u.
    #expect(abs(bound / (0.69 * 0x1p-24) - 1) < 8 * 0x1p-24)
  }

  @Test func aFailure() throws {
    let report = ReportTests.report([try ReportTests.pass(), try ReportTests.fail()], unreadable: [ReportTests.unreadable])
    #expect(
      report.text() == """
        implementation           cases  element-steps  worst ratio  recorded  worst ulp  bias  infinite  verdict
        paper.Adam      2 (0 recorded)             16     3.38e+07         –   1.87e+08     –       0 %  1 fail

        \(Self.failure)
        unreadable: dir/bad.safetensors: metadata format is missing

        NOT good: 2 cases, 1 passed, 1 failed, 1 unreadable; 16 element-steps, 48 values compared, 0 % of bounds infinite

        """)
  }

  /// With a gradient of 0 nothing is off.
  @Test func allGood() throws {
    let result = try verifier.judge(honest { _ in }, on: adamCase([1, 2], gradients: [0, 0], steps: 1))
    #expect(
      ReportTests.report([result]).text() == """
        implementation           cases  element-steps  worst ratio  recorded  worst ulp  bias  infinite  verdict
        paper.Adam      1 (0 recorded)              4            0         –          0     –       0 %  pass

        all good: 1 case, 1 passed, 0 failed; 4 element-steps, 12 values compared, 0 % of bounds infinite

        """)
  }

  @Test func nothing() {
    #expect(
      Report().text() == "NOT good: 0 cases, 0 passed, 0 failed; 0 element-steps, 0 values compared, 0 % of bounds infinite\n")
  }

  /// The others are counted, and never lost from the last line.
  @Test func manyFailures() throws {
    let report = ReportTests.report(try (0..<5).map { _ in try ReportTests.fail() })
    let text = report.text(failures: 2)
    #expect(text.components(separatedBy: Self.failure).count == 3)
    #expect(text.contains("\n\nand 3 more failures; --json FILE has them all\n\n"))
    #expect(text.contains("\nNOT good: 5 cases, 0 passed, 5 failed; "))
    #expect(!report.text(failures: 5).contains("more failures"))
  }

  /// A failure without a mismatch says its reason.
  @Test func brokenAndVacuous() throws {
    let text = ReportTests.report([try ReportTests.broken(), try ReportTests.vacuous()]).text()
    #expect(
      text.contains("\nFAIL: case (paper.Adam)\n  the candidate left 0 values of m at step 1, where there were 2\n  hyperparameters "))
    #expect(text.contains("\nVACUOUS: case (paper.Adam)\n  not one finite comparison of the kernel's m, update, v, θ\n  hyperparameters "))
    #expect(text.contains("  1 fail, 1 vacuous\n"))
  }

  @Test func shortfalls() throws {
    var report = ReportTests.report([try ReportTests.pass()])
    report.addShortfall("paper.RAdam has no case")
    #expect(report.text().contains("\n\nshort: paper.RAdam has no case\n\nNOT good: 1 case, 1 passed, 0 failed; "))
  }

  /// Why a case passed that did not pass plainly, one line for each reason.
  @Test func findings() throws {
    let results = try (0..<2).map { _ in try FindingTests.verifier([FindingTests.finding]).judge(FindingTests.recording(scale: 1.00002)) }
    let text = ReportTests.report(results).text()
    #expect(text.contains("\n\nfinding: paper.RAdam: ρt is computed in Float (2 cases)\n\nall good: 2 cases, 2 passed, 0 failed; "))
    #expect(text.contains("2 (2 recorded)") && text.contains("  2 finding\n"))
  }

  /// A failed recording shows Doubles, what a hidden slot is known to, and the two bounds.
  @Test func recordedFailure() throws {
    let run = RecordedRunTests.Run(change: { θ, _ in θ[3] = 0.5 })
    let lines = ReportTests.report([try run.judge()]).text().components(separatedBy: "\n")
    #expect(lines[3] == "FAIL: recording (paper.Adam)")
    #expect(lines[4] == "  recorded value: θ of w, step 2, element 0")
    #expect(lines[5].hasPrefix("  before  θ 0x3f") && lines[6].contains(" ± "))
    #expect(lines[7] == "  got        0x3fe0000000000000 (0.5)")
    #expect(lines[10].hasPrefix("  |got − reference| / bound = ") && lines[10].contains("; 2"))
  }

  /// At most 12 lines, whatever a file holds.
  @Test func aFailureHasAtMostTwelveLines() throws {
    var file = RecordingFile()
    file.tensors["parameter/w"] = try Tensor(shape: [2, 2, 1], float64: [9, 9, 9, 9])
    func lines(_ file: RecordingFile) throws -> Int {
      let text = ReportTests.report([try verifier.judge(file.read())]).text()
      let failure = text.components(separatedBy: "\n\n").first { $0.hasPrefix("FAIL") } ?? ""
      return failure.components(separatedBy: "\n").count
    }
    #expect(try lines(file) <= 12)
    file.metadata["hyperparameters"] = adamJSON.replacing(" ", with: "\n")
    #expect(try lines(file) <= 12)
  }
}
