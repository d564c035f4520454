import KernelVerification
import OptimizerReference
import Testing

/// A case that starts in the middle of a run: with slots and steps behind it.
@Suite struct RestoredStartTests {
  /// θ, the slots and t as a kernel sees them at the first step.
  @Test func theCandidateStartsThere() throws {
    let w = Trajectory(name: "w", initial: [3], initialSlots: [.m: [0.5], .v: [0.25]], gradients: [1])
    let testCase = Case(
      checked: "c", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, stepsBefore: 41, tensors: [w], rerun: "")
    var seen: [[Double]] = []
    let candidate = ClosureCandidate { x in
      seen.append([Double(x.t), Double(x.parameters[0]), Double(x.m[0]), Double(x.v[0])])
      honestAdam(&x)
    }
    #expect(try verifier.judge(candidate, on: testCase).verdict == .pass)
    #expect(seen.first == [42, 3, 0.5, 0.25])
  }

  /// A kernel that takes the start for fresh is off.
  @Test func aKernelThatForgetsIsCaught() throws {
    let w = Trajectory(name: "w", initial: [3], initialSlots: [.m: [0.5], .v: [0.25]], gradients: [1])
    let testCase = Case(
      checked: "c", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, stepsBefore: 41, tensors: [w], rerun: "")
    let forgetful = ClosureCandidate { x in
      x.m = [0]
      x.v = [0]
      honestAdam(&x)
    }
    #expect(try verifier.judge(forgetful, on: testCase).verdict == .fail)
  }

  /// A slot that cannot be seen starts there too.
  @Test func aHiddenSlotStartsThere() throws {
    // m' = 0.9 · 0.5 + 0.1 · 1 and v' = 0.99 · 0.25 + 0.01 · 1 at t = 42, worked out in 50 digits.
    let right = 2.935702016799335
    for (after, verdict) in [(right, Verdict.pass), (2.8, .fail)] {
      let w = Trajectory(name: "w", initial: [3], initialSlots: [.m: [0.5], .v: [0.25]], gradients: [1], parameters: [after])
      let testCase = Case(
        checked: "c", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, stepsBefore: 41, tensors: [w], recorded: .float64,
        rerun: "")
      #expect(try verifier.judge(testCase).verdict == verdict)
    }
  }

  /// A case may set slots that the optimizer does not keep. Nothing comes of them, in whatever order they are looked at.
  @Test func otherSlotsAreNotItsOwn() throws {
    let w = Trajectory(
      name: "w", initial: [3], initialSlots: [.m: [0.5], .v: [0.25], .s: [7], .sum: [8], .u: [9], .momentum: [10]], gradients: [1])
    let testCase = Case(
      checked: "c", implementation: "paper.Adam", hyperparameters: adamJSON, steps: 1, stepsBefore: 41, tensors: [w], rerun: "")
    #expect(try verifier.judge(ClosureCandidate { honestAdam(&$0) }, on: testCase).verdict == .pass)
  }
}
