import Foundation
import OptimizerReference

/// The roots of ρt = 4 and ρt = 5 for every t up to 10,000, each with what its neighbours are: the regressions in
/// `Vectors/Regressions/rectification-boundaries.tsv`.
public struct RectificationTable: Sendable, Equatable {
  /// Steps one after the other that have the same root, with the same neighbours.
  public struct Row: Sendable, Equatable {
    public let threshold: Int
    /// The first step and the last.
    public let firstT: Int
    public fileprivate(set) var lastT: Int
    /// The β2 at which ρt is nearest to the threshold.
    public let root: Double
    public let float, double: RectificationNeighbours
  }

  /// By threshold, and by t. From some 80 steps on β2ᵗ is too little to move the root, so that the rows are few.
  public let rows: [Row]

  /// Solves for every t up to `last`: some 50 ms for 10,000 on one core.
  public init(through last: Int = 10_000) {
    var rows: [Row] = []
    for threshold in [4, 5] {
      var row: Row?
      for t in 5...last {
        guard let next = Self.row(threshold, t, after: row) else { continue }
        if var same = row, same.extends(to: next) {
          same.lastT = t
          row = same
          continue
        }
        if let row { rows.append(row) }
        row = next
      }
      if let row { rows.append(row) }
    }
    self.rows = rows
  }

  /// The row of one step; nil where no β2 takes ρt to the threshold.
  private static func row(_ threshold: Int, _ t: Int, after last: Row?) -> Row? {
    let level = Double(threshold)
    guard let root = RectificationBoundary.β2(threshold: level, t: t, near: last?.root ?? 1) else { return nil }
    return Row(
      threshold: threshold, firstT: t, lastT: t, root: root,
      float: RectificationNeighbours(of: root, in: Float.self, threshold: level, t: t, near: last?.float),
      double: RectificationNeighbours(of: root, in: Double.self, threshold: level, t: t, near: last?.double))
  }

  /// As the file has it.
  public var text: String {
    let lines = rows.map { row in
      let counts = [row.float, row.double].map { "\($0.below)\t\($0.undecidable)\t\($0.above)" }
      let bits = "0x" + String(row.root.bitPattern, radix: 16)
      return "\(row.threshold)\t\(row.firstT)\t\(row.lastT)\t\(bits)\t\(row.root)\t" + counts.joined(separator: "\t")
    }
    return Self.header + lines.map { $0 + "\n" }.joined()
  }

  private static let header = """
    # The β2 at which RAdam's ρt meets a threshold, of all Doubles the one where it is nearest, for t from 5 to 10,000.
    # One line for the steps from t to "last t": beyond some 80 the root stays where it is.
    # Then what β2 is at the root and up to 16 ulp to either side of it, among Floats and among Doubles: how many take ρt below the threshold,
    # how many leave it open (rounding in Double may honestly come out on either side), and how many take it above. In this order: ρt rises.
    # RectificationTable writes it; a test computes it anew and compares every line.
    threshold\tt\tlast t\tbits\tβ2\tFloat below\topen\tabove\tDouble below\topen\tabove

    """
}

extension RectificationTable.Row {
  /// Whether another row says the same of the next step.
  fileprivate func extends(to next: Self) -> Bool {
    threshold == next.threshold && root == next.root && float == next.float && double == next.double
  }
}
