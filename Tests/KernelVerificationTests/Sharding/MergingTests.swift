import Foundation
import KernelVerification
import Testing

/// Reports of shards, joined to the report of one run.
@Suite struct MergingTests {
  private static let plan = plan(seed: 7)

  private static func plan(seed: UInt64) -> CampaignPlan {
    CampaignPlan(
      version: 1, seed: seed, cases: 40, implementations: ["a.A", "b.B"], edges: ["θ = 0", "g = ∞"], properties: ["a permutation"])
  }

  /// A campaign of eight units of five cases. Failures, infinite ratios and equal ratios among them.
  private static func report(_ shard: Shard, _ plan: CampaignPlan = plan) -> CampaignReport {
    var sums = CampaignSums(of: plan)
    for unit in shard.units(of: 8) {
      for i in unit * 5..<unit * 5 + 5 {
        var tally = Tally()
        tally.elementSteps = i
        tally.comparisons = 2 * i
        tally.worstRatio = i == 13 ? .infinity : i == 22 ? 3.7 : 1 / Double(3 + i % 4)
        let place = CampaignPlace(case: i, mutation: i % 5 == 4 ? 2 : nil)
        let failure: CampaignFailure? =
          tally.worstRatio > 1
          ? CampaignFailure(.mismatch, at: place, implementation: "b.B", reason: "θ is off", ratio: tally.worstRatio, line: "line \(i)")
          : nil
        sums.note(place, of: i == 13 || i == 22 ? 1 : unit % 2, tally, failure: failure)
      }
      sums.note(edges: [unit, 1])
      sums.note(property: 0, checks: 3)
    }
    return CampaignReport(plan: plan, shard: shard, sums: sums)
  }

  /// A name of a file cannot move a terminal's cursor or begin a line of its own.
  @Test func namesOfAFileArePrintedEscaped() {
    let names = ["a\u{1b}[2J", "b\nall good"]
    let plan = CampaignPlan(version: 1, seed: 1, cases: 2, implementations: names, edges: names, properties: [])
    var sums = CampaignSums(of: plan)
    for i in 0..<2 {
      var tally = Tally()
      (tally.elementSteps, tally.comparisons, tally.worstRatio) = (1, 1, 0.5)
      sums.note(CampaignPlace(case: i), of: i, tally, failure: nil)
    }
    let text = CampaignReport(plan: plan, shard: .whole, sums: sums).text()
    #expect(text.contains("a\\u{1b}[2J") && !text.unicodeScalars.contains("\u{1b}"))
    #expect(text.contains("b all good"))
  }

  private static func files(_ reports: [CampaignReport]) throws -> [(path: String, data: Data)] {
    try reports.enumerated().map { ("part-\($0).json", try $1.json()) }
  }

  @Test(arguments: [1, 2, 3, 8, 16])
  func anyShardsInAnyOrderGiveTheBytesOfOneRun(count: Int) throws {
    let whole = Self.report(.whole)
    let files = try Self.files((0..<count).map { Self.report(try Shard($0, of: count)) })
    for order in [files, files.reversed(), files.sorted { ($0.path.count, $1.path) > ($1.path.count, $0.path) }] {
      let merged = try PartialReports.merged(order)
      #expect(try merged.json() == whole.json())
      #expect(merged.text() == whole.text() && merged.exitCode == .mismatch)
    }
  }

  @Test func theReportHasWhatReadersExpect() throws {
    let json = try #require(try JSONSerialization.jsonObject(with: Self.report(.whole).json()) as? [String: Any])
    #expect(json["schema"] as? String == "optimizer-fuzz/1" && json["shard"] is NSNull)
    #expect(json["cases"] as? Int == 40 && json["passed"] as? Int == 38 && json["failed"] as? Int == 2)
    #expect(json["elementSteps"] as? Int == (0..<40).reduce(0, +) && json["worstRatio"] is NSNull)
    let results = try #require(json["results"] as? [[String: Any]])
    #expect(results.map { $0["name"] as? String } == ["case 13", "case 22"])
    #expect(results.map { $0["verdict"] as? String } == ["fail", "fail"] && results[1]["worstRatio"] as? Double == 3.7)
    #expect(Self.report(.whole).sums.worst == WorstPlace(ratio: .infinity, place: CampaignPlace(case: 13)))
  }

  /// Of equal ratios the first place counts, whatever was added first.
  @Test func theFirstOfEqualsIsTheWorst() throws {
    let places = [5, 2, 9].map { CampaignPlace(case: $0) } + [CampaignPlace(case: 2, mutation: 0)]
    for order in [places, places.reversed()] {
      var sums = CampaignSums(of: Self.plan)
      var tally = Tally()
      tally.worstRatio = 0.5
      for place in order { sums.note(place, of: 0, tally, failure: nil) }
      #expect(sums.worst?.place == CampaignPlace(case: 2))
    }
  }

  /// A shard keeps the first of its failures: those of all shards still hold the first of the whole run.
  @Test func moreFailuresThanAreKept() throws {
    func report(_ shard: Shard) -> CampaignReport {
      var sums = CampaignSums(of: Self.plan)
      for i in shard.units(of: 3000) {
        let place = CampaignPlace(case: i)
        sums.note(
          place, of: 0, Tally(), failure: CampaignFailure(i == 2999 ? .unsteady : .mismatch, at: place, implementation: "a.A", reason: ""))
      }
      return CampaignReport(plan: Self.plan, shard: shard, sums: sums)
    }
    let merged = try PartialReports.merged(Self.files([report(try Shard(1, of: 2)), report(try Shard(0, of: 2))]))
    #expect(try merged.json() == report(.whole).json())
    #expect(merged.exitCode == .notDeterministic, "the failure that is not kept decides all the same")
  }

  @Test func edgesAreAskedOfAWholeLargeCampaignOnly() throws {
    func report(cases: Int, _ shard: Shard) -> CampaignReport {
      let plan = CampaignPlan(version: 1, seed: 1, cases: cases, implementations: ["a"], edges: ["rare", "common"], properties: [])
      var sums = CampaignSums(of: plan)
      sums.note(CampaignPlace(case: 0), of: 0, Tally(), failure: nil)
      sums.note(edges: [9, 10])
      return CampaignReport(plan: plan, shard: shard, sums: sums)
    }
    #expect(report(cases: 1_000_000, .whole).exitCode == .vacuous)
    #expect(report(cases: 1_000_000, .whole).text().contains("short: the edge rare was reached 9 times\n"))
    #expect(report(cases: 999_999, .whole).exitCode == .success)
    #expect(report(cases: 1_000_000, try Shard(0, of: 2)).exitCode == .success)
  }

  @Test func shardsThatDoNotBelongTogetherAreRefused() throws {
    func message(_ reports: [CampaignReport]) throws -> String? {
      let files = try Self.files(reports)
      let error = #expect(throws: MergeError.self) { try PartialReports.merged(files) }
      #expect(error?.exitCode == .usage)
      return error?.description
    }
    let parts = try (0..<3).map { Self.report(try Shard($0, of: 3)) }
    #expect(
      try message([parts[0], parts[1], Self.report(try Shard(2, of: 3), Self.plan(seed: 8))])
        == "part-0.json and part-2.json are of different plans: \"seed\" : 7 and \"seed\" : 8; allowed: shards of one plan")
    #expect(
      try message([parts[0], parts[1], parts[2], parts[1]])
        == "part-1.json and part-3.json are both shard 1/3; allowed: each shard once")
    #expect(try message([parts[0], parts[2]]) == "1 shard of 3 missing: 1/3; allowed: every shard of the plan")
    #expect(
      try message([parts[0], Self.report(try Shard(1, of: 4))])
        == "part-0.json and part-1.json are shards 0/3 and 1/4; allowed: shards of one number")
    #expect(
      try message([Self.report(.whole), Self.report(.whole)])
        == "part-0.json and part-1.json are both shard 0/1; allowed: each shard once")
  }

  @Test(arguments: [
    ("\"seed\" : 7", "\"seed\" : 8", "its planHash is \""),
    (
      "\"schema\" : \"optimizer-fuzz/1\"", "\"schema\" : \"optimizer-fuzz/2\"",
      "its schema is \"optimizer-fuzz/2\"; allowed: \"optimizer-fuzz/1\", \"optimizer-sweep/1\""
    ),
    ("\"shard\" : null", "\"shard\" : \"3/3\"", "shard: \"3/3\" is no shard; allowed: "),
    ("\"count\" : 28", "\"count\" : -28", "a count is below 0 or above 2⁵³, or all are above 2⁶¹"),
    ("\"schema\" : \"optimizer-fuzz/1\"", "\"schema\" : \"\(String(repeating: "x", count: 1_000_000))\"", "its schema is \"xxx"),
    ("\"count\" : 28", "\"count\" : 9223372036854775807", "a count is below 0 or above 2⁵³, or all are above 2⁶¹"),
    ("\"count\" : 28", "\"count\" : 1.5", "it is not JSON, or holds a number that is no count"),
    ("\"name\" : \"θ = 0\"", "\"name\" : \"θ = 1\"", "it does not count what its plan names"),
    ("\"elementSteps\" : ", "\"elements\" : ", "implementations.0.elementSteps is missing"),
    ("{", "", "it is not JSON"),
  ])
  func damagedFilesAreRefused(found: String, replacement: String, message: String) throws {
    var text = String(decoding: try Self.report(.whole).json(), as: UTF8.self)
    // The plan names an edge too: what is damaged is the last.
    let range = try #require(found == "{" ? text.range(of: found) : text.range(of: found, options: .backwards))
    if found.hasPrefix("\"elementSteps") {
      text = text.replacing(found, with: replacement)
    } else {
      text.replaceSubrange(range, with: replacement)
    }
    let error = #expect(throws: MergeError.self) { try PartialReports.merged([("part.json", Data(text.utf8))]) }
    #expect(error?.exitCode == .unreadableInput)
    #expect(error?.description.hasPrefix("part.json: \(message)") == true, "\(error?.description ?? "")")
    #expect((error?.description.utf8.count ?? 0) < 4000)
  }

  /// Each count is one that a report may have, and together they come near the last number.
  @Test func countsAddUpWithRoom() throws {
    for (edges, isTaken) in [(200, true), (300, false), (1020, false)] {
      let plan = CampaignPlan(
        version: 1, seed: 1, cases: 1, implementations: ["a"], edges: (0..<edges).map { "e\($0)" }, properties: [])
      var sums = CampaignSums(of: plan)
      sums.note(edges: [Int](repeating: 1 << 53, count: edges))
      let fault = CampaignReport(plan: plan, sums: sums).fault
      #expect(fault == (isTaken ? nil : "a count is below 0 or above 2⁵³, or all are above 2⁶¹"))
    }
  }

  /// One value of a report is another: no such file is taken, and of most of them the digest alone tells.
  @Test func anEditedReportIsRefused() throws {
    let parts = try Self.files((0..<2).map { Self.report(try Shard($0, of: 2)) })
    let edits = try EditedReport.all(of: parts[1].data)
    #expect(edits.count > 50)
    var foundByDigest = 0
    for edit in edits {
      let files = [parts[0], ("edited.json", edit.data)]
      let error = #expect(throws: MergeError.self, "\(edit.path)") { try PartialReports.merged(files) }
      #expect(error?.exitCode == .unreadableInput || edit.path == "schema", "\(edit.path): \(error?.description ?? "")")
      if error?.description.contains("it was edited or damaged: its digest is \"") == true { foundByDigest += 1 }
    }
    #expect(foundByDigest > 20, "\(foundByDigest) of \(edits.count)")
  }

  /// White space, the order of members and the way in which numbers are written say nothing.
  @Test func aReportThatIsWrittenOtherwiseIsTaken() throws {
    let whole = Self.report(.whole)
    let file = try JSONSerialization.jsonObject(with: whole.json())
    #expect(try PartialReports.merged([("compact.json", EditedReport.compact(file))]).json() == whole.json())
    let text = String(decoding: try whole.json(), as: UTF8.self)
      .replacing("\"worstRatio\" : 3.7", with: "\"worstRatio\":0.37e1")
    #expect(text.contains("0.37e1"))
    #expect(try PartialReports.merged([("other.json", Data(text.utf8))]).json() == whole.json())
  }

  @Test func aReportWithoutItsDigestIsRefused() throws {
    var file = try #require(try JSONSerialization.jsonObject(with: Self.report(.whole).json()) as? [String: Any])
    file["digest"] = nil
    let data = try EditedReport.compact(file)
    let error = #expect(throws: MergeError.self) { try PartialReports.merged([("part.json", data)]) }
    #expect(error?.description == "part.json: digest is missing")
  }

  /// What ended with its time has no plan that a shard could share.
  @Test func aTimedRunIsNotMergeable() throws {
    let plan = CampaignPlan(version: 1, seed: 1, cases: nil, implementations: ["a"], edges: [], properties: [])
    let file = try CampaignReport(plan: plan, sums: CampaignSums(of: plan)).json()
    let error = #expect(throws: MergeError.self) { try PartialReports.merged([("part.json", file)]) }
    #expect(error?.description == "part.json: it ended with its time: no other run continues it")
  }
}
