public import Foundation

/// A shard of a sweep on its way: what was seen of its first units. As a file it is where a later run goes on.
public struct SweepRun: Equatable, Sendable {
  /// How many units are judged at once: some seconds of work.
  static let group = 64
  /// How many units lie between two saved states. To write one takes a second once all optimizers are in it.
  var unitsBetweenStates: Int { report.plan.every < 64 ? 256 : 2048 }

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

  /// Goes on to the end.
  ///
  /// - Parameters:
  ///   - sweep: what this is a run of.
  ///   - jobs: how many threads.
  ///   - show: called after each group of units.
  ///   - save: called after some groups, and at the end.
  public mutating func finish(
    _ sweep: Sweep, jobs: Int = 1, show: (SweepRun) -> Void = { _ in }, save: (SweepRun) throws -> Void = { _ in }
  ) throws {
    while !isFinished {
      try advance(sweep, jobs: jobs)
      show(self)
      if isFinished || done % unitsBetweenStates == 0 { try save(self) }
    }
  }

  /// Judges the next group of units.
  mutating func advance(_ sweep: Sweep, jobs: Int) throws {
    let next = (done..<min(done + Self.group, units)).map { shard.index + $0 * shard.count }
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
