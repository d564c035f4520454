import Foundation
import Fuzzing
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// The loop: what it finds, that it raises no false alarm, and that nothing but the plan decides what it prints.
@Suite struct CampaignTests {
  private static let all = Registry.implementations.filter { $0.kernel != nil }
  private static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// The same cases every time.
  @Test func ourKernelsPass() throws {
    #if DEBUG
      // The inner loop.
      let cases = 2_368
    #else
      let cases = 9_472
    #endif
    let campaign = try Campaign(seed: 1, cases: cases, implementations: Self.all, verifier: Registry.verifier)
    let report = campaign.run(jobs: Self.cores)
    #expect(report.exitCode == .success, "\(report.text())")
    #expect(report.sums.cases > cases && report.sums.elementSteps > 1_000 * cases)
    // Those of one optimizer alone come up in longer runs.
    #expect(report.sums.properties.count { $0.count > 0 } >= 6, "\(report.sums.properties)")
    #expect(report.sums.edges.count { $0.count > 0 } >= 80)
    #expect(Double(report.sums.infiniteBounds) < 0.01 * Double(report.sums.comparisons))
  }

  @Test func threadsAndShardsGiveTheBytesOfOneRun() throws {
    let some = Self.all.enumerated().filter { $0.offset % 9 == 0 }.map(\.element)
    let campaign = try Campaign(seed: 7, cases: 300, implementations: some, verifier: Registry.verifier)
    let whole = campaign.run()
    let threads = campaign.run(jobs: 3)
    #expect(threads == whole)
    #expect(try threads.json() == whole.json() && threads.text() == whole.text())
    let parts = try (0..<3).map { k in
      ReportFile(path: "part-\(k)", report: campaign.run(shard: try Shard(k, of: 3), jobs: 1))
    }
    #expect(try CampaignReport.merged(parts.reversed()).json() == whole.json())
    let other = try Campaign(seed: 8, cases: 300, implementations: some, verifier: Registry.verifier).run()
    #expect(other.sums != whole.sums)
  }

  /// A bug of somebody who has not read the catalogue: the second moment is taken from before the step where the gradient is large.
  @Test func findsAStrangersBugAndShrinksIt() throws {
    let implementation = try #require(Registry.verifier.implementation("torch.optim.Adam"))
    let make: Campaign.MakeKernel = { implementation, hyperparameters in
      let honest = try #require(implementation.kernel)
      return ClosureCandidate { x in
        let before = x
        var kernel = try honest(hyperparameters)
        try kernel.step(&x)
        for i in x.v.indices where abs(before.gradients[i]) > 100 { x.v[i] = before.v[i] }
      }
    }
    let campaign = try Campaign(seed: 1, cases: 128, implementations: [implementation], verifier: Registry.verifier, makeKernel: make)
    let report = campaign.run(jobs: Self.cores)
    #expect(report.exitCode == .mismatch)
    let first = try #require(report.sums.failures.first)
    let testCase = try ReplayLine.parse(try #require(first.line))
    let verifier = Registry.verifier.withoutSearch
    let shrinker = Shrinker(implementation, verifier: verifier) { try make(implementation, $0) }
    let shrunk = try shrinker.shrink(testCase) { try verifier.judge(make(implementation, $0.hyperparameters), on: $0) }
    #expect(shrunk.testCase.steps == 1 && shrunk.testCase.tensors.map(\.count) == [1])
    #expect(shrunk.evaluations < 500)
  }

  @Test func aKernelThatThrowsIsBroken() throws {
    struct Refusal: Error {}
    let implementation = try #require(Registry.verifier.implementation("paper.Adam"))
    let campaign = try Campaign(seed: 1, cases: 64, implementations: [implementation], verifier: Registry.verifier) { _, _ in
      throw Refusal()
    }
    #expect(campaign.run().exitCode == .brokenCandidate)
  }

  /// A property is looked for in the loop: a kernel that sees its neighbours is within the bound, and fails.
  @Test func aPropertyThatDoesNotHoldFails() throws {
    let implementation = try #require(Registry.verifier.implementation("paper.AMSGrad"))
    let campaign = try Campaign(seed: 3, cases: 512, implementations: [implementation], verifier: Registry.verifier) {
      implementation, json in
      let honest = try #require(implementation.kernel)
      return ClosureCandidate { x in
        var kernel = try honest(json)
        try kernel.step(&x)
        // An ulp of θ, where there is another element: within the bound, nearly everywhere.
        if x.parameters.count > 32 && abs(x.parameters[0]) > 1e-3 { x.parameters[0] = x.parameters[0].nextUp }
      }
    }
    let report = campaign.run(jobs: Self.cores)
    #expect(report.sums.count(of: .property) > 0, "\(report.text())")
  }

  @Test(arguments: [0, -1, Campaign.mostCases + 1, .min, .max]) func aNumberOfCasesThatNoPlanHasIsRefused(cases: Int) {
    #expect(throws: CampaignError.cases(cases)) {
      try Campaign(seed: 1, cases: cases, implementations: Self.all, verifier: Registry.verifier)
    }
  }

  @Test func withoutAnImplementationThereIsNone() {
    #expect(throws: CampaignError.noImplementations) {
      try Campaign(seed: 1, cases: 1, implementations: [], verifier: Registry.verifier)
    }
  }

  /// What stopped before its cases were done is neither all good nor a part of the plan.
  @Test func aStoppedRunSaysSo() throws {
    let implementation = try #require(Registry.verifier.implementation("paper.Adam"))
    let campaign = try Campaign(seed: 1, cases: 1 << 20, implementations: [implementation], verifier: Registry.verifier)
    for answer in [Campaign.Next.interrupt, .end] {
      let report = campaign.run(jobs: 0) { $0.batches == 0 ? .goOn : answer }
      #expect(report.isInterrupted && report.sums.cases > 0 && report.exitCode == .interrupted)
      #expect(report.unreachedEdges.isEmpty && report.text().contains("\ninterrupted, good until then: "))
      let (read, data) = (try JSONDecoder().decode(CampaignReport.self, from: report.json()), try report.json())
      #expect(read == report && String(decoding: data, as: UTF8.self).contains("\"interrupted\" : true"))
      #expect(throws: MergeError.unreadable(path: "a.json", reason: "it was interrupted: run it to its end")) {
        try PartialReports.merged([("a.json", data)])
      }
    }
  }

  /// What was found counts for more than that the run was stopped.
  @Test func aStoppedRunTellsWhatItFound() throws {
    struct Refusal: Error {}
    let implementation = try #require(Registry.verifier.implementation("paper.Adam"))
    let campaign = try Campaign(seed: 1, cases: nil, implementations: [implementation], verifier: Registry.verifier) { _, _ in
      throw Refusal()
    }
    let report = campaign.run(jobs: 1) { $0.batches == 0 ? .goOn : .interrupt }
    #expect(report.exitCode == .brokenCandidate && report.text().contains("\nNOT good, and interrupted: "))
    let whole = campaign.run(jobs: 1) { $0.batches == 0 ? .goOn : .end }
    #expect(!whole.isInterrupted && whole.text().contains("\nNOT good: "))
  }

  /// A campaign of no number of cases has no end: to run the whole of it is a fault of the caller, and is told so.
  @Test func aWholeRunNeedsANumberOfCases() async {
    let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let implementation = try #require(Registry.verifier.implementation("paper.Adam"))
      _ = try Campaign(seed: 1, cases: nil, implementations: [implementation], verifier: Registry.verifier).run()
    }
    let text = String(decoding: outcome?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("a campaign without an end runs by batches"))
  }
}
