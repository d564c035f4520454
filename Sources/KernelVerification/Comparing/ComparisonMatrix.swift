/// All pairs of implementations, and the step at which each parts.
public struct ComparisonMatrix: Sendable {
  /// What two implementations come to.
  public enum Cell: Sendable, Hashable {
    /// They part at this step.
    case step(Int)
    /// They part in Double at this step, and nowhere in Float.
    case onlyInDouble(Int)
    /// They part at this step where an option is on that only one of them has, or that each has in its own way; with
    /// equal options nowhere.
    case onlyWithOption(Int)
    case same
    /// There are no hyperparameters that both take.
    case incomparable
  }

  /// The names, in the registry's order.
  public let names: [String]
  /// A row for each, with a cell for each of those before it.
  public let cells: [[Cell]]

  /// Whether it was stopped before its last row.
  public let isInterrupted: Bool

  /// - Parameter goesOn: asked before each pair; false ends the comparison with the last whole row.
  init(_ implementations: [Implementation], _ synonyms: OptionSynonyms, goesOn: () -> Bool = { true }) {
    let comparer = Comparer(synonyms)
    var rows: [[Cell]] = []
    for (i, one) in implementations.enumerated() {
      var row: [Cell] = []
      for other in implementations[..<i] where goesOn() { row.append(Self.cell(one, other, comparer)) }
      if row.count < i { break }
      rows.append(row)
    }
    cells = rows
    names = implementations.prefix(rows.count).map(\.name)
    isInterrupted = rows.count < implementations.count
  }

  private static func cell(_ one: Implementation, _ other: Implementation, _ comparer: Comparer) -> Cell {
    if comparer.separators(one, other).isEmpty { return .incomparable }
    guard let found = comparer.firstDivergence(one, other) else {
      let steps = comparer.settings(one, other).compactMap { setting in
        comparer.firstDivergence(one, other, setting)?.divergence.step
      }
      return steps.min().map { .onlyWithOption($0) } ?? .same
    }
    return found.isDouble ? .onlyInDouble(found.divergence.step) : .step(found.divergence.step)
  }

  /// The matrix as a person reads it: rows and columns are numbered, and a row ends with its name.
  public func text() -> String {
    let widths = names.indices.map { column in
      cells.dropFirst(column + 1).map { Self.text($0[column]).count }.max() ?? 1
    }
    let digits = String(names.count).count
    func right(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(width - text.count, 0)) + text }
    // The numbers of columns stand upright, so that a column is as narrow as its cells.
    let head = (0..<digits).map { digit in
      let numbers = names.indices.map { right(String($0 + 1), digits) }
      let line = zip(numbers, widths).map { right(String(Array($0)[digit]), $1) }
      return ([right("", digits)] + line).joined(separator: " ")
    }
    let rows = cells.enumerated().map { i, row in
      ([right(String(i + 1), digits)] + zip(row, widths).map { right(Self.text($0), $1) } + [right("·", widths[i]), names[i]])
        .joined(separator: " ")
    }
    let legend = [
      "the first step at which two part; = for never, ≈ for in Double only, – where there is nothing that both take,",
      "(n) where they part only with an option that one of them has, or that each has in its own way",
    ]
    let end = isInterrupted ? ["", "interrupted after \(formatCount(names.count, "row"))"] : []
    return (legend + [""] + head + rows + head + end).joined(separator: "\n") + "\n"
  }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .step(let step): "\(step)"
    case .onlyInDouble(let step): "≈\(step)"
    case .onlyWithOption(let step): "(\(step))"
    case .same: "="
    case .incomparable: "–"
    }
  }
}

extension Verifier {
  /// Compares all pairs.
  ///
  /// - Parameter goesOn: asked before each pair; false ends the comparison with the last whole row.
  public func compareAll(goesOn: () -> Bool = { true }) -> ComparisonMatrix { ComparisonMatrix(all, synonyms, goesOn: goesOn) }
}
