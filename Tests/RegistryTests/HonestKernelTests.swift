import KernelVerification
import OptimizerReference
import Registry
import Testing

/// Kernels that are right, in every order of operations that somebody might choose, must pass: a bound that refuses one is too tight.
@Suite struct HonestKernelTests {
  @Test(arguments: PlainKernel.implementations, PlainKernel.Arrangement.allCases)
  func passes(name: String, arrangement: PlainKernel.Arrangement) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    var worst = 0.0
    for testCase in GeneratedCases.cases(of: implementation) {
      let kernel = try PlainKernel(name, testCase.hyperparameters, arrangement: arrangement)
      let result = try Registry.verifier.judge(kernel, on: testCase)
      #expect(result.verdict.isPassed, "\(testCase.name): \(result.reason ?? "")")
      worst = max(worst, result.tally.worstRatio)
    }
    #expect(worst > 0.5, "the bound is twice as wide as it need be")
  }
}
