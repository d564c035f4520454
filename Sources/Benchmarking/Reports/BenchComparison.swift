import KernelVerification

/// Two reports, line by line. Each is of one process: what differs between processes of one program is in every change,
/// and how much that is two reports do not tell. ``ProgramPairs`` does.
public struct BenchComparison: Sendable {
  /// One measurement in both.
  public struct Row: Equatable, Sendable {
    public let name: String
    /// The new median as a multiple of the old one.
    public let change: Double
    /// Whether the two are apart by more than the noise within each of the two processes.
    public let isBeyondNoise: Bool

    /// In a word.
    public var verdict: String { isBeyondNoise ? "beyond the noise of one process" : "within the noise" }
  }

  /// Those that are in both reports, in the new one's order.
  public let rows: [Row]
  /// What is in one of them alone.
  public let onlyOld, onlyNew: [String]
  /// Whether the two come from different machines: then times say little, and ratios to a limit something.
  public let areOfDifferentMachines: Bool

  public init(_ old: BenchReport, _ new: BenchReport) {
    let (before, after) = (old.measurements, new.measurements)
    let known = Dictionary(before.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    rows = after.compactMap { now in
      known[now.name].map { then in
        Row(
          name: now.name, change: now.value.median / then.value.median,
          isBeyondNoise: now.value.differs(from: then.value))
      }
    }
    let names = Set(after.map(\.name))
    onlyOld = before.map(\.name).filter { !names.contains($0) }
    onlyNew = after.map(\.name).filter { known[$0] == nil }
    areOfDifferentMachines = old.machine != new.machine
  }

  /// The comparison as text.
  public func text() -> String {
    let width = rows.map(\.name.count).max() ?? 0
    var lines = rows.map { row in
      let padding = String(repeating: " ", count: width - row.name.count)
      let change = row.change - 1
      let percent = "\(change < 0 ? "−" : "+")\(threeDigits(abs(change) * 100)) %"
      return "\(row.name)\(padding)  \(String(repeating: " ", count: max(9 - percent.count, 0)))\(percent)  \(row.verdict)"
    }
    let count = rows.count { $0.isBeyondNoise }
    lines.append("\(rows.count) compared, \(count) beyond the noise of one process")
    lines.append("two processes do not tell whether the programs differ: --compare PROGRAM does")
    if areOfDifferentMachines { lines.append("the machines differ: only ratios to a limit say something") }
    for (title, names) in [("only in the old report", onlyOld), ("only in the new report", onlyNew)] where !names.isEmpty {
      lines.append("\(title): \(names.joined(separator: "; "))")
    }
    // Names may come from a file.
    return lines.map(printable).joined(separator: "\n") + "\n"
  }
}

extension BenchReport {
  /// Every figure that another run has too. A step's is its ratio to the limit, which a slower hour of the machine leaves as it is.
  var measurements: [(name: String, value: Spread, isRate: Bool)] {
    steps.map { ("\($0.optimizer), \(formatCount($0.elements)) elements, \($0.threads) threads, × limit", $0.ratio, false) }
      + calls.map { ($0.name, $0.value, false) } + verifier.map { ($0.name, $0.elementStepsPerSecond, true) }
  }
}
