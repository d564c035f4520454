extension CampaignReport {
  /// The report as text: a line an implementation, the first failures, the edges and properties in a line each, and a last line that says
  /// how much was compared.
  public func text() -> String {
    var lines = alignedColumns([Self.heading] + sums.rows.filter { $0.cases > 0 }.map(Self.row)) + [""]
    for (i, failure) in sums.failures.prefix(Self.shownFailures).enumerated() { lines += self.lines(failure, i) + [""] }
    if sums.failed > Self.shownFailures {
      lines += ["and \(formatCount(sums.failed - Self.shownFailures, "more failure"))", ""]
    }
    let reached = sums.edges.count { $0.count >= Self.edgeRule.least }
    let unreached = unreachedEdges
    if !sums.edges.isEmpty {
      lines.append(
        "edges: \(reached) of \(formatCount(sums.edges.count)) reached \(Self.edgeRule.least) times or more\(Self.rarest(sums.edges))")
    }
    for edge in unreached { lines.append("short: the edge \(edge.name) was reached \(formatCount(edge.count, "time"))") }
    if !sums.properties.isEmpty {
      let checks = sums.properties.reduce(0) { $0 + $1.count }
      lines.append(
        "properties: \(formatCount(checks, "check")) of \(formatCount(sums.properties.count)), \(formatCount(sums.count(of: .property))) failed"
      )
    }
    lines.append(summary)
    // Names may come from a file.
    return lines.map(printable).joined(separator: "\n") + "\n"
  }

  private static let shownFailures = 10
  private static let heading = ["implementation", "cases", "element-steps", "worst ratio", "at", "infinite", "verdict"]

  private static func row(_ row: CampaignSums.Row) -> [String] {
    let share = row.comparisons == 0 ? 0 : Double(row.infiniteBounds) / Double(row.comparisons)
    return [
      row.implementation, formatCount(row.cases), formatCount(row.elementSteps),
      row.comparisons == 0 ? "–" : formatRatio(row.worst?.ratio ?? 0), row.worst.map(\.place.name) ?? "–", formatShare(share),
      row.failed == 0 ? "pass" : "\(formatCount(row.failed)) fail",
    ]
  }

  private func lines(_ failure: CampaignFailure, _ index: Int) -> [String] {
    let whose = plan.isOfOwnKernel ? "your kernel on " : ""
    return [
      "FAIL: \(whose)\(failure.place.name) (\(failure.implementation)): \(failure.kind.rawValue)",
      "  \(printable(failure.reason))",
    ] + (failure.line.map { ["  \(again($0, index))"] } ?? [])
  }

  /// How a case is judged again by a campaign on a kernel of one's own: a Swift expression, or words where that is
  /// long.
  package static func replay(of line: ReplayLine) -> String {
    line.isShort
      ? "try campaign.replay(\(line.swiftLiteral))"
      : "try campaign.replay(line), with its line of \(formatCount(line.text.utf8.count, "character"))"
  }

  /// How a failure is had again: by a command on this package's kernel, in Swift on one of your own. Short whatever the
  /// line is.
  private func again(_ text: String, _ index: Int) -> String {
    let count = formatCount(text.utf8.count, "character")
    let isShort = text.utf8.count <= ReplayLine.shownLimit
    if plan.isOfOwnKernel {
      guard isShort, let line = (try? ReplayLine.parse(text)).map(ReplayLine.init) else {
        return "again, in Swift: try campaign.replay(report.sums.failures[\(index)]); "
          + "its line has \(count), and campaign.shrink makes it small"
      }
      return "again, in Swift: \(Self.replay(of: line))"
    }
    return isShort
      ? "again: fuzz replay '\(printable(text))'"
      : "its line has \(count): --json FILE has it, and fuzz prints what it shrinks to"
  }

  private static func rarest(_ edges: [CampaignSums.Count]) -> String {
    // Of equals the first, as the plan names them.
    guard let rarest = edges.min(by: { $0.count < $1.count }) else { return "" }
    return "; the rarest, \(rarest.name), \(formatCount(rarest.count, "time"))"
  }

  private var summary: String {
    let part = shard.map { " in shard \($0)" } ?? ""
    let share = sums.comparisons == 0 ? 0 : Double(sums.infiniteBounds) / Double(sums.comparisons)
    return "\(verdict(exitCode, isInterrupted: isInterrupted)): \(formatCount(sums.cases, "case"))\(part), "
      + "\(formatCount(sums.cases - sums.failed)) passed, \(formatCount(sums.failed)) failed; "
      + "\(formatCount(sums.elementSteps, "element-step")), \(formatCount(sums.comparisons, "value")) compared, "
      + "\(formatShare(share)) of bounds infinite; worst ratio \(formatRatio(sums.worst?.ratio ?? 0)); seed \(plan.seed)"
  }
}
