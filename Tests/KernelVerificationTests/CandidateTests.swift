import Foundation
import KernelVerification
import OptimizerReference
import Testing

/// Candidates that do not do what a candidate does.
@Suite struct CandidateTests {
  struct Broken: Error, CustomStringConvertible {
    let description = "out of luck"
  }

  func reason(_ candidate: ClosureCandidate, on testCase: Case = adamCase()) throws -> String? {
    let result = try verifier.judge(candidate, on: testCase)
    #expect(result.verdict == .fail)
    return result.reason
  }

  @Test func throwing() throws {
    let candidate = ClosureCandidate { x in
      if x.t == 2 { throw Broken() }
      honestAdam(&x)
    }
    #expect(try reason(candidate) == "the candidate threw at step 2: out of luck")
  }

  @Test func anotherCount() throws {
    #expect(
      try reason(honest { $0.parameters.removeLast() }) == "the candidate left 7 values of θ at step 1, where there were 8")
    #expect(try reason(honest { x in if x.t == 3 { x.m = [] } }) == "the candidate left 0 values of m at step 3, where there were 8")
    #expect(try reason(honest { $0.v.append(0) }) == "the candidate left 9 values of v at step 1, where there were 8")
  }

  /// What it keeps beside the reference's slots is its own affair.
  @Test func aSlotMore() throws {
    #expect(try verifier.judge(honest { $0.vmax = [1, 2, 3] }, on: adamCase()).verdict == .pass)
  }

  @Test func doingNothing() throws {
    #expect(try reason(ClosureCandidate { _ in })?.hasSuffix("bounds off at step 1, element 0") == true)
  }

  @Test func theMomentsOnly() throws {
    let candidate = ClosureCandidate { x in
      let θ = x.parameters
      honestAdam(&x)
      x.parameters = θ
    }
    #expect(try reason(candidate)?.hasPrefix("the kernel's θ is ") == true)
    let onlyM = ClosureCandidate { x in
      let (θ, v) = (x.parameters, x.v)
      honestAdam(&x)
      (x.parameters, x.v) = (θ, v)
    }
    #expect(try reason(onlyM) != nil)
  }

  /// θ is right at each step, since the verifier goes on from what was left: only v tells.
  @Test func everythingButASlot() throws {
    for slot in [Slot.m, .v] {
      let candidate = ClosureCandidate { x in
        let kept = x[slot]
        honestAdam(&x)
        x[slot] = kept
      }
      #expect(try reason(candidate)?.hasPrefix("the kernel's \(slot.rawValue) is ") == true)
    }
  }

  /// The candidate is given the state and the step, and Floats only.
  @Test func whatACandidateIsGiven() throws {
    final class Log { var lines: [String] = [] }
    let log = Log()
    let candidate = ClosureCandidate { x in
      log.lines.append("\(x.t) θ \(x.parameters) g \(x.gradients) m \(x.m) v \(x.v) vmax \(x.vmax)")
      (x.parameters, x.m, x.v) = ([5], [6], [7])
    }
    _ = try verifier.judge(candidate, on: adamCase([1], gradients: [2, 3], steps: 2))
    #expect(
      log.lines.prefix(6) == [
        "1 θ [1.0] g [2.0] m [0.0] v [0.0] vmax []", "1 θ [0.0] g [2.0] m [0.0] v [0.0] vmax []",
        "1 θ [1.0] g [2.0] m [0.0] v [0.0] vmax []",
        "2 θ [5.0] g [3.0] m [6.0] v [7.0] vmax []", "2 θ [0.0] g [3.0] m [6.0] v [7.0] vmax []",
        "2 θ [5.0] g [3.0] m [6.0] v [7.0] vmax []",
      ])
  }

  @Test func noElementsAreVacuous() throws {
    let result = try verifier.judge(honest { _ in }, on: adamCase([]))
    #expect(result.verdict == .vacuous && result.reason == "not one finite comparison of the kernel's m, update, v, θ")
    let none = Case(checked: "none", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, tensors: [], rerun: "")
    let empty = try verifier.judge(honest { _ in }, on: none)
    #expect(empty.verdict == .vacuous && empty.reason == "not one finite comparison of the kernel's θ")
  }

  /// Nothing recorded, and no kernel.
  @Test func noCheckIsVacuous() throws {
    let result = try verifier.judge(adamCase())
    #expect(result.verdict == .vacuous && result.reason == "nothing was compared")
  }

  /// Where v may be 0 and there is no ε, nothing is known of the update: that shows nothing, and says so.
  @Test func infiniteBoundsAreVacuous() throws {
    let json = #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.99}"#
    let w = Trajectory(name: "w", initial: [1], gradients: [Double(Float(1e-23))])
    let testCase = Case(checked: "case", implementation: "paper.AMSGrad", hyperparameters: json, steps: 1, tensors: [w], rerun: "")
    let candidate = ClosureCandidate { x in
      x.m[0] = 0.1 * x.gradients[0]
      (x.v[0], x.vmax[0], x.parameters[0]) = (0, 0, -.infinity)
    }
    let result = try verifier.judge(candidate, on: testCase)
    #expect(result.verdict == .vacuous && result.reason == "not one finite comparison of the kernel's update, θ")
    // θ, from itself and from 0.
    #expect(result.tally.infiniteBounds == 2 && result.tally.comparisons == 8)
    var report = Report()
    report.add(result)
    #expect(report.text().hasSuffix(", 8 values compared, 25.00 % of bounds infinite\n") && report.text().contains("25.00 %  1 vacuous"))
    // Of the run, and of its lock step.
    #expect(String(decoding: try report.json(), as: UTF8.self).components(separatedBy: "\"infiniteBounds\" : 2").count == 3)
  }

  /// NaN where NaN belongs is right, and shows nothing.
  @Test func onlyNaNIsVacuous() throws {
    let result = try verifier.judge(honest { _ in }, on: adamCase([1], gradients: [.nan], steps: 1))
    #expect(result.verdict == .vacuous && result.reason == "not one finite comparison of the kernel's m, update, v, θ")
  }

  @Test func unknownImplementation() {
    let testCase = Case(checked: "case", implementation: "paper.Eve", hyperparameters: "{}", steps: 1, tensors: [], rerun: "")
    let error = #expect(throws: InvalidHyperparameter.self) { try verifier.judge(honest { _ in }, on: testCase) }
    #expect(error?.description == "hyperparameter implementation is paper.Eve; allowed: one of the verifier's names")
  }
}

/// Candidates that are not a function of what they are given.
@Suite struct UnsteadyCandidateTests {
  private func report(_ candidate: ClosureCandidate) throws -> Report {
    var report = Report()
    report.add(try verifier.judge(candidate, on: adamCase()))
    return report
  }

  /// The parameters of the call before (a cache whose key is too small).
  @Test func rememberingTheLastCall() throws {
    final class Cache { var parameters: [Float] = [] }
    let cache = Cache()
    let report = try report(
      honest { x in
        let answer = x.parameters
        if !cache.parameters.isEmpty { x.parameters = cache.parameters }
        cache.parameters = answer
      })
    #expect(report.exitCode == .notDeterministic)
    #expect(report.results[0].reason == "not deterministic: step 1 taken again from the same state gives another result")
  }

  /// One ulp in one element at every fifth call.
  @Test func anotherAnswerTheSecondTime() throws {
    final class Clock { var calls = 0 }
    let clock = Clock()
    let report = try report(
      honest { x in
        clock.calls += 1
        if clock.calls == 5 || clock.calls == 7 { x.v[7] = x.v[7].nextUp }
      })
    #expect(report.exitCode == .notDeterministic && report.results[0].verdict == .fail)
    #expect(report.results[0].reason == "not deterministic: step 3 taken again from the same state gives another result")
  }

  /// NaN is NaN, whatever its bits.
  @Test func anotherNaNIsTheSameAnswer() throws {
    final class Clock { var calls = 0 }
    let clock = Clock()
    let candidate = honest { x in
      clock.calls += 1
      if x.parameters[0].isNaN { x.parameters[0] = clock.calls % 2 == 0 ? .nan : -.nan }
    }
    let gradients = [Double.nan] + usualGradients(steps: 1).dropFirst()
    #expect(try verifier.judge(candidate, on: adamCase(gradients: gradients, steps: 1)).verdict == .pass)
  }

  /// Its count of steps is its own, and stands still: each step alone is right.
  @Test func aCountThatIsNotKept() throws {
    final class Own { var t = 0 }
    let own = Own()
    let candidate = ClosureCandidate { x in
      if !x.continues { own.t = x.t }
      honestAdam(&x, t: own.t)
    }
    let result = try verifier.judge(candidate, on: adamCase())
    #expect(result.verdict == .fail && result.checks.map(\.name) == ["kernel", "kernel, free run"])
    #expect(result.checks[0].mismatch == nil && result.checks[1].mismatch?.step == 2)
    #expect(result.reason?.hasPrefix("the kernel's free-running θ is ") == true)
  }
}
