import KernelVerification
import OptimizerReference
import Testing

/// Recordings that show less than everything: no state, steps without a gradient.
@Suite struct RecordedRunTests {
  /// What is recorded of a run of the paper's Adam.
  struct Run {
    var steps = 6
    var absent: Set<Int> = []
    var slots: [Slot] = []
    var precision = Precision.float64
    var change: (inout [Double], inout [Double]) -> Void = { _, _ in }

    func judge() throws -> CaseResult {
      let (initial, gradients) = ([1, -2, 0.5], usualGradients(steps: steps, count: 3))
      var recorded = recordedAdam(initial, gradients, steps: steps, absent: absent)
      if precision == .float32 {
        (recorded.θ, recorded.m) = (recorded.θ.map { Double(Float($0)) }, recorded.m.map { Double(Float($0)) })
      }
      change(&recorded.θ, &recorded.m)
      let all: [Slot: [Double]] = [.m: recorded.m, .v: recorded.v]
      let w = Trajectory(
        name: "w", initial: initial, gradients: gradients, present: absent.isEmpty ? nil : (0..<steps).map { !absent.contains($0) },
        parameters: recorded.θ, slots: all.filter { slots.contains($0.key) })
      return try verifier.judge(
        Case(
          checked: "recording", implementation: "paper.Adam", hyperparameters: adamJSON, steps: steps, tensors: [w], recorded: precision,
          rerun: ""))
    }
  }

  @Test(arguments: [[], [Slot.m], [.v], [.m, .v]])
  func slotsThatAreNotRecordedRunFree(slots: [Slot]) throws {
    let result = try Run(slots: slots).judge()
    #expect(result.verdict == .pass && result.isRecorded)
    #expect(result.tally.comparisons == 6 * 3 * (1 + slots.count), "a slot that is not recorded is not compared")
    #expect(result.tally.infiniteBounds == 0)
  }

  /// A wrong θ at any step is seen, at that step.
  @Test(arguments: [[], [Slot.m, .v]], 0..<6)
  func aWrongParameterFails(slots: [Slot], step: Int) throws {
    let result = try Run(slots: slots, change: { θ, _ in θ[3 * step + 1] *= 1 + 1e-12 }).judge()
    #expect(result.verdict == .fail)
    #expect(result.reason?.hasPrefix("the recorded θ is ") == true)
    #expect(result.reason?.hasSuffix("bounds off at step \(step + 1), element 1") == true)
  }

  @Test func aWrongSlotFails() throws {
    let result = try Run(slots: [.m], change: { _, m in m[7] *= 1 + 1e-14 }).judge()
    #expect(result.verdict == .fail && result.reason?.hasPrefix("the recorded m is ") == true)
  }

  /// Two bounds for float64, where both sides round; one for float32.
  @Test func limits() throws {
    for precision in [Precision.float64, .float32] {
      // Half of the digits of the format are right.
      let relative = precision == .float64 ? 1e-13 : 1e-5
      let result = try Run(precision: precision, change: { θ, _ in θ[0] += relative }).judge()
      #expect(result.verdict == .fail && result.checks[0].limit == (precision == .float64 ? 2 : 1))
    }
  }

  /// The digits that Float leaves are enough for float32, and far from enough for float64.
  @Test func thePrecisionCounts() throws {
    let rounding: (inout [Double], inout [Double]) -> Void = { θ, _ in θ = θ.map { Double(Float($0)) } }
    #expect(try Run(precision: .float32, change: rounding).judge().verdict == .pass)
    #expect(try Run(precision: .float64, change: rounding).judge().verdict == .fail)
  }

  /// A step without a gradient does not count: the bias corrections go on where they were.
  @Test(arguments: [Set([0]), [1, 2], [5], [0, 2, 4]], [[], [Slot.m, .v]])
  func absentStepsKeepT(absent: Set<Int>, slots: [Slot]) throws {
    #expect(try Run(absent: absent, slots: slots).judge().verdict == .pass)
  }

  @Test func aRunThatCountsAbsentStepsFails() throws {
    let (initial, gradients) = ([1.0], [0.5, 1, 0.25, 1])
    let counted = recordedAdam(initial, [0.5, 0, 0.25, 1], steps: 4)
    let w = Trajectory(
      name: "w", initial: initial, gradients: gradients, present: [true, false, true, true],
      parameters: [counted.θ[0], counted.θ[0], counted.θ[2], counted.θ[3]])
    let testCase = Case(
      checked: "recording", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 4, tensors: [w], recorded: .float64, rerun: "")
    let result = try verifier.judge(testCase)
    #expect(result.verdict == .fail && result.checks[0].mismatch?.step == 3)
  }

  /// What has no gradient stays as it is, to the bit.
  @Test func aValueThatChangesAtAnAbsentStepFails() throws {
    let θ = try Run(absent: [2], slots: [.m, .v], change: { θ, _ in θ[3 * 2] = θ[3 * 2].nextUp }).judge()
    #expect(θ.verdict == .fail && θ.reason == "the recorded θ is ∞ bounds off at step 3, element 0")
    let m = try Run(absent: [2], slots: [.m], change: { _, m in m[3 * 2 + 1] = m[3 * 2 + 1].nextDown }).judge()
    #expect(m.verdict == .fail && m.reason == "the recorded m is ∞ bounds off at step 3, element 1")
  }

  /// A live kernel is not called at such a step, and its t stays.
  @Test func aKernelIsNotSteppedWithoutAGradient() throws {
    final class Log { var steps: [Int] = [] }
    let log = Log()
    let w = Trajectory(name: "w", initial: [1], gradients: [0.5, 1, 0.25], present: [true, false, true])
    let testCase = Case(checked: "case", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 3, tensors: [w], rerun: "")
    let candidate = ClosureCandidate { x in
      log.steps.append(x.t)
      honestAdam(&x)
    }
    #expect(try verifier.judge(candidate, on: testCase).verdict == .pass)
    #expect(log.steps == [1, 1, 1, 2, 2, 2] + [1, 2], "lock step, and then a run of its own")
  }
}
