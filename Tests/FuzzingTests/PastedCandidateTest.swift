import KernelVerification
import Registry
import Testing

/// It failed: kernel, free run, m, finite for finite.
@Test func replay36f584ccc762b302() throws {
  let testCase = try ReplayLine.parse(
    #"""
    replay/1 paper.Adam \#
    {"alpha":x3f50624dd2f1a9fc,"beta1":x3feccccccccccccd,"beta2":x3feff7ced916872b,"epsilon":x3e45798ee2308c3a} t=0 steps=2 \#
    w[1] θ=00000000 g=3f800000^2
    """#)
  #expect(try Registry.verifier.judge(TheirKernel(testCase.implementation, testCase.hyperparameters), on: testCase).verdict.isPassed)
}
