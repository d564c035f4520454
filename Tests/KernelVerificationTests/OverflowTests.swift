import KernelVerification
import Testing

/// Where an intermediate may overflow the result may be what follows from ∞ or from the finite value, and nothing else.
@Suite struct OverflowTests {
  private func judge(_ change: @escaping (inout CandidateStep) -> Void, gradient: Float) throws -> CaseResult {
    try verifier.judge(honest(then: change), on: adamCase([1, 1], gradients: [Double(gradient), 1], steps: 1))
  }

  /// The update that is left where v is finite: (0.1 g) / 0.1 over the root of v / 0.01, with g = 1e20 and v = 0.01 g².
  private func finiteUpdate(_ x: inout CandidateStep) {
    // v = 1e38 is a Float, though g² is not.
    x.v[0] = 1e38
    x.parameters[0] = x.parameters[0] == -0.0 || x.parameters[0] == 0 ? -0.1 : 0.9
  }

  @Test func eitherSideOfGSquaredPasses() throws {
    #expect(try judge({ _ in }, gradient: 1e20).verdict == .pass)
    let result = try judge(finiteUpdate, gradient: 1e20)
    #expect(result.verdict == .pass && result.tally.infiniteBounds == 0, "\(result.reason ?? "")")
  }

  /// The same where it is all that there is to compare, and beside an ordinary element in front.
  @Test func whereverItIs() throws {
    for gradients in [[1e20], [1, 1e20]] as [[Double]] {
      let testCase = adamCase(gradients.map { _ in 1 }, gradients: gradients.map { Double(Float($0)) }, steps: 1)
      let last = gradients.count - 1
      let candidate = honest { x in
        let isUpdate = x.parameters[0] <= 0
        (x.v[last], x.parameters[last]) = (1e38, isUpdate ? -0.1 : 0.9)
      }
      let result = try verifier.judge(candidate, on: testCase)
      // Of one element alone a free run has m to compare.
      #expect(result.verdict == .pass, "\(result.reason ?? "")")
    }
  }

  /// v = ∞ leaves θ as it is, v = 1e38 moves it by 0.1; half of that is neither, and so is a v of which nothing is known.
  @Test func nothingBetweenPasses() throws {
    for (v, θ) in [
      (Float.infinity, Float(0.95)), (1e38, 0.95), (1e38, 1.1), (2e38, 0.9), (.greatestFiniteMagnitude, 1), (-.infinity, 1), (.nan, 1),
    ] {
      let result = try judge({ x in (x.v[0], x.parameters[0]) = (v, x.parameters[0] == 0 ? θ - 1 : θ) }, gradient: 1e20)
      #expect(result.verdict == .fail, "v = \(v), θ = \(θ)")
    }
  }

  /// Where v itself is no Float it is ∞ in any order.
  @Test func aStateThatIsNoFloatIsInfinite() throws {
    #expect(try judge({ _ in }, gradient: 1e30).verdict == .pass)
    #expect(try judge({ $0.v[0] = .greatestFiniteMagnitude }, gradient: 1e30).verdict == .fail)
  }

  /// m is known as ever.
  @Test func whatDoesNotOverflowIsJudged() throws {
    let result = try judge({ $0.m[0] *= 1.000001 }, gradient: 1e30)
    #expect(result.verdict == .fail && result.reason?.hasPrefix("the kernel's m is ") == true)
  }

  /// The report says that there was a choice.
  @Test func aFailureSaysHowManyValuesWerePossible() throws {
    let result = try judge({ $0.v[0] = 2e38 }, gradient: 1e20)
    #expect(result.checks[0].mismatch?.possibilities == 2)
    var report = Report()
    report.add(result)
    #expect(report.text().contains("(as written; the nearest of 2, where something may overflow)"))
  }

  /// Once a step has failed nothing is looked at closely, and what was not looked at does not count as without a bound.
  @Test func afterAFailureNothingIsLookedAtClosely() throws {
    let testCase = adamCase([1], gradients: [1, Double(Float(1e20))], steps: 2)
    func tally(_ factor: Float) throws -> Tally {
      try verifier.judge(honest { x in if x.t == 1 { x.m[0] *= factor } }, on: testCase).tally
    }
    let (right, wrong) = (try tally(1), try tally(2))
    #expect(right.comparisons == 12 && right.infiniteBounds == 0 && right.worstRatio <= 1)
    // θ and v of the second step, from θ and from 0, by arrangement and interpolated alike.
    #expect(wrong.comparisons == 8 && wrong.infiniteBounds == 0 && wrong.worstRatio > 1)
  }
}
