import Foundation
import Fuzzing
import KernelVerification
import Registry
import Testing

/// A campaign on somebody's kernel: what it prints is about that kernel, is short, and works as it stands.
@Suite struct OwnKernelCampaignTests {
  /// Adam whose second moment is taken from before the step where the gradient is large.
  @Sendable private static func wrong(_ implementation: Implementation, _ hyperparameters: String) throws
    -> any Candidate
  {
    let honest = try #require(implementation.kernel)
    return ClosureCandidate { x in
      let before = x
      var kernel = try honest(hyperparameters)
      try kernel.step(&x)
      for i in x.v.indices where abs(before.gradients[i]) > 100 { x.v[i] = before.v[i] }
    }
  }

  private static func campaign(_ name: String, cases: Int, _ make: @escaping Campaign.MakeKernel) throws -> Campaign {
    let implementation = try #require(Registry.verifier.implementation(name))
    return try Campaign(
      seed: 1, cases: cases, implementations: [implementation], verifier: Registry.verifier, makeKernel: make)
  }

  /// The text between the first `#"` after `prefix` and the `"#` that ends it.
  private static func literal(after prefix: String, in text: String) throws -> String {
    let start = try #require(text.range(of: prefix + "#\""))
    let rest = text[start.upperBound...]
    let end = try #require(rest.range(of: "\"#"))
    return String(rest[..<end.lowerBound])
  }

  @Test func whatIsPrintedReplaysThatKernel() throws {
    let campaign = try Self.campaign("torch.optim.Adam", cases: 256, Self.wrong)
    let report = campaign.run()
    let text = report.text()
    #expect(report.exitCode == .mismatch && text.contains("FAIL: your kernel on case "))
    #expect(!text.contains("fuzz replay") && !text.contains("swift run"))
    for i in 0..<min(report.sums.failures.count, 10) {
      let failure = report.sums.failures[i]
      let line = try #require(failure.line)
      let again = "  again, in Swift: try campaign.replay("
      #expect(
        text.contains(
          again + (line.utf8.count > 2_000 ? "report.sums.failures[\(i)]); its line has " : "#\"\(line)\"#)\n")))
      #expect(try campaign.replay(failure).exitCode == .mismatch)
      // Which this package's kernel passes: that command would say nothing of theirs.
      #expect(try Registry.verifier.judge(ReplayLine.parse(line)).verdict.isPassed)
    }
  }

  /// The shrunk case, its failure and its test are of that kernel too, and are run as they are printed.
  @Test func whatIsShrunkReplaysThatKernel() throws {
    let campaign = try Self.campaign("torch.optim.Adam", cases: 256, Self.wrong)
    let shrunk = try campaign.shrink(try #require(campaign.run().sums.failures.first))
    #expect(shrunk.swiftTest().contains(".judge(yourKernel(testCase.hyperparameters), on: testCase)"))
    let text = try #require(shrunk.result).failureText
    #expect(
      text.contains("  again: try Registry.verifier.verify(replaying: #\"")
        && text.contains("\"#, kernel: yourKernel)\n"))
    let line = try Self.literal(after: "try Registry.verifier.verify(replaying: ", in: text)
    #expect(line == shrunk.line.text)
    let implementation = try #require(Registry.verifier.implementation("torch.optim.Adam"))
    let hyperparameters = shrunk.testCase.hyperparameters
    let yourKernel: (inout CandidateStep) throws -> Void = { x in
      var kernel = try Self.wrong(implementation, hyperparameters)
      try kernel.step(&x)
    }
    #expect(try Registry.verifier.verify(replaying: line, kernel: yourKernel).exitCode == .mismatch)
    #expect(try campaign.replay(line).exitCode == .mismatch)
    let makeHonest = try #require(implementation.kernel)
    let ourKernel: (inout CandidateStep) throws -> Void = { x in
      var kernel = try makeHonest(hyperparameters)
      try kernel.step(&x)
    }
    let honest = try Registry.verifier.verify(replaying: line, kernel: ourKernel)
    #expect(honest.exitCode == .success)
  }

  /// However many cases fail and however long their lines are.
  @Test func theTextIsShort() throws {
    let text = try Self.campaign("paper.Adam", cases: 64) { _, _ in
      ClosureCandidate { x in for i in x.parameters.indices { x.parameters[i] = 7 } }
    }.run().text()
    let longest = text.split(separator: "\n").map(\.utf8.count).max() ?? 0
    #expect(text.contains("in Swift: try campaign.replay(report.sums.failures["))
    #expect(longest < 2_200 && text.utf8.count < 30_000, "\(longest) of \(text.utf8.count)")
    let ours = CampaignPlan(version: 1, seed: 1, cases: 1, implementations: ["a"], edges: [], properties: [])
    var sums = CampaignSums(of: ours)
    let failure = CampaignFailure(
      .mismatch, at: CampaignPlace(case: 0), implementation: "a", reason: "θ",
      line: String(repeating: "x", count: 258_112))
    sums.note(CampaignPlace(case: 0), of: 0, Tally(), failure: failure)
    #expect(
      CampaignReport(plan: ours, sums: sums).text().contains("\n  its line has 258,112 characters: --json FILE has it"))
  }

  /// A property that does not hold fails again, though every value is within its bound.
  @Test func aPropertyThatDoesNotHoldFailsAgain() throws {
    let campaign = try Self.campaign("paper.AMSGrad", cases: 512) { implementation, json in
      let honest = try #require(implementation.kernel)
      return ClosureCandidate { x in
        var kernel = try honest(json)
        try kernel.step(&x)
        if x.parameters.count > 32 && abs(x.parameters[0]) > 1e-3 { x.parameters[0] = x.parameters[0].nextUp }
      }
    }
    let failure = try #require(campaign.run(jobs: 2).sums.failures.first { $0.kind == .property })
    let report = try campaign.replay(failure)
    #expect(report.exitCode == .mismatch)
    // The first of all that it does not have, be it another.
    #expect(
      report.results[0].reason?.contains(" at step ") == true
        && report.results[0].checks.allSatisfy { $0.mismatch == nil })
    #expect(!report.text().contains("fuzz replay"), "\(report.text())")
  }
}
