/// A report as a table: one line an implementation, in the order in which the cases came.
struct Table {
  private var rows: [[String]] = []
  private let evidence: [String: Evidence]

  init(_ report: Report) {
    evidence = report.evidence
    rows.append(["implementation", "cases", "element-steps", "worst ratio", "recorded", "worst ulp", "bias", "infinite", "verdict"])
    var order: [String] = []
    var groups: [String: [CaseResult]] = [:]
    for name in report.results.map(\.implementation) + report.bias.map(\.implementation) where groups[name] == nil {
      order.append(name)
      groups[name] = []
    }
    for result in report.results { groups[result.implementation, default: []].append(result) }
    for name in order {
      rows.append(row(name, groups[name, default: []], report.bias.filter { $0.implementation == name }))
    }
  }

  private func row(_ name: String, _ results: [CaseResult], _ bias: [BiasResult]) -> [String] {
    let kernel = sum(results, .kernel)
    let recording = sum(results, .recording)
    var all = kernel
    all.add(recording)
    let recorded = results.count { $0.isRecorded }
    // What rests on recordings, and of which none was among the cases, rests on nothing that was seen here.
    let basis = recorded == 0 ? evidence[name].flatMap { $0 == .recordings ? nil : $0.rawValue } : nil
    let means = bias.map { $0.elements == 0 ? "–" : formatMean($0.meanUlps) }
    return [
      name, "\(formatCount(results.count)) (\(basis ?? "\(recorded) recorded"))", formatCount(all.elementSteps),
      all.comparisons == 0 ? "–" : formatRatio((kernel.comparisons == 0 ? recording : kernel).worstRatio),
      recording.comparisons == 0 ? "–" : formatRatio(recording.worstRatio), all.comparisons == 0 ? "–" : formatRatio(all.worstUlp),
      means.isEmpty ? "–" : means.joined(separator: " "), formatShare(all.infiniteShare), verdict(results, bias),
    ]
  }

  private func sum(_ results: [CaseResult], _ kind: CheckKind) -> Tally {
    var sum = Tally()
    for result in results { sum.add(CaseResult.tally(result.checks.filter { $0.kind == kind })) }
    return sum
  }

  /// All verdicts that are not a plain pass, with their counts.
  private func verdict(_ results: [CaseResult], _ bias: [BiasResult]) -> String {
    let others: [Verdict] = [.fail, .vacuous, .finding, .acceptable]
    let counts = others.compactMap { verdict in
      let of = verdict == .fail ? bias.count { $0.broken != nil } : verdict == .vacuous ? bias.count(where: \.isVacuous) : 0
      let count = results.count { $0.verdict == verdict } + of
      return count == 0 ? nil : "\(count) \(verdict.rawValue)"
    }
    let words = counts + (bias.contains(where: \.isBiased) ? ["biased"] : [])
    return words.isEmpty ? "pass" : words.joined(separator: ", ")
  }

  /// The lines, columns aligned.
  var lines: [String] { alignedColumns(rows) }
}
