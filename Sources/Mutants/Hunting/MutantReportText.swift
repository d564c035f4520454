import KernelVerification

extension MutantReport {
  /// The report as tables: the bugs, then the tolerances, then what went wrong.
  ///
  /// - Parameter showsLines: whether each bug's failure follows as one line.
  public func text(showsLines: Bool = false) -> String {
    var lines = alignedColumns([["bug", "in", "cases", "worst", "ms", "found by"]] + rows.map(\.cells), left: [0, 1, 5])
    lines.append("")
    lines += alignedColumns(toleranceRows, left: [0])
    for row in tolerances.rows { if let source = row.source { lines.append("  \(row.name): \(source)") } }
    lines.append("")
    if showsLines { for row in rows { if let line = row.line { lines += [row.mutant.name, "  " + line] } } }
    for row in survivors {
      let seeds = row.survived.map { "\($0)" }.joined(separator: ", ")
      lines.append("SURVIVED: \(row.mutant.name), in \(row.mutant.implementation), with seed \(seeds) (\(row.mutant.source))")
    }
    for testCase in falseAlarms { lines.append("FALSE ALARM: \(testCase.implementation), \(testCase.rerun)") }
    lines.append(summary)
    return lines.joined(separator: "\n")
  }

  private var summary: String {
    let middles = rows.compactMap { median($0.cases) }.sorted()
    let first = middles.count { $0 == 1 }
    let found = rows.count - survivors.count
    let state = isInterrupted ? "interrupted after \(formatCount(tolerances.hunts, "hunt")): " : ""
    return
      "\(state)\(found) of \(rows.count) bugs found with each of \(isInterrupted ? "the seeds tried of " : "")\(seeds.count) seeds, the median after \(median(middles) ?? 0) "
      + "(\(first) in the first case); \(falseAlarms.count) false alarms"
  }

  private var toleranceRows: [[String]] {
    let head = [
      "in \(ToleranceTable.casesPerHunt) cases", "hunts that saw the bug", "bugs never seen", "false alarms", "right kernels refused",
    ]
    return [head]
      + tolerances.rows.map { row in
        [
          row.name, Self.share(row.seen, tolerances.hunts), "\(rows.count - row.bugs.count) of \(rows.count)",
          Self.share(row.falseAlarms, tolerances.honestRuns), Self.share(row.refusedKernels, tolerances.honestKernels),
        ]
      }
  }

  private static func share(_ part: Int, _ whole: Int) -> String {
    "\(part) of \(whole)" + (whole == 0 ? "" : " (\(fixed(100 * Double(part) / Double(whole), decimals: 1)) %)")
  }
}

extension MutantReport.Row {
  fileprivate var cells: [String] {
    let (cases, seconds) = (cases, seconds)
    let middle = median(cases).map { "\($0)" } ?? "–"
    let worst = survived.isEmpty ? cases.last.map { "\($0)" } ?? "–" : "∞"
    let time = median(seconds).map { fixed(1000 * $0, decimals: 1) } ?? "–"
    return [
      mutant.name, mutant.implementation, middle, worst, time, verdicts.isEmpty ? "SURVIVED" : verdicts.joined(separator: ", "),
    ]
  }
}
