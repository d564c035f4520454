import KernelVerification
import OptimizerReference
import Testing

/// A run in which nobody touches the state: what it counts, who leaves it, and what it says.
@Suite struct FreeRunTests {
  /// θ − 2⁻¹⁰⁰ g², or θ − t.
  struct Rule: Reference {
    let slots: [Slot] = []
    var isClock = false
    var countsMissedSteps: Bool { isClock }

    func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      let isClock = isClock
      return [
        Variant { x in x.θ = isClock ? x.θ - S(value: Double(t), bound: 0) : x.θ - S(value: 0x1p-100, bound: 0) * (x.g * x.g) }
      ]
    }
  }

  private func judge(_ rule: Rule, _ w: Trajectory, steps: Int, _ step: @escaping (inout CandidateStep) -> Void) throws -> CaseResult {
    let implementation = Implementation(
      name: "rule", evidence: .knownAnswers, reference: { _ throws(InvalidHyperparameter) in ErasedReference(rule) }, kernel: nil,
      samples: [])
    let testCase = Case(checked: "case", implementation: "rule", hyperparameters: "{}", steps: steps, tensors: [w], rerun: "")
    return try Verifier([implementation]).judge(ClosureCandidate(step), on: testCase)
  }

  @Test func everythingIsCompared() throws {
    let checks = try verifier.judge(honest { _ in }, on: adamCase()).checks
    #expect(checks.map(\.isFreeRun) == [false, true])
    #expect(checks[1].tally.elementSteps == 40 && checks[1].tally.comparisons == 120)
  }

  /// A step without a gradient is judged too: a recording must hold still there.
  @Test func absentStepsCount() throws {
    let checks = try RecordedRunTests.Run(absent: [2], slots: [.m, .v]).judge().checks
    #expect(checks.allSatisfy { $0.tally.elementSteps == 18 && $0.tally.comparisons == 54 })
  }

  /// The reference keeps its own state, which it knows up to a bound, and the worst of both runs is the case's.
  @Test func aFailureShowsWhatTheReferenceKnows() throws {
    final class Own { var t = 0 }
    let own = Own()
    let result = try verifier.judge(
      ClosureCandidate { x in
        if !x.continues { own.t = x.t }
        honestAdam(&x, t: own.t)
      }, on: adamCase())
    let mismatch = try #require(result.checks[1].mismatch)
    #expect(mismatch.before.m.bound > 0 && mismatch.before.v.bound > 0 && mismatch.before.θ.bound > 0)
    #expect(result.checks[0].tally.worstRatio <= 1 && mismatch.ratio > 1)
    #expect(result.tally.worstRatio == result.checks[1].tally.worstRatio && result.tally.worstRatio >= mismatch.ratio)
    var report = Report()
    report.add(result)
    #expect(report.text().contains("  kernel, free run: θ of w, step 2, ") && report.text().contains(" ± "))
  }

  /// Of an element that may have overflowed nothing is compared, and nothing counted.
  @Test func anElementThatLeavesIsNotCompared() throws {
    let checks = try verifier.judge(honest { _ in }, on: adamCase([1, 1], gradients: [1e20, 1].map { Double(Float($0)) }, steps: 1)).checks
    // θ and v of the first may be either; m is known.
    #expect(checks.map(\.tally.comparisons) == [12, 4])
  }

  /// Where all leave at once lock step still looks at each step, and the free run shows nothing.
  @Test func nobodyStaysIsVacuous() throws {
    let w = Trajectory(name: "w", initial: [0], gradients: [0x1p70])
    let result = try judge(Rule(), w, steps: 1) { $0.parameters[0] -= 0x1p40 }
    #expect(result.verdict == .vacuous && result.reason == "not one finite comparison of the kernel's anything in the free run")
  }

  /// A reference whose t goes on without a gradient: 1 and 3, in lock step and after it.
  @Test func missedStepsThatCount() throws {
    let w = Trajectory(name: "w", initial: [10], gradients: [1, 1, 1], present: [true, false, true])
    var seen: [Int] = []
    let counted = try judge(Rule(isClock: true), w, steps: 3) { x in
      seen.append(x.t)
      x.parameters[0] -= Float(x.t)
    }
    #expect(counted.verdict == .pass)
    #expect(seen == [1, 1, 1, 3, 3, 3] + [1, 3])
    var calls = 0
    let own = try judge(Rule(isClock: true), w, steps: 3) { x in
      calls += 1
      x.parameters[0] -= calls == 1 || x.t == 1 ? 1 : 2
    }
    #expect(own.verdict == .fail && own.checks[0].mismatch?.step == 3)
  }
}
