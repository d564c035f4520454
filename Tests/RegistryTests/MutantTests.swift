import KernelVerification
import OptimizerReference
import Registry
import Testing

/// The catalogue of planted bugs. That each is found is FuzzingTests' to say.
@Suite struct MutantTests {
  /// One kernel without a bug for each way in which the catalogue makes one.
  private static let honest = {
    var seen: Set<String> = []
    return Mutants.all.filter { seen.insert($0.implementation).inserted }
  }()

  @Test func hasAtLeastEighty() {
    #expect(Mutants.all.count >= 80)
  }

  @Test func eachHasANameOfItsOwnAndASource() {
    #expect(Set(Mutants.all.map(\.name)).count == Mutants.all.count)
    #expect(Mutants.all.allSatisfy { !$0.name.isEmpty && !$0.source.isEmpty })
    #expect(Mutants.all.allSatisfy { Registry.verifier.implementation($0.implementation) != nil })
  }

  /// Each family is among them.
  @Test(arguments: [
    "paper.Adam", "paper.AMSGrad", "paper.RAdam", "torch.optim.AdamW", "paper.AdaBelief", "paper.AdaBound", "paper.AMSBound",
    "paper.AdaMod",
    "paper.AdaBalance", "paper.Lookahead", "paper.Nesterov", "torch.optim.SGD", "paper.AdaGrad", "lucid.Adamax", "lucid.NAdam",
    "lucid.RMSprop",
  ])
  func coversItsFamily(implementation: String) {
    #expect(Mutants.all.contains { $0.implementation == implementation })
  }

  /// A kernel that fails without the bug would prove nothing with it.
  @Test(arguments: honest.map(\.implementation))
  func theSameKernelWithoutTheBugPasses(name: String) throws {
    let mutants = Mutants.all.filter { $0.implementation == name }
    let implementation = try #require(Registry.verifier.implementation(name))
    for testCase in GeneratedCases.cases(of: implementation) {
      for mutant in [mutants.first, mutants.last].compactMap({ $0 }) {
        let failure = try Registry.verifier.failure(of: mutant.makeHonest(testCase.hyperparameters), on: testCase)
        #expect(failure == nil, "\(mutant.name) on \(testCase.name)")
      }
    }
  }
}
