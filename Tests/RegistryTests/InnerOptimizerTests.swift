import KernelVerification
import OptimizerReference
import Registry
import Testing

/// What a Lookahead of torch's kind may be around.
@Suite struct InnerOptimizerTests {
  private static let names = [
    "torch.optim.SGD", "torch.optim.Adam", "torch.optim.AdamW", "torch.optim.RAdam", "torch.optim.Adagrad", "radam.RAdam",
    "radam.PlainRAdam", "torch_optimizer.RAdam", "torch_optimizer.AdaBound", "torch_optimizer.AdaMod", "torch_optimizer.AdaBelief",
    "adabelief_pytorch.AdaBelief", "adabound.AdaBound", "adabound.AdaBoundW", "adamod.AdaMod",
  ]

  /// `reset` is about a momentum: Adam's m goes on.
  @Test(arguments: ["torch.optim.Adam", "torch.optim.SGD"])
  func reset(inner: String) throws {
    let wrapper = try #require(Registry.verifier.implementation("lookahead.Lookahead"))
    let arguments = try #require(Registry.verifier.implementation(inner)).samples[1]
    let json = #"{"inner": "\#(inner)", "inner_args": \#(arguments), "la_steps": 2, "la_alpha": 0.6, "pullback_momentum": "reset"}"#
    let testCase = try #require(GeneratedCases.cases(of: wrapper, hyperparameters: [json]).first)
    #expect(try Registry.verifier.judge(testCase).verdict == .pass)
  }

  /// Each is known by its own name, keeps its own slots and the slow weights, and has our kernel within the bounds.
  @Test(
    arguments: [
      ("lookahead.Lookahead", #""la_steps": 4, "la_alpha": 0.6, "pullback_momentum": "none""#),
      ("torch_optimizer.Lookahead", #""k": 4, "alpha": 0.6"#),
    ], names)
  func isKnown(outer: (name: String, own: String), inner: String) throws {
    let wrapper = try #require(Registry.verifier.implementation(outer.name))
    let wrapped = try #require(Registry.verifier.implementation(inner))
    let json = #"{"inner": "\#(inner)", "inner_args": \#(wrapped.samples[1]), \#(outer.own)}"#
    #expect(try wrapper.reference(json).slots == wrapped.reference(wrapped.samples[1]).slots + [.slow])
    let testCase = try #require(GeneratedCases.cases(of: wrapper, hyperparameters: [json]).first)
    let result = try Registry.verifier.judge(testCase)
    #expect(result.verdict.isPassed && result.checks.map(\.name) == ["kernel", "kernel, free run"], "\(inner): \(result.reason ?? "")")
  }
}
