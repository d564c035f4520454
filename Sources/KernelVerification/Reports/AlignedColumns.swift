/// Rows of cells as lines, columns aligned: those of names to the left, those of numbers to the right.
///
/// - Parameter left: the columns of names; the first and the last if not given.
/// - Precondition: all rows have as many cells as the first.
package func alignedColumns(_ rows: [[String]], left: Set<Int>? = nil) -> [String] {
  guard let first = rows.first else { return [] }
  let left = left ?? [0, first.count - 1]
  let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    var line = ""
    for (column, cell) in row.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      let isLast = column == row.count - 1
      line += column == 0 ? "" : "  "
      line += left.contains(column) ? isLast ? cell : cell + padding : padding + cell
    }
    return line
  }
}
