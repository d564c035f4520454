extension Report {
  /// The report as text: the table, each failure in at most 12 lines, what could not be read, and a last line that says
  /// how much was compared.
  ///
  /// - Parameter failures: how many failures are printed in full, fewer than 0 count as 0; the others are counted.
  public func text(failures: Int = 10) -> String {
    var lines = results.isEmpty && bias.isEmpty ? [] : Table(self).lines + [""]
    let failures = max(0, failures)
    let failing = results.filter { !$0.verdict.isPassed }
    for result in failing.prefix(failures) { lines += FailureText(result).lines + [""] }
    if failing.count > failures { lines += ["and \(formatCount(failing.count - failures, "more failure")); --json FILE has them all", ""] }
    // One a kernel at most: they are never left out.
    for result in bias where !result.isPassed { lines += BiasText(result).lines + [""] }
    lines += reasons
    for input in unreadable { lines.append("unreadable: \(printable(input.path)): \(printable(input.reason))") }
    for shortfall in shortfalls { lines.append("short: \(printable(shortfall))") }
    if !unreadable.isEmpty || !shortfalls.isEmpty { lines.append("") }
    lines.append(summary)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Why cases passed that did not pass plainly: one line a reason.
  private var reasons: [String] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for result in results where result.verdict.isPassed {
      guard let reason = result.reason else { continue }
      // The side of a threshold says more than the step.
      let summary = printable(reason).replacing(#/step \d+ /#, with: "")
      let line = "\(result.verdict.rawValue): \(result.implementation): \(summary)"
      if counts[line] == nil { order.append(line) }
      counts[line, default: 0] += 1
    }
    return order.isEmpty ? [] : order.map { "\($0) (\(formatCount(counts[$0, default: 0], "case")))" } + [""]
  }

  /// How many kernels were judged for bias and have none; nothing where none was judged.
  private var unbiased: String {
    bias.isEmpty ? "" : "; \(formatCount(bias.count(where: \.isPassed))) of \(formatCount(bias.count, "kernel")) unbiased"
  }

  private var summary: String {
    let sum = tally
    let state = verdict(exitCode, isInterrupted: isInterrupted)
    let unread = unreadable.isEmpty ? "" : ", \(unreadable.count) unreadable"
    return "\(state): \(formatCount(results.count, "case")), \(formatCount(passed)) passed, \(formatCount(failed)) failed\(unread); "
      + "\(formatCount(sum.elementSteps, "element-step")), \(formatCount(sum.comparisons, "value")) compared, "
      + "\(formatShare(sum.infiniteShare)) of bounds infinite\(unbiased)"
  }
}

/// How the last line of a report begins: a run that was stopped is never all good.
func verdict(_ code: ExitCode, isInterrupted: Bool) -> String {
  switch code {
  case .success: "all good"
  case .interrupted: "interrupted, good until then"
  default: isInterrupted ? "NOT good, and interrupted" : "NOT good"
  }
}
