import Foundation
import Fuzzing
import OptimizerReference
import Testing

/// The roots that are kept.
@Suite struct RectificationTableTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Vectors/Regressions/rectification-boundaries.tsv")

  private static let table = RectificationTable()

  /// Every line. Where it differs, `swift test --attachments-path DIR` leaves what was computed.
  @Test func theTableIsAsItWas() throws {
    let (kept, table) = (try String(contentsOf: Self.file, encoding: .utf8), Self.table)
    let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
    for (line, (old, new)) in zip(lines(kept), lines(table.text)).enumerated() where old != new {
      Issue.record("line \(line + 1) was \(old), and is \(new)")
    }
    #expect(lines(kept).count == lines(table.text).count)
    if kept != table.text { Attachment.record(table.text, named: Self.file.lastPathComponent) }
  }

  /// Nothing is left out: each threshold has every t from 5 (of 5, where no β2 takes ρ5 to 5: from 6) to 10,000 in one row.
  @Test func theRowsCoverEveryStep() {
    for threshold in [4, 5] {
      let rows = Self.table.rows.filter { $0.threshold == threshold }
      #expect(rows.first?.firstT == threshold + 1 && rows.last?.lastT == 10_000)
      #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.lastT + 1 == $1.firstT })
      #expect(rows.allSatisfy { $0.float.below + $0.float.undecidable + $0.float.above == 33 })
    }
  }

  /// Each neighbour looked at by itself, where the table looks only for the two at which the side turns.
  @Test(arguments: [4, 5], [6, 7, 11, 30, 79, 85, 90, 1000, 10_000]) func theCountsAreThoseOfEach(threshold: Int, t: Int) throws {
    let rows = Self.table.rows
    let row = try #require(rows.first { $0.threshold == threshold && $0.firstT <= t && t <= $0.lastT })
    func sides(_ neighbours: [Double]) -> [String] {
      neighbours.map { "\(RectificationBoundary.isAbove(Double(threshold), β2: $0, t: t))" }
    }
    func expected(_ counts: RectificationNeighbours) -> [String] {
      [("no", counts.below), ("undecidable", counts.undecidable), ("yes", counts.above)].flatMap { Array(repeating: $0, count: $1) }
    }
    let float = (-16...16).map { Double(Float(bitPattern: UInt32(Int(Float(row.root).bitPattern) + $0))) }
    let double = (-16...16).map { Double(bitPattern: UInt64(Int(row.root.bitPattern) + $0)) }
    #expect(sides(float) == expected(row.float))
    #expect(sides(double) == expected(row.double))
  }
}
