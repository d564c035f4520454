/// All pairs of implementations, and the step at which each parts.
public struct ComparisonMatrix: Sendable {
  /// What two implementations come to.
  public enum Cell: Sendable, Hashable {
    /// They part at this step.
    case step(Int)
    /// They part in Double at this step, and nowhere in Float.
    case onlyInDouble(Int)
    case same
    /// There are no hyperparameters that both take.
    case incomparable
  }

  /// The names, in the registry's order.
  public let names: [String]
  /// A row for each, with a cell for each of those before it.
  public let cells: [[Cell]]

  init(_ implementations: [Implementation]) {
    let comparer = Comparer()
    names = implementations.map(\.name)
    cells = implementations.indices.map { i in
      implementations[..<i].map { other in
        if comparer.separators(implementations[i], other).isEmpty { return .incomparable }
        guard let found = comparer.firstDivergence(implementations[i], other) else { return .same }
        return found.isDouble ? .onlyInDouble(found.divergence.step) : .step(found.divergence.step)
      }
    }
  }

  /// The matrix as a person reads it: numbered rows and columns, and what the numbers stand for.
  public func text() -> String {
    let width = max(String(names.count).count, cells.flatMap { $0 }.map { Self.text($0).count }.max() ?? 1)
    func right(_ text: String) -> String { String(repeating: " ", count: max(width - text.count, 0)) + text }
    let nameWidth = names.map(\.count).max() ?? 0
    var lines = ["the first step at which two part, = for never, ≈ for in Double only, – where there is nothing that both take", ""]
    for (i, row) in cells.enumerated() {
      let name = names[i] + String(repeating: " ", count: nameWidth - names[i].count)
      lines.append(([right(String(i + 1)), name] + row.map { right(Self.text($0)) } + [right("·")]).joined(separator: " "))
    }
    let numbers = names.indices.map { right(String($0 + 1)) }
    lines.append(([right(""), String(repeating: " ", count: nameWidth)] + numbers).joined(separator: " "))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .step(let step): "\(step)"
    case .onlyInDouble(let step): "≈\(step)"
    case .same: "="
    case .incomparable: "–"
    }
  }
}

extension Verifier {
  /// Compares all pairs.
  public func compareAll() -> ComparisonMatrix { ComparisonMatrix(all) }
}
