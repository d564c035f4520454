import CommandLine
import Fuzzing
import KernelVerification
import Registry
import Testing

@testable import fuzz

/// The line of progress of a campaign.
@Suite struct CampaignProgressTests {
  @Test func beforeTheFirstCase() throws {
    let sums = CampaignSums(of: try Self.campaign().plan)
    #expect(sums.worst == nil)
    #expect(CampaignProgress.text(sums, 0) == "0.0 s  0 cases  0.0 M element-steps/s  worst –  edges 0/86  0 failed")
  }

  @Test func afterSomeCases() throws {
    let sums = try Self.campaign().run().sums
    let ratio = try #require(sums.worst?.ratio)
    let reached = sums.edges.count { $0.count >= 10 }
    let (cases, worst) = (formatCount(sums.cases, "case"), fixed(ratio, decimals: 3))
    let expected = "1000.0 s  \(cases)  0.0 M element-steps/s  worst \(worst)  edges \(reached)/86  0 failed"
    #expect(CampaignProgress.text(sums, 1000) == expected)
  }

  /// With the longest numbers of a long run.
  @Test func fits() throws {
    let text = CampaignProgress.text(CampaignSums(of: try Self.campaign().plan), 999_999)
    let longest = text.replacing("0 cases", with: "9,999,999,999 cases").replacing("0.0 M", with: "9999.9 M").replacing(
      "–", with: "9.99e+99")
    #expect(longest.replacing("0 failed", with: "999 failed").count <= StatusLine.width)
  }

  private static func campaign() throws -> Campaign {
    let implementation = try #require(Registry.verifier.implementation("paper.Adam"))
    return try Campaign(seed: 1, cases: 64, implementations: [implementation], verifier: Registry.verifier)
  }
}
