public import Foundation

extension PairedComparison {
  /// The comparison as text: of each row the change, what it may be, and what that says.
  public func text() -> String {
    let cells = (rows + (average.map { [$0] } ?? [])).map {
      [$0.name, Self.percent($0.change), "\(Self.percent($0.lower)) to \(Self.percent($0.upper))", Self.verdict($0)]
    }
    let heading = ["", "change", "95 %, all rows", ""]
    let all = [heading] + cells
    let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    var lines = all.map { row in
      let padded = zip(row, widths).enumerated().map { i, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return i == 0 || i == 3 ? cell.0 + padding : padding + cell.0
      }
      return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    let slower = rows.count(where: \.isSlower)
    let faster = rows.count(where: \.isFaster)
    lines.append(
      "\(rows.count) compared in \(pairs) pairs of processes, \(slower) slower, \(faster) faster"
        + (average.map { $0.isSlower ? "; on average slower" : $0.isFaster ? "; on average faster" : "" } ?? ""))
    lines.append("equal programs are told apart, in any row, once in 20 comparisons at most")
    if missingPairs > 0 { lines.append("interrupted after \(pairs) of \(pairs + missingPairs) pairs") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The comparison as JSON, keys in order; an end of an interval that is not finite is null.
  public func json() throws -> Data {
    struct Report: Encodable {
      struct Row: Encodable {
        let name, verdict: String
        let change: Double
        let lower, upper: Double?
      }
      let schema = "optimizer-bench-comparison/1"
      let pairs: Int
      let rows: [Row]
      let average: Row?
      let interrupted: Bool?
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    func written(_ row: Row) -> Report.Row {
      Report.Row(
        name: row.name, verdict: Self.verdict(row), change: row.change, lower: row.upper.isFinite ? row.lower : nil,
        upper: row.upper.isFinite ? row.upper : nil)
    }
    return try encoder.encode(
      Report(
        pairs: pairs, rows: rows.map(written), average: average.map(written), interrupted: missingPairs > 0 ? true : nil)) + Data("\n".utf8)
  }

  private static func verdict(_ row: Row) -> String {
    if row.isSlower { return "slower" }
    if row.isFaster { return "faster" }
    return row.upper.isFinite
      ? "cannot tell: \(threeDigits(row.resolution * 100)) % would have shown" : "cannot tell: too few pairs"
  }

  private static func percent(_ multiple: Double) -> String {
    guard multiple.isFinite else { return "∞" }
    let change = multiple - 1
    return "\(change < 0 ? "−" : "+")\(threeDigits(abs(change) * 100)) %"
  }
}
