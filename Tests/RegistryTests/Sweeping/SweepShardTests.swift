import Foundation
import KernelVerification
import Registry
import Testing

/// Sweeps in parts, by threads, and in two goes: all give the bytes of one.
@Suite struct SweepShardTests {
  private static let sweep = Result {
    try Sweep(["paper.Adam", "paper.RAdam"].compactMap(Registry.verifier.implementation), every: 1 << 20)
  }

  private static func run(_ shard: Shard, jobs: Int = 1) throws -> SweepReport {
    let sweep = try sweep.get()
    var run = SweepRun(sweep, shard: shard)
    try run.finish(sweep, jobs: jobs)
    return run.report
  }

  @Test func shardsAndThreadsGiveTheBytesOfOneRun() throws {
    let whole = try Self.run(.whole)
    #expect(whole.exitCode == .success, "\(whole.text())")
    #expect(try Self.run(.whole, jobs: 3).json() == whole.json())
    let parts = try (0..<5).map { k in ("part-\(k)", try Self.run(try Shard(k, of: 5), jobs: 1 + k % 2).json()) }
    let merged = try PartialReports.merged(parts.reversed().map { (path: $0.0, data: $0.1) })
    #expect(try merged.json() == whole.json() && merged.text() == whole.text())
  }

  @Test func aRunThatWasStoppedGoesOn() throws {
    let sweep = try Sweep(Array(Sweep.eligible(Registry.implementations).prefix(20)), every: 1 << 20)
    let fresh = SweepRun(sweep, shard: try Shard(1, of: 2))
    var states: [Data] = []
    var stopped = fresh
    try stopped.finish(sweep) { run in
      states.append(try run.state())
      return states.count < 64
    }
    let report = stopped.report
    #expect(report.isInterrupted && report.exitCode == .interrupted && report.text().contains("\ninterrupted, good until then: "))
    #expect(throws: MergeError.unreadable(path: "a.json", reason: "it was interrupted: run it to its end")) {
      try PartialReports.merged([("a.json", report.json())])
    }
    var again = try fresh.resumed(from: try #require(states.last), path: "state.json")
    #expect(again.done == stopped.done && again.done == 4096 && again.units == 5120 && !again.report.isInterrupted)
    try again.finish(sweep)
    var whole = fresh
    try whole.finish(sweep)
    #expect(try again.report.json() == whole.report.json())
  }

  /// One number or text of a part, or of a state, is another: the digest tells, whatever it is.
  @Test func anEditedPartOrStateIsRefused() throws {
    let sweep = try Self.sweep.get()
    var run = SweepRun(sweep, shard: try Shard(3, of: 512))
    let fresh = run
    try run.finish(sweep)
    let (part, state) = (try run.report.json(), try run.state())
    func edited(_ data: Data) throws -> [(key: String, data: Data)] {
      let text = String(decoding: data, as: UTF8.self)
      // Each value that is a number or a text, as the text has it.
      return text.matches(of: /"(\w+)" ?: ?(?:(-?[0-9.e+-]+)|"([^"]*)")/).map { match in
        var copy = text
        let value = match.output.2 ?? match.output.3 ?? ""
        copy.replaceSubrange(value.startIndex..<value.endIndex, with: (match.output.2 == nil ? "x" : "1") + value)
        return (String(match.output.1), Data(copy.utf8))
      }
    }
    let (parts, states) = (try edited(part), try edited(state))
    #expect(parts.count > 40 && states.count > 40)
    for (key, data) in parts {
      let error = #expect(throws: MergeError.self, "\(key)") { try SweepReport.read(data) }
      #expect(error?.exitCode == .unreadableInput, "\(key)")
    }
    for (key, data) in states {
      #expect(throws: MergeError.self, "\(key)") { try fresh.resumed(from: data, path: "state.json") }
    }
    #expect(try SweepReport.read(part) == run.report)
    #expect(try fresh.resumed(from: state, path: "state.json") == run)
  }

  @Test func aStateOfAnotherRunIsRefused() throws {
    let sweep = try Self.sweep.get()
    let state = try SweepRun(sweep, shard: try Shard(1, of: 3)).state()
    let other = try Sweep([#require(Registry.verifier.implementation("paper.Adam"))], every: 1 << 19)
    func message(_ run: SweepRun, _ data: Data) -> String? {
      #expect(throws: MergeError.self) { try run.resumed(from: data, path: "state.json") }?.description
    }
    #expect(
      message(SweepRun(other, shard: try Shard(1, of: 3)), state)
        == "state.json and this run are of different plans: \"every\" : 1048576 and \"every\" : 524288; allowed: shards of one plan")
    #expect(
      message(SweepRun(sweep, shard: try Shard(2, of: 3)), state)
        == "state.json and this run are shards 1/3 and 2/3; allowed: shards of one number")
    #expect(message(SweepRun(sweep), Data("{}".utf8)) == "state.json: schema is missing")
    let text = String(decoding: state, as: UTF8.self).replacing("\"done\":0", with: "\"done\":100000")
    #expect(message(SweepRun(sweep, shard: try Shard(1, of: 3)), Data(text.utf8)) == "state.json: done is 100000; allowed: 0 to 341")
  }
}

extension SweepReport {
  /// One part alone: where only other parts are missing it is good.
  fileprivate static func read(_ data: Data) throws(MergeError) -> SweepReport? {
    do throws(MergeError) {
      return try PartialReports.merged([("part.json", data)]) as? SweepReport
    } catch MergeError.missing {
      return try? JSONDecoder().decode(SweepReport.self, from: data)
    }
  }
}
