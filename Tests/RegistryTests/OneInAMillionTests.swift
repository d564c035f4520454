import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// One wrong element among 2²⁰, by a few bounds. Here, and not with the other comparisons: the registry's references are optimised.
@Suite struct OneInAMillionTests {
  private static let wrong = 654_321

  private func judge(count: Int, ulps: Float) throws -> CaseResult {
    let implementation = try #require(Registry.verifier.implementation("paper.Adam"))
    let sample = try #require(implementation.samples.first)
    let w = Trajectory(
      name: "w", initial: Array(repeating: 0.5, count: count), gradients: Array(repeating: 0.25, count: count))
    let testCase = Case(checked: "million", implementation: "paper.Adam", hyperparameters: sample, steps: 1, tensors: [w], rerun: "")
    let kernel = try PlainKernel("paper.Adam", sample)
    let candidate = ClosureCandidate { x in
      var copy = kernel
      copy.step(&x)
      if ulps == 0 { return }
      x.v[Self.wrong] += ulps * x.v[Self.wrong].ulp
    }
    return try PlantedFault.verifier.judge(candidate, on: testCase)
  }

  @Test func theWrongElementIsNamed() throws {
    // All elements are alike, so a few of the right ones will do.
    #expect(try judge(count: 16, ulps: 0).verdict == .pass)
    let mismatch = try #require(try judge(count: 1 << 20, ulps: 8).checks[0].mismatch)
    #expect(mismatch.element == Self.wrong && mismatch.observable == .slot(.v) && mismatch.step == 1)
    #expect(mismatch.ratio > 1 && mismatch.ratio < 10)
  }
}
