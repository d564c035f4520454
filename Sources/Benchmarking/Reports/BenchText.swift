import KernelVerification

extension BenchReport.Result {
  /// The result as a line of the report, under its part's heading.
  public var line: String {
    switch self {
    case .step(let x):
      cells(
        (x.optimizer, -22), (formatCount(x.elements), 10), ("\(x.threads)", 7), (threeDigits(x.nanosecondsPerElement.median), 10),
        ("\(x.bytesPerElement)", 5), (threeDigits(x.gigabytesPerSecond), 6), (x.limit.rawValue, -8), (threeDigits(x.ratio.median), 7),
        (interval(x.ratio), 13))
    case .call(let x):
      cells((x.name, -56), (threeDigits(x.value.median), 7), (interval(x.value), 13), (x.comparedTo.map { "× \($0)" } ?? "µs", -1))
    case .verifier(let x):
      cells(
        (x.name, -64), (millions(x.elementStepsPerSecond.median), 8),
        ("\(millions(x.elementStepsPerSecond.lower))–\(millions(x.elementStepsPerSecond.upper))", 13))
    case .skipped(let reason): "not measured: \(reason)"
    }
  }

  /// What stands over the lines of its part; nil where nothing does.
  public var heading: String? {
    switch self {
    case .step:
      cells(
        ("optimizer", -22), ("elements", 10), ("threads", 7), ("ns/element", 10), ("bytes", 5), ("GB/s", 6), ("limit", -8), ("× limit", 7),
        ("95 %", 13))
    case .call: cells(("beside a step of Adam", -56), ("median", 7), ("95 %", 13))
    case .verifier: cells(("million element-steps a second, one thread", -64), ("median", 8), ("95 %", 13))
    case .skipped: nil
    }
  }
}

/// Cells of given widths, two spaces apart: to the left where the width is negative.
private func cells(_ cells: (text: String, width: Int)...) -> String {
  let padded = cells.map { text, width in
    let padding = String(repeating: " ", count: max(abs(width) - text.count, 0))
    return width < 0 ? text + padding : padding + text
  }
  let line = padded.joined(separator: "  ")
  return String(line.reversed().drop { $0 == " " }.reversed())
}

private func interval(_ spread: Spread) -> String { "\(threeDigits(spread.lower))–\(threeDigits(spread.upper))" }

private func millions(_ rate: Double) -> String { threeDigits(rate / 1e6) }
