import Foundation
import KernelVerification
import OptimizerReference
import Testing

/// What a run came to, in numbers and as an exit code.
@Suite struct ReportTests {
  static let θ: [Float] = [1, -2]
  static let testCase = adamCase([1, -2], gradients: [0.5, -1, 0.25, 2], steps: 2)
  static let unreadable = UnreadableInput(path: "dir/bad.safetensors", reason: "metadata format is missing")

  static func pass() throws -> CaseResult { try verifier.judge(honest { _ in }, on: testCase) }

  /// One element is off, by a number that no rounding touches.
  static func fail() throws -> CaseResult {
    try verifier.judge(honest { x in if x.t == 2 { x.m[1] = 1.5 } }, on: testCase)
  }

  static func vacuous() throws -> CaseResult { try verifier.judge(honest { _ in }, on: adamCase([])) }

  static func broken() throws -> CaseResult { try verifier.judge(honest { $0.m = [] }, on: testCase) }

  static func report(_ results: [CaseResult], unreadable: [UnreadableInput] = []) -> Report {
    var report = Report()
    for result in results { report.add(result) }
    for input in unreadable { report.add(input) }
    return report
  }

  @Test func cases() throws {
    let report = Self.report([try Self.pass(), try Self.fail(), try Self.vacuous(), try Self.broken()], unreadable: [Self.unreadable])
    #expect(report.results.count == 4 && report.passed == 1 && report.failed == 3)
    #expect(report.results.count == report.passed + report.failed)
  }

  @Test func tallies() throws {
    let (pass, fail) = (try Self.pass(), try Self.fail())
    let sum = Self.report([pass, fail]).tally
    #expect(sum.elementSteps == 16 && sum.comparisons == 48 && sum.infiniteBounds == 0)
    #expect(sum.worstRatio == fail.tally.worstRatio && sum.worstRatio > 1)
    #expect(sum.worstUlp == fail.tally.worstUlp && sum.worstRelativeError == fail.tally.worstRelativeError)
    #expect(Tally().infiniteShare == 0)
  }

  /// If several apply: what could not be read, a broken candidate, a mismatch, vacuity.
  @Test func exitCodes() throws {
    let (pass, fail, vacuous, broken) = (try Self.pass(), try Self.fail(), try Self.vacuous(), try Self.broken())
    #expect(Self.report([pass]).exitCode == .success)
    #expect(Self.report([]).exitCode == .vacuous)
    #expect(Self.report([pass, vacuous]).exitCode == .vacuous)
    var short = Self.report([pass])
    short.addShortfall("nothing was recorded")
    #expect(short.exitCode == .vacuous)
    #expect(Self.report([pass, vacuous, fail]).exitCode == .mismatch)
    #expect(Self.report([vacuous, fail, broken]).exitCode == .brokenCandidate)
    #expect(Self.report([vacuous, fail, broken], unreadable: [Self.unreadable]).exitCode == .unreadableInput)
    #expect(Self.report([], unreadable: [Self.unreadable]).exitCode == .unreadableInput)
    let codes: [ExitCode] = [.success, .usage, .mismatch, .biased, .vacuous, .unreadableInput, .brokenCandidate, .programFault]
    #expect(codes.map(\.rawValue) == [0, 1, 2, 3, 4, 6, 7, 70])
  }

  /// Two reports that are added are the bytes of one run.
  @Test func reportsAdd() throws {
    let (pass, fail) = (try Self.pass(), try Self.fail())
    var whole = Self.report([pass, fail], unreadable: [Self.unreadable])
    whole.addShortfall("short")
    var sum = Self.report([pass])
    var other = Self.report([fail], unreadable: [Self.unreadable])
    other.addShortfall("short")
    sum.add(other)
    #expect(sum.text() == whole.text())
    #expect(try sum.json() == whole.json())
    #expect(sum.exitCode == whole.exitCode)
    sum.add(Report())
    #expect(sum.text() == whole.text())
  }

  /// In the order of the registry, and within an implementation in the order of the run.
  @Test func order() throws {
    func result(_ implementation: String, _ name: String) throws -> CaseResult {
      let w = Trajectory(name: "w", initial: [1], gradients: [1])
      let json = implementation == "paper.Adam" ? adamJSON : #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.99}"#
      let testCase = Case(checked: name, implementation: implementation, hyperparameters: json, steps: 1, tensors: [w], rerun: "")
      return try verifier.judge(honest { _ in }, on: testCase)
    }
    let report = Self.report([
      try result("paper.AMSGrad", "a"), try result("paper.Adam", "b"), try result("paper.RAdam", "c"), try result("paper.Adam", "d"),
    ])
    #expect(report.ordered(like: [paperAdam, paperAMSGrad]).results.map(\.name) == ["b", "d", "a", "c"])
    #expect(report.results.map(\.name) == ["a", "b", "c", "d"])
  }
}
