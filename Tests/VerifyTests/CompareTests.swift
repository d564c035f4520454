import Foundation
import ProgramRunner
import Testing

/// `verify compare`, as a user runs it.
@Suite struct CompareTests {
  @Test func twoImplementations() throws {
    try Program.withFolder { folder in
      let file = folder.appending(path: "comparison.json")
      let outcome = try Program.verify.run(["compare", "paper.RAdam", "torch.optim.RAdam", "--json", file.path()])
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
      #expect(outcome.output.hasPrefix("paper.RAdam and torch.optim.RAdam part first at step 5 of:\n"))
      let rows = outcome.output.split(separator: "\n").map { $0.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) } }
      #expect(rows.contains { $0.prefix(3) == ["ε", "none", "√v + ε, then corrected"] })
      #expect(rows.contains { $0.prefix(3) == ["threshold", "ρt > 4", "ρt > 5"] })
      let json = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
      #expect(json["schema"] as? String == "optimizer-comparison/1")
      #expect((json["parting"] as? [String: Any])?["step"] as? Int == 5)
      #expect((json["differences"] as? [[String: Any]])?.map { $0["axis"] as? String } == ["ε", "threshold"])
    }
  }

  @Test func theREADMEShowsOne() throws {
    let outcome = try Program.verify.run(["compare", "torch.optim.RAdam", "tfa.optimizers.RectifiedAdam"])
    let page = try String(contentsOf: Program.package.appending(path: "README.md"), encoding: .utf8)
    #expect(page.contains("```\n\(outcome.output)```\n"), "\(outcome.output)")
  }

  @Test func allPairs() throws {
    try Program.withFolder { folder in
      let files = ["a.json", "b.json"].map { folder.appending(path: $0) }
      let outcomes = try files.map { try Program.verify.run(["compare", "--all", "--json", $0.path()]) }
      #expect(outcomes[0].code == 0 && outcomes[0].errors.isEmpty)
      #expect(outcomes[0].output.contains(/\n 1 +· paper\.Adam\n/))
      #expect(outcomes[0].output == outcomes[1].output)
      #expect(try Data(contentsOf: files[0]) == Data(contentsOf: files[1]))
      let json = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: files[0])) as? [String: Any])
      let names = try #require(json["names"] as? [String])
      let pairs = try #require(json["pairs"] as? [[String: Any]])
      #expect(pairs.count == names.count * (names.count - 1) / 2)
      let adams = try #require(pairs.first { $0["names"] as? [String] == ["torch.optim.Adam", "torch.optim.AdamW"] })
      #expect(adams["step"] == nil && adams["stepWithOption"] as? Int == 1)
    }
  }
}
