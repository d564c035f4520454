import Foundation
import KernelVerification
import OptimizerReference
import Testing

/// A value that only another order of the operations explains: √(c2/v) as 1/√(v/c2), where v/c2 is no Float and the update is lost.
@Suite struct OverflowOrderTests {
  private static let json = #"{"alpha": 1, "beta1": 0.5, "beta2": 0.999}"#

  /// Two elements at t = 101, the first with the largest v that Float holds comfortably and an m that makes up for it.
  private static func testCase(steps: Int) -> Case {
    let w = Trajectory(
      name: "w", initial: [1, 1], initialSlots: [.m: [0x1p66, 1], .v: [0x1.8p127, 1]], gradients: Array(repeating: 0, count: 2 * steps))
    return Case(
      checked: "case", implementation: "paper.RAdam", hyperparameters: json, steps: steps, stepsBefore: 100, tensors: [w], rerun: "")
  }

  /// The paper's step in Float, and then a change.
  private func result(steps: Int = 1, then change: @escaping (inout CandidateStep) -> Void = { _ in }) throws -> CaseResult {
    let candidate = ClosureCandidate { x in
      let (t, β2) = (Double(x.t), 0.999)
      let power = pow(β2, t)
      let (c1, c2) = (Float(1 - pow(0.5, t)), Float(1 - power))
      let ρInf = 2 / (1 - β2) - 1
      let ρ = ρInf - 2 * t * power / (1 - power)
      let r = Float((((ρ - 4) * (ρ - 2) * ρInf) / ((ρInf - 4) * (ρInf - 2) * ρ)).squareRoot())
      for i in x.parameters.indices {
        x.m[i] = 0.5 * x.m[i]
        x.v[i] = Float(β2) * x.v[i]
        x.parameters[i] -= r * (x.m[i] / c1) * (1 / (x.v[i] / c2).squareRoot())
      }
      change(&x)
    }
    return try verifier.judge(candidate, on: Self.testCase(steps: steps))
  }

  @Test func theOtherOrderPasses() throws {
    let result = try result()
    #expect(result.verdict == .pass, "\(result.reason ?? "")")
  }

  /// The element has left the free run: what θ is from there on follows from the order that was taken.
  @Test func andGoesOnFromThere() throws {
    let result = try result(steps: 3)
    #expect(result.verdict == .pass, "\(result.reason ?? "")")
  }

  /// What explains the worst value does not excuse the next.
  @Test func anotherElementIsStillJudged() throws {
    let result = try result { $0.parameters[1] += 0x1p-20 }
    #expect(result.verdict == .fail && result.checks[0].mismatch?.element == 1)
  }

  /// A value that is neither is told beside the nearest of both.
  @Test func neitherFails() throws {
    let mismatch = try #require(try result { $0.parameters[0] -= 0x1p-10 }.checks[0].mismatch)
    #expect(mismatch.element == 0 && mismatch.possibilities == 2)
  }
}
