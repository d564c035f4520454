import Foundation
import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// What a report says of bias.
@Suite struct BiasReportTests {
  struct Broken: Error, CustomStringConvertible { let description = "out of luck" }

  private static let unbiased = Result { try Registry.verifier.bias(of: "paper.Adam") }
  private static let biased = Result {
    try Registry.verifier.bias(of: "paper.Adam") { try PlainKernel("paper.Adam", $0, bug: .reciprocalRootUnrefined) }
  }
  private static let broken = Result { try Registry.verifier.bias(of: "paper.RAdam") { _ in throw Broken() } }
  private static let notANumber = Result { try BiasGateTests.bias { $0.parameters[0] = .nan } }
  /// An update of 0 at every draw.
  private static let vacuous = Result {
    let adam = try #require(Registry.verifier.implementation("paper.Adam"))
    let still = Dialect(read: { _ in nil }) { _ in #"{"alpha": 0, "beta1": 0, "beta2": 0, "epsilon": 1}"# }
    let implementation = Implementation(
      name: "paper.Adam", evidence: .knownAnswers, reference: adam.reference, kernel: adam.kernel, dialect: still, samples: [])
    return try Verifier([implementation]).bias(of: "paper.Adam")
  }

  private func report(_ results: [BiasResult]) -> Report {
    var report = Report()
    for result in results { report.add(result) }
    return report
  }

  private func caseResult(_ bug: PlainKernel.Arrangement?) throws -> CaseResult {
    let adam = try #require(Registry.verifier.implementation("paper.Adam"))
    let testCase = try #require(GeneratedCases.cases(of: adam).first)
    let wrong = ClosureCandidate { $0.m[0] = 1 }
    return try Registry.verifier.judge(bug == nil ? wrong : PlainKernel("paper.Adam", testCase.hyperparameters), on: testCase)
  }

  /// After a broken candidate and a mismatch, before vacuity.
  @Test func exitCodes() throws {
    let (good, biased, broken) = (try Self.unbiased.get(), try Self.biased.get(), try Self.broken.get())
    let (notANumber, vacuous) = (try Self.notANumber.get(), try Self.vacuous.get())
    #expect(report([good]).exitCode == .success)
    #expect(report([good, biased]).exitCode == .biased)
    #expect(report([good, notANumber]).exitCode == .biased)
    #expect(report([good, vacuous]).exitCode == .vacuous)
    #expect(report([vacuous, biased]).exitCode == .biased)
    #expect(report([vacuous, biased, broken]).exitCode == .brokenCandidate)
    var both = report([biased])
    both.addShortfall("short")
    #expect(both.exitCode == .biased)
    both.add(try caseResult(nil))
    #expect(both.exitCode == .mismatch)
    both.add(UnreadableInput(path: "a", reason: "b"))
    #expect(both.exitCode == .unreadableInput)
  }

  /// To the letter, and at most 6 lines a kernel.
  @Test func text() throws {
    let biased = try Self.biased.get()
    #expect(
      report([biased, try Self.broken.get(), try Self.vacuous.get()]).text() == """
        implementation           cases  element-steps  worst ratio  recorded  worst ulp     bias  infinite  verdict
        paper.Adam      0 (0 recorded)              0            –         –          –  +5.73 –       0 %  1 vacuous, biased
        paper.RAdam     0 (0 recorded)              0            –         –          –        –       0 %  1 fail

        BIASED: bias/paper.Adam (paper.Adam)
          the kernel's update is off by +5.73 ulp on the mean of 262,144 elements
          at most 0.500 ulp either way is allowed; + is toward larger updates
          usual causes: a coefficient that is off by an ulp or more, an approximate root or reciprocal without its last Newton step
          again: your kernel on bias/paper.Adam, which is the same at every run

        FAIL: bias/paper.RAdam (paper.RAdam)
        \(try #require(try Self.broken.get().broken.map { "  \($0)" }))
          again: your kernel on bias/paper.RAdam, which is the same at every run

        VACUOUS: bias/paper.Adam (paper.Adam)
          0 of 262,144 updates could be compared
          again: swift run -c release verify --case bias/paper.Adam

        NOT good: 0 cases, 0 passed, 0 failed; 0 element-steps, 0 values compared, 0 % of bounds infinite; 0 of 3 kernels unbiased

        """)
    let good = report([try Self.unbiased.get()]).text()
    #expect(good.contains("\nall good: 0 cases, ") && good.hasSuffix("; 1 of 1 kernel unbiased\n") && good.contains("  pass\n"))
    #expect(report([try Self.notANumber.get()]).text().contains("off by NaN ulp"))
  }

  /// A kernel that passes every case and is biased is not good; beside its cases the table has its mean.
  @Test func besideCases() throws {
    var report = report([try Self.biased.get()])
    report.add(try caseResult(.plain))
    let text = report.text()
    #expect(text.contains("  +5.73       0 %  biased\n") && text.contains("\nNOT good: 1 case, 1 passed, 0 failed; "))
    #expect(text.hasSuffix("; 0 of 1 kernel unbiased\n"))
  }

  @Test func json() throws {
    let report = report([try Self.biased.get(), try Self.notANumber.get()])
    let text = String(decoding: try report.json(), as: UTF8.self)
    #expect(
      text.contains(
        """
          "bias" : [
            {
              "again" : "your kernel on bias/paper.Adam, which is the same at every run",
              "allowedUlps" : 0.5,
              "biased" : true,
              "elements" : 262144,
              "implementation" : "paper.Adam",
              "meanUlps" : \(try Self.biased.get().meanUlps)
            },
            {
              "again" : "your kernel on bias/paper.Adam, which is the same at every run",
              "allowedUlps" : 0.5,
              "biased" : true,
              "elements" : 262144,
              "implementation" : "paper.Adam",
              "meanUlps" : null
            }
          ],
        """))
    #expect(text.contains(#""exitCode" : 3"#))
    #expect(String(decoding: try self.report([try Self.broken.get()]).json(), as: UTF8.self).contains(#""broken" : "no kernel was made"#))
  }

  /// Two reports that are added are the bytes of one run, and the kernels come in the order of the registry.
  @Test func reportsAddAndAreOrdered() throws {
    let (one, other) = (try Self.unbiased.get(), try Self.broken.get())
    let whole = report([other, one])
    var sum = report([other])
    sum.add(report([one]))
    #expect(sum.text() == whole.text() && sum.exitCode == whole.exitCode)
    #expect(try sum.json() == whole.json())
    #expect(whole.ordered(like: Registry.implementations).bias.map(\.implementation) == ["paper.Adam", "paper.RAdam"])
  }
}
