extension SweepReport {
  /// The report as text: a line an optimizer, the first failures, and a last line that says how much was compared.
  public func text() -> String {
    let subjects = plan.subjects.enumerated().map { (subject: $1, total: total(of: $0)) }.filter { $0.total.gradients > 0 }
    var lines = alignedColumns([Self.heading] + subjects.map(Self.row)) + [""]
    for (subject, total) in subjects {
      if let broken = total.broken { lines += Self.failure(subject, broken, total) + [""] }
      if let failure = total.failure { lines += Self.failure(subject, failure, total) + [""] }
    }
    for name in empty { lines.append("short: not one value of \(name) was compared") }
    lines.append(summary)
    // Names may come from a file.
    return lines.map(printable).joined(separator: "\n") + "\n"
  }

  private static let heading = [
    "optimizer", "gradients", "values compared", "overflow admitted", "open", "looked at closely", "no bound", "worst ratio", "at",
    "verdict",
  ]

  private static func row(_ subject: SweepPlan.Subject, _ total: SweepBin) -> [String] {
    [
      subject.name, formatCount(total.gradients), formatCount(total.comparisons), formatCount(total.overflows), formatCount(total.open),
      formatCount(total.lookedAt), formatCount(total.noBound), total.worst.map { formatRatio($0.ratio) } ?? "–",
      total.worst.map { hexadecimal($0.gradient) } ?? "–", total.failed == 0 ? "pass" : "\(formatCount(total.failed)) fail",
    ]
  }

  private static func failure(_ subject: SweepPlan.Subject, _ failure: SweepBin.Failure, _ total: SweepBin) -> [String] {
    [
      "FAIL: \(subject.name): \(formatCount(total.failed, "gradient")), the first \(hexadecimal(failure.gradient))",
      "  \(printable(failure.reason))", "  \(subject.variant), hyperparameters \(oneLine(subject.hyperparameters))",
      "  again: swift run -c release verify sweep --optimizer \(subject.name)",
    ]
  }

  private var summary: String {
    let sum = total
    let part = shard.map { ", shard \($0)" } ?? ""
    let which = plan.every == 1 ? "" : ", each \(formatCount(plan.every))-th"
    return "\(verdict(exitCode, isInterrupted: isInterrupted)): \(formatCount(plan.subjects.count, "optimizer"))\(part)\(which); "
      + "\(formatCount(sum.gradients, "gradient")), \(formatCount(sum.comparisons, "value")) compared, "
      + "\(formatCount(sum.failed)) wrong; of \(formatCount(sum.open)) open \(formatCount(sum.lookedAt)) looked at closely"
  }
}
