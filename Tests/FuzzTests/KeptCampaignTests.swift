import Foundation
import Fuzzing
import KernelVerification
import Registry
import Testing

/// The kept report of a long run is of the implementations, edges and properties of today, and says that all is good.
@Suite struct KeptCampaignTests {
  @Test func aThousandMillionElementSteps() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: package.appending(path: "Vectors/Campaigns/million.json"))
    let report = try JSONDecoder().decode(CampaignReport.self, from: data)
    #expect(report.fault == nil && report.shard == nil)
    #expect(report.sums.elementSteps >= 1_000_000_000)
    #expect(report.exitCode == .success && report.sums.failed == 0 && report.unreachedEdges.isEmpty)
    let today = try Campaign(
      seed: report.plan.seed, cases: report.plan.cases, implementations: Registry.implementations.filter { $0.kernel != nil },
      verifier: Registry.verifier)
    #expect(report.plan == today.plan)
  }
}
