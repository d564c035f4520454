public import Foundation

/// A shard of a sweep on its way: what was seen of its first units. As a file it is where a later run goes on.
public struct SweepRun: Equatable, Sendable {
  /// How many units are judged at once, on so many threads: about a second of work.
  private func group(_ jobs: Int) -> Int { report.plan.every < 64 ? max(8, 8 * jobs) : 64 }

  /// The units that are done, of those of the shard, in order.
  public private(set) var done = 0
  public private(set) var report: SweepReport
  private let shard: Shard

  /// Nothing done yet.
  public init(_ sweep: Sweep, shard: Shard = .whole) {
    self.shard = shard
    report = SweepReport(sweep.plan, shard)
  }

  /// The units of the shard.
  public var units: Int { shard.units(of: report.plan.units).underestimatedCount }

  public var isFinished: Bool { done >= units }

  /// Goes on to the end, or until it is stopped; then the report says so, and a later run can go on.
  ///
  /// - Parameters:
  ///   - sweep: what this is a run of.
  ///   - jobs: how many threads; fewer than 1 count as 1, more than 1,024 as 1,024.
  ///   - goesOn: called after each group of units, about a second of work; false stops the run.
  public mutating func finish(_ sweep: Sweep, jobs: Int = 1, goesOn: (SweepRun) throws -> Bool = { _ in true }) throws {
    while !isFinished {
      try advance(sweep, jobs: jobs)
      if try !goesOn(self) { break }
    }
    report.isInterrupted = !isFinished
  }

  /// Judges the next group of units.
  mutating func advance(_ sweep: Sweep, jobs: Int) throws {
    let next = (done..<min(done + group(min(max(1, jobs), 1024)), units)).map { shard.index + $0 * shard.count }
    for (unit, bin) in zip(next, try sweep.judge(next, jobs: jobs)) { report.add(bin, of: unit) }
    done += next.count
  }

  /// The optimizer whose turn is next, and how much is done: for a line of progress.
  public var progress: String {
    let unit = shard.index + min(done, units - 1) * shard.count
    let name = units == 0 ? "" : report.plan.subjects[report.plan.unit(unit).subject].name
    return "\(name) \(formatShare(units == 0 ? 1 : Double(done) / Double(units)))"
  }
}

extension SweepRun {
  private struct State: Codable {
    let schema: String
    let done: Int
    let report: SweepReport
  }

  private static let schema = "optimizer-sweep-state/1"

  /// The state as a file; `digest` is that of all the rest.
  public func state() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // What goes on is not interrupted.
    var report = report
    report.isInterrupted = false
    return try ReportDigest.json(State(schema: Self.schema, done: done, report: report)) { try encoder.encode($0) }
  }

  /// The same shard of the same sweep, where an earlier run left off.
  ///
  /// - Throws: ``MergeError`` for a file that is no state, and for one of another plan or shard.
  public func resumed(from data: Data, path: String) throws(MergeError) -> SweepRun {
    let state = try PartialReports.decode(State.self, path, data)
    guard state.schema == Self.schema else {
      throw .unreadable(path: path, reason: "its schema is \"\(state.schema)\"; allowed: \"\(Self.schema)\"")
    }
    guard state.report.plan == report.plan else {
      throw .differentPlans(paths: [path, "this run"], lines: SweepReport.firstDifference(state.report.plan, report.plan))
    }
    guard state.report.shard == report.shard else {
      throw .differentCounts(paths: [path, "this run"], shards: [state.report.shard ?? .whole, shard])
    }
    if let fault = state.report.fault { throw .unreadable(path: path, reason: fault) }
    guard 0...units ~= state.done else { throw .unreadable(path: path, reason: "done is \(state.done); allowed: 0 to \(units)") }
    if let fault = ReportDigest.fault(data) { throw .unreadable(path: path, reason: fault.reason) }
    var copy = self
    (copy.done, copy.report) = (state.done, state.report)
    return copy
  }

  /// What the state is called in a folder of states.
  public var fileName: String { "sweep-\((try? planHash(report.plan)) ?? "")-\(shard.index)-of-\(shard.count).json" }
}
