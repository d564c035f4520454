import Foundation
import KernelVerification
import ProgramRunner
import Testing

/// `verify merge`, as a user runs it.
@Suite struct MergeTests {
  private static func part(_ shard: Shard) throws -> CampaignReport {
    let plan = CampaignPlan(version: 1, seed: 3, cases: 6, implementations: ["paper.Adam"], edges: ["g = 0"], properties: [])
    var sums = CampaignSums(of: plan)
    for i in shard.units(of: 6) {
      var tally = Tally()
      (tally.elementSteps, tally.comparisons, tally.worstRatio) = (1, 3, 1 / Double(i + 2))
      sums.note(CampaignPlace(case: i), of: 0, tally, failure: nil)
    }
    return CampaignReport(plan: plan, shard: shard, sums: sums)
  }

  @Test func shardsGiveTheBytesOfOneRun() throws {
    try Program.withFolder { folder in
      let paths = try (0..<4).map { k in
        let file = folder.appending(path: "part-\(k).json")
        try Self.part(try Shard(k, of: 4)).json().write(to: file)
        return file.path()
      }
      let joined = folder.appending(path: "joined.json")
      let outcome = try Program.verify.run(["merge"] + paths.reversed() + ["--json", joined.path()])
      let whole = try Self.part(.whole)
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
      #expect(outcome.output == whole.text())
      #expect(try Data(contentsOf: joined) == whole.json())
      let partial = try Program.verify.run(["merge"] + paths.dropFirst())
      #expect(partial.code == 1 && partial.output.isEmpty)
      #expect(partial.errors == "verify: 1 shard of 4 missing: 0/4; allowed: every shard of the plan\n")
    }
  }

  @Test func whatIsNoReportIsSaid() throws {
    try Program.withFolder { folder in
      let absent = try Program.verify.run(["merge", "nowhere.json"], in: folder)
      #expect(absent.code == 6 && absent.errors == "verify: nowhere.json: it is not there, or cannot be read\n")
      // A FIFO that no program writes to is not waited for. The string outlives the call.
      _ = unsafe mkfifo(folder.appending(path: "pipe.json").path(), 0o600)
      let pipe = try Program.verify.run(["merge", "pipe.json"], in: folder)
      #expect(pipe.code == 6 && pipe.errors == "verify: pipe.json: it is not there, or cannot be read\n")
      try Data("[]".utf8).write(to: folder.appending(path: "list.json"))
      let list = try Program.verify.run(["merge", "list.json"], in: folder)
      #expect(list.code == 6 && list.errors == "verify: list.json: it is no JSON object\n")
      try Data(#"{"schema": "optimizer-report/1"}"#.utf8).write(to: folder.appending(path: "report.json"))
      let report = try Program.verify.run(["merge", "report.json"], in: folder)
      #expect(report.code == 6)
      #expect(report.errors.hasPrefix("verify: report.json: its schema is \"optimizer-report/1\"; allowed: \"optimizer-fuzz/1\""))
    }
  }
}
