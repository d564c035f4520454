import KernelVerification
import Testing

/// What is counted belongs to the plan. Only a mistake of the program that counts can make it otherwise, and it ends the process.
@Suite struct CampaignSumsTests {
  private static func plan(_ edges: [String]) -> CampaignPlan {
    CampaignPlan(version: 1, seed: 1, cases: 1, implementations: ["paper.Adam"], edges: edges, properties: ["order"])
  }

  @Test func `sums of one plan add`() {
    var sums = CampaignSums(of: Self.plan(["zero", "overflow"]))
    sums.note(edges: [1, 2])
    sums.note(property: 0, checks: 3)
    sums.add(sums)
    #expect(sums.edges.map(\.count) == [2, 4] && sums.properties.map(\.count) == [6])
  }

  @Test func `counts of other edges end the process`() async {
    await #expect(processExitsWith: .failure) {
      var sums = CampaignSums(of: Self.plan(["zero", "overflow"]))
      sums.note(edges: [1])
    }
  }

  @Test func `sums of another plan end the process`() async {
    await #expect(processExitsWith: .failure) {
      var sums = CampaignSums(of: Self.plan(["zero", "overflow"]))
      sums.add(CampaignSums(of: Self.plan(["zero"])))
    }
  }

  @Test func `an implementation or a property that the plan does not have ends the process`() async {
    await #expect(processExitsWith: .failure) {
      var sums = CampaignSums(of: Self.plan([]))
      sums.note(property: 1, checks: 1)
    }
    await #expect(processExitsWith: .failure) {
      var sums = CampaignSums(of: Self.plan([]))
      sums.note(CampaignPlace(case: 0), of: 1, Tally(), failure: nil)
    }
  }
}
