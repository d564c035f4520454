import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

// Testing has a Bug too.
import enum Mutants.Bug

/// The judgement for bias on kernels that are right and on kernels that are not, by ten populations. Where a kernel has several forms the
/// ten are shared among them, for time's sake.
@Suite struct BiasTests {
  #if DEBUG
    // The inner loop.
    private static let (populations, faultyPopulations): (ClosedRange<UInt64>, ClosedRange<UInt64>) = (1...3, 1...2)
  #else
    private static let (populations, faultyPopulations): (ClosedRange<UInt64>, ClosedRange<UInt64>) = (1...10, 1...5)
  #endif

  /// The judgements of a plain kernel, one a seed.
  private func judge(
    _ name: String, _ arrangement: PlainKernel.Arrangement = .plain, _ bug: Bug? = nil, seeds: ClosedRange<UInt64>
  ) throws -> [BiasResult] {
    try seeds.map { seed in
      try Registry.verifier.bias(of: name, seed: seed) { try PlainKernel(name, $0, arrangement: arrangement, bug: bug) }
    }
  }

  /// Far within half an ulp: what is left of a coefficient's 0.3 ulp after 256 draws, four or five times over, is 0.04.
  @Test(arguments: PlainKernel.implementations, Array(PlainKernel.Arrangement.allCases.enumerated()))
  func anHonestKernelPasses(name: String, arrangement: (offset: Int, element: PlainKernel.Arrangement)) throws {
    #if DEBUG
      // The inner loop: each arrangement by a seed of its own.
      let seed = UInt64(arrangement.offset + 1)
      let results = try judge(name, arrangement.element, seeds: seed...seed)
    #else
      let results = try judge(name, arrangement.element, seeds: Self.populations)
    #endif
    #expect(results.allSatisfy { $0.isPassed && $0.elements == 1 << 18 && $0.allowedUlps == 0.5 })
    #expect(results.allSatisfy { abs($0.meanUlps) < 0.2 }, "\(results.map(\.meanUlps))")
  }

  @Test(arguments: PlainKernel.implementations)
  func ourKernelPasses(name: String) throws {
    let results = try Self.populations.map { try Registry.verifier.bias(of: name, seed: $0) }
    #expect(results.allSatisfy { $0.isPassed && abs($0.meanUlps) < 0.2 }, "\(results.map(\.meanUlps))")
  }

  #if !DEBUG
    /// All others, by a population that `verify` does not use. In the inner loop `verify` itself is run.
    @Test(arguments: Registry.implementations.filter { $0.kernel != nil && !PlainKernel.implementations.contains($0.name) }.map(\.name))
    func everyKernelPasses(name: String) throws {
      let result = try Registry.verifier.bias(of: name, seed: 2)
      #expect(result.isPassed, "\(result.meanUlps)")
    }
  #endif

  /// One ulp of the rate is 1/ln 2 · 1/(2 ln 2) = 1.04 ulp of the update on the mean, significands being as they are.
  @Test(arguments: PlainKernel.implementations)
  func aRateOneUlpUpIsCaught(name: String) throws {
    let results = try judge(name, .plain, .learningRateOneUlpUp, seeds: Self.faultyPopulations)
    #expect(results.allSatisfy { $0.isBiased && abs($0.meanUlps - 1.04) < 0.2 }, "\(results.map(\.meanUlps))")
  }

  /// 2⁻²¹ is four ulp at a significand of 1, and 4/ln 2 = 5.77 on the mean.
  @Test(arguments: PlainKernel.implementations)
  func anUnrefinedRootIsCaught(name: String) throws {
    let results = try judge(name, .plain, .reciprocalRootUnrefined, seeds: Self.faultyPopulations)
    #expect(results.allSatisfy { $0.isBiased && abs($0.meanUlps - 5.77) < 0.2 }, "\(results.map(\.meanUlps))")
  }

  /// In lock step no element of either is beyond its bound, on an ordinary case.
  @Test(arguments: ["paper.Adam", "paper.RAdam", "torch.optim.Adam", "torch.optim.RAdam", "kozistr.RAdamOptimizer"])
  func lockStepSeesNeither(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    let testCase = try #require(GeneratedCases.cases(of: implementation).first)
    for bug in [Bug.learningRateOneUlpUp, .reciprocalRootUnrefined] {
      let kernel = try PlainKernel(name, testCase.hyperparameters, bug: bug)
      #expect(try Registry.verifier.judge(kernel, on: testCase).verdict == .pass)
    }
  }

  /// With one set of hyperparameters the constants round one way: a root is still caught.
  @Test(arguments: PlainKernel.implementations)
  func aFixedKernelIsJudgedToo(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    for json in implementation.samples.prefix(1) {
      func bias(_ kernel: any Candidate) throws -> BiasResult? {
        try Registry.verifier.bias(of: name, hyperparameters: json, kernel: kernel)
      }
      let honest = try #require(try bias(PlainKernel(name, json)))
      #expect(honest.isPassed && honest.elements == 1 << 18)
      let root = try #require(try bias(PlainKernel(name, json, bug: .reciprocalRootUnrefined)))
      #expect(root.isBiased, "\(root.meanUlps) of \(root.allowedUlps) for \(json)")
    }
  }

  /// A form for kernels that can be made for any hyperparameters: bias is then judged to half an ulp.
  @Test func aKernelThatCanBeMadeForAnyHyperparameters() throws {
    func report(_ bug: Bug?) throws -> Report {
      try Registry.verifier.verify("torch.optim.AdamW") { h in
        let json = try #require(Registry.verifier.implementation("torch.optim.AdamW")?.dialect?.write(h))
        let kernel = try PlainKernel("torch.optim.AdamW", json, bug: bug)
        return { x in
          var copy = kernel
          copy.step(&x)
        }
      }
    }
    let honest = try report(nil)
    #expect(honest.exitCode == .success && honest.results.count == 20 && honest.bias.count == 1)
    let rate = try report(.learningRateOneUlpUp)
    #expect(rate.exitCode == .biased && rate.failed == 0)
    #expect(rate.text().contains("\n  again: your kernel on bias/torch.optim.AdamW, which is the same at every run\n"))
  }
}
