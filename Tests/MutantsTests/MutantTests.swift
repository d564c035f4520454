import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// The catalogue of planted bugs. That each is found is FuzzingTests' to say.
@Suite struct MutantTests {
  /// The last bug of each implementation: the plain kernels come first, and then those of the formula.
  private static let lastOfEach = {
    var seen: Set<String> = []
    return Mutant.all.reversed().filter { seen.insert($0.implementation).inserted }
  }()

  @Test func hasAtLeastEighty() {
    #expect(Mutant.all.count >= 80)
  }

  @Test func eachHasANameOfItsOwnAndASource() {
    #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    #expect(Mutant.all.allSatisfy { !$0.name.isEmpty && !$0.source.isEmpty })
    #expect(Mutant.all.allSatisfy { Registry.verifier.implementation($0.implementation) != nil })
  }

  /// Each family is among them.
  @Test(arguments: [
    "paper.Adam", "paper.AMSGrad", "paper.RAdam", "torch.optim.AdamW", "paper.AdaBelief", "paper.AdaBound", "paper.AMSBound",
    "paper.AdaMod",
    "paper.AdaBalance", "paper.Lookahead", "paper.Nesterov", "torch.optim.SGD", "paper.AdaGrad", "lucid.Adamax", "lucid.NAdam",
    "lucid.RMSprop",
  ])
  func coversItsFamily(implementation: String) {
    #expect(Mutant.all.contains { $0.implementation == implementation })
  }

  /// A kernel that fails without the bug would prove nothing with it. (Of the plain kernels HonestKernelTests says so.)
  @Test(arguments: lastOfEach.map(\.implementation))
  func theSameKernelWithoutTheBugPasses(name: String) throws {
    let mutant = try #require(Self.lastOfEach.first { $0.implementation == name })
    let implementation = try #require(Registry.verifier.implementation(name))
    var cases = GeneratedCases.cases(of: implementation)
    #if DEBUG
      // The inner loop.
      cases = cases.filter { $0.name.contains("/0-") }
    #endif
    for testCase in cases {
      let kernel = try mutant.makeHonest(testCase.hyperparameters)
      var quick = try QuickJudge(implementation, hyperparameters: testCase.hyperparameters, candidate: kernel)
      if quick.judge(testCase, takesFreeRun: true) != nil { continue }
      #expect(try Registry.verifier.failure(of: kernel, on: testCase) == nil, "\(mutant.name) on \(testCase.name)")
    }
  }
}
