import Fuzzing
import KernelVerification
import Mutants
import Registry
import Testing

/// A planted bug and how small a case still shows it.
struct ShrinkableBug: CustomTestStringConvertible {
  let implementation, bug: String
  let steps, elements, tensors: Int

  init(_ bug: String, in implementation: String, steps: Int = 1, elements: Int = 1, tensors: Int = 1) {
    (self.bug, self.implementation, self.steps, self.elements, self.tensors) = (bug, implementation, steps, elements, tensors)
  }

  var testDescription: String { "\(bug) of \(implementation)" }

  static let verifier = Registry.verifier.withoutSearch

  /// The first generated case that the bug fails, shrunk; and how that case failed.
  func shrink() throws -> (first: FailureKey, shrunk: Shrunk) {
    let entry = try #require(Registry.verifier.implementation(implementation))
    let planted = try #require(entry.plantedBugs.first { $0.name == bug })
    func judge(_ testCase: Case) throws -> CaseResult {
      try Self.verifier.judge(planted.kernel(testCase.hyperparameters), on: testCase)
    }
    let cases = GeneratedCases.cases(of: entry).lazy
    let failing = try #require(try cases.first { try judge($0).verdict == .fail })
    let shrinker = Shrinker(entry, verifier: Self.verifier, makeCandidate: planted.kernel)
    let first = try FailureKey(judge(failing))
    return (try #require(first), try shrinker.shrink(failing, judge: judge))
  }
}

/// What a shrinker leaves of planted bugs.
@Suite struct ShrinkerTests {
  static let bugs = [
    ShrinkableBug("ε ignored", in: "torch.optim.RAdam"),
    ShrinkableBug("ε in the other place", in: "paper.Adam"),
    ShrinkableBug("tail unwritten", in: "paper.Adam"),
    ShrinkableBug("tail done twice", in: "torch.optim.AdamW", elements: 17),
    ShrinkableBug("maximum not stored", in: "torch.optim.Adam"),
    ShrinkableBug("maximum not used", in: "paper.AMSGrad"),
    ShrinkableBug("t's bits as a Float", in: "paper.Adam"),
    ShrinkableBug("NaN becomes 0", in: "paper.Adam", elements: 2),
    ShrinkableBug("threshold 4 for 5", in: "torch.optim.RAdam"),
    ShrinkableBug("1 − β2 in Float", in: "kozistr.RAdamOptimizer"),
    ShrinkableBug("m in bfloat16", in: "paper.RAdam"),
    ShrinkableBug("decay in the other place", in: "torch.optim.AdamW"),
    ShrinkableBug("does nothing", in: "paper.AdamReformulated"),
    ShrinkableBug("another answer the second time", in: "paper.Adam"),
    ShrinkableBug("s unwritten", in: "tfa.optimizers.AdaBelief"),
    // What is not of one step or one element keeps what it needs.
    ShrinkableBug("t not kept", in: "paper.Adam", steps: 2),
    ShrinkableBug("m not kept", in: "torch.optim.RAdam", steps: 2),
    ShrinkableBug("lanes swapped", in: "paper.Adam", elements: 16),
    ShrinkableBug("lanes swapped (around)", in: "tfa.optimizers.RectifiedAdam", elements: 2),
    ShrinkableBug("other parameters unseen", in: "tfa.optimizers.RectifiedAdam", tensors: 2),
    ShrinkableBug("absent rows unseen", in: "tfa.optimizers.RectifiedAdam"),
  ]

  @Test(arguments: bugs) func shrinks(bug: ShrinkableBug) throws {
    let (first, shrunk) = try bug.shrink()
    let testCase = shrunk.testCase
    #expect(shrunk.key == first, "it fails for another reason")
    #expect(shrunk.result?.verdict == .fail && shrunk.result?.name == testCase.name)
    #expect(shrunk.evaluations < 500)
    #expect(testCase.steps == bug.steps, "\(shrunk.line)")
    #expect(testCase.tensors.count == bug.tensors, "\(shrunk.line)")
    #expect(testCase.tensors.map(\.count) == Array(repeating: bug.elements, count: bug.tensors), "\(shrunk.line)")
    #expect(try ShrinkableBug.verifier.judge(testCase).verdict.isPassed, "our kernel fails too: \(shrunk.line)")
  }

  @Test(arguments: [bugs[0], bugs[15], bugs[17]]) func twiceGivesTheSameBytes(bug: ShrinkableBug) throws {
    let (one, other) = (try bug.shrink().shrunk, try bug.shrink().shrunk)
    #expect(one.line == other.line && one.evaluations == other.evaluations)
  }
}
