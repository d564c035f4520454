/// Rows of cells as lines, columns aligned: the first and last to the left, numbers to the right.
///
/// - Precondition: all rows have as many cells as the first.
func alignedColumns(_ rows: [[String]]) -> [String] {
  guard let first = rows.first else { return [] }
  let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    var line = ""
    for (column, cell) in row.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      let isLast = column == row.count - 1
      line += column == 0 ? cell + padding : "  " + (isLast ? cell : padding + cell)
    }
    return line
  }
}
