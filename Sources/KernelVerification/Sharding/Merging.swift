import Foundation

/// Why reports cannot be joined.
public enum MergeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file that is no partial report, and why.
  case unreadable(path: String, reason: String)
  /// Two files of different plans; the first line of their plans that differs.
  case differentPlans(paths: [String], lines: [String])
  /// Two files of plans that were split into different numbers of shards.
  case differentCounts(paths: [String], shards: [Shard])
  /// The same shard twice.
  case duplicate(shard: Shard, paths: [String])
  /// Shards that no file has.
  case missing(shards: [Shard])

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(printable(path)): \(brief(reason))"
    case .differentPlans(let paths, let lines):
      "\(names(paths)) are of different plans: \(lines.map(brief).joined(separator: " and ")); allowed: shards of one plan"
    case .differentCounts(let paths, let shards):
      "\(names(paths)) are shards \(shards[0]) and \(shards[1]); allowed: shards of one number"
    case .duplicate(let shard, let paths): "\(names(paths)) are both shard \(shard); allowed: each shard once"
    case .missing(let shards):
      "\(formatCount(shards.count, "shard")) of \(shards[0].count) missing: \(shards.prefix(10).map { "\($0)" }.joined(separator: ", "))"
        + (shards.count > 10 ? ", …" : "") + "; allowed: every shard of the plan"
    }
  }

  /// How a program ends that was given such files.
  public var exitCode: ExitCode {
    if case .unreadable = self { .unreadableInput } else { .usage }
  }

  private func names(_ paths: [String]) -> String { paths.map(printable).joined(separator: " and ") }
}

/// A report with the name of the file that it was read from.
public struct ReportFile<Report: MergeableReport>: Sendable {
  public let path: String
  public let report: Report

  public init(path: String, report: Report) { (self.path, self.report) = (path, report) }
}

extension MergeableReport {
  /// The report of the whole plan, whatever order the files of its shards come in. One report of a whole run is its own.
  ///
  /// - Throws: ``MergeError`` for files of different plans, and for shards that are there twice or not at all.
  public static func merged(_ files: [ReportFile<Self>]) throws(MergeError) -> Self {
    guard let first = files.first else { throw .missing(shards: [.whole]) }
    for file in files.dropFirst() where file.report.plan != first.report.plan {
      throw .differentPlans(paths: [first.path, file.path], lines: firstDifference(first.report.plan, file.report.plan))
    }
    let shards = files.map { $0.report.shard ?? .whole }
    if let other = shards.indices.first(where: { shards[$0].count != shards[0].count }) {
      throw .differentCounts(paths: [first.path, files[other].path], shards: [shards[0], shards[other]])
    }
    var found: [Int: Int] = [:]
    for (i, shard) in shards.enumerated() {
      if let earlier = found.updateValue(i, forKey: shard.index) {
        throw .duplicate(shard: shard, paths: [files[earlier].path, files[i].path])
      }
    }
    let count = shards[0].count
    let missing = (0..<count).filter { found[$0] == nil }
    if !missing.isEmpty { throw .missing(shards: missing.compactMap { try? Shard($0, of: count) }) }
    var whole = first.report
    whole.shard = nil
    for file in files.dropFirst() {
      whole.add(file.report)
      if let fault = whole.fault { throw .unreadable(path: file.path, reason: "added to the others, \(fault)") }
    }
    return whole
  }

  /// The first lines in which two plans differ, as their JSON has them.
  static func firstDifference(_ a: Plan, _ b: Plan) -> [String] {
    func lines(_ plan: Plan) -> [Substring] {
      (try? canonicalJSON(plan)).map { String(decoding: $0, as: UTF8.self) }?.split(separator: "\n") ?? []
    }
    let (a, b) = (lines(a), lines(b))
    let i = zip(a, b).prefix { $0 == $1 }.count
    return [a, b].map { i < $0.count ? $0[i].trimmingCharacters(in: [" ", ","]) : "nothing more" }
  }
}
