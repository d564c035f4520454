import KernelVerification
import Registry
import Testing

/// It failed: kernel, θ, finite for finite.
@Test func replay4c3ec583f511dc85() throws {
  let testCase = try ReplayLine.parse(
    #"""
    replay/1 torch.optim.RAdam \#
    {"betas":[x3feccccccccccccd,x3feff7ced916872b],"decoupled_weight_decay":false,"eps":x3e45798ee2308c3a,"lr":x3f50624dd2f1a9fc,"maximize":false,"weight_decay":0} \#
    t=5 steps=1 w[1] θ=00000000 g=be800000
    """#)
  #expect(try Registry.verifier.judge(testCase).verdict.isPassed)
}
