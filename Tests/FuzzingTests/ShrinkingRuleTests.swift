import Fuzzing
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// What a shrinker promises of any failure, whoever says what fails.
@Suite struct ShrinkingRuleTests {
  private static let adam = Registry.verifier.implementation("paper.Adam")

  private func shrinker() throws -> Shrinker {
    Shrinker(try #require(Self.adam), verifier: Registry.verifier, makeCandidate: nil)
  }

  private func testCase() throws -> Case {
    let adam = try #require(Self.adam)
    return try #require(GeneratedCases.cases(of: adam).first)
  }

  /// A rule of one's own, that names no place: one gradient beyond 2 in a case of 24 steps of 67 elements.
  @Test func anyRuleWillDo() throws {
    let shrunk = try shrinker().shrink(testCase(), key: { $0.tensors[0].gradients.contains { $0 > 2 } ? FailureKey(reason: "large") : nil })
    #expect(shrunk.line.text.hasSuffix(" t=0 steps=1 w[1] θ=00000000 g=40800000"), "\(shrunk.line)")
    #expect(shrunk.key.reason == "large" && shrunk.result == nil && shrunk.evaluations < Shrinker.evaluationLimit)
  }

  /// Two steps that need each other stay, and what lies between goes.
  @Test func stepsThatAreNeededStay() throws {
    let shrunk = try shrinker().shrink(testCase()) { testCase in
      let w = testCase.tensors[0]
      let first = stride(from: 0, to: w.gradients.count, by: w.count).map { w.gradients[$0] }
      guard let up = first.firstIndex(where: { $0 > 0.5 }) else { return nil }
      return first[up...].contains { $0 < -0.5 } ? FailureKey(reason: "down after up") : nil
    }
    #expect(shrunk.line.text.hasSuffix(" t=0 steps=2 w[1] θ=00000000 g=3f800000/bf800000"), "\(shrunk.line)")
  }

  /// Hyperparameters go to their defaults, but for the one that matters.
  @Test func whatMattersStays() throws {
    let samples = try #require(Self.adam).samples
    let odd = Case(
      checked: "", implementation: "paper.Adam", hyperparameters: #"{"alpha": 0.0123456, "beta1": 0.77, "beta2": 0.9876, "epsilon": 0}"#,
      steps: 1, stepsBefore: 1 << 33, tensors: [Trajectory(name: "w", initial: [3.25], gradients: [-17])], rerun: "")
    let shrunk = try shrinker().shrink(odd) { testCase in
      guard let alpha = ExactJSON.object(testCase.hyperparameters)?["alpha"] as? Double else { return nil }
      return alpha > 0.005 && alpha < 0.3 && testCase.stepsBefore >= 1000 ? FailureKey(reason: "α") : nil
    }
    let usual = try #require(samples.first).replacing(": ", with: ":").replacing(", ", with: ",")
    #expect(
      try ReplayLine.parse(shrunk.line.text).hyperparameters.replacing("1e-08", with: "1e-8") == usual.replacing("0.001", with: "0.01"))
    #expect(shrunk.testCase.stepsBefore == 1000)
  }

  @Test func aFailureThatDoesNotRepeatIsNotShrunk() throws {
    var calls = 0
    let error = #expect(throws: ShrinkingError.self) {
      try shrinker().shrink(testCase()) { _ in
        calls += 1
        return calls == 2 ? nil : FailureKey(reason: "now and then")
      }
    }
    #expect(calls == 2 && error == .notDeterministic(first: "now and then", second: "passes"))
    #expect(error?.description == "not deterministic: judged twice it came to: now and then; and to: passes")
    #expect(error?.exitCode == .notDeterministic)
  }

  @Test func whatPassesIsNotShrunk() throws {
    #expect(throws: ShrinkingError.self) { try shrinker().shrink(testCase(), judge: { try Registry.verifier.judge($0) }) }
  }

  /// Never more than the limit, however stubborn a case is.
  @Test func theLimitHolds() throws {
    var calls = 0
    let whole = try testCase()
    let shrunk = try shrinker().shrink(whole) { testCase in
      calls += 1
      return testCase.tensors[0].count == 67 && testCase.steps == 24 ? FailureKey(reason: "stubborn") : nil
    }
    #expect(shrunk.evaluations == calls && calls <= Shrinker.evaluationLimit)
  }
}
