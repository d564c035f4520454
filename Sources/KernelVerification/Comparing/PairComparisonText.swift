import OptimizerReference

extension PairComparison {
  /// The comparison as a person reads it.
  public func text() -> String {
    var lines: [String] = []
    for name in withoutWords { lines.append("\(name) has no hyperparameters that another has too: it runs with its first sample") }
    if inputs == 0 {
      lines.append("\(names[0]) and \(names[1]) have no hyperparameters that both take")
    } else if let parting {
      lines += describe(parting)
    } else {
      let equal = options.contains { $0.parting != nil } ? " with equal options" : ""
      lines.append(
        "\(names[0]) and \(names[1]) part nowhere\(equal): "
          + "\(inputs) inputs of \(Separator.steps) steps, in Float and in Double")
    }
    if inputs > 0 && !leftEqual.isEmpty { lines.append("left equal in both: \(leftEqual.joined(separator: ", "))") }
    if !options.isEmpty {
      let rows = options.map { [$0.words, $0.parting.map { describe(PairComparison.Effect.parts($0)) } ?? "nowhere"] }
      lines += [""] + columns([["with", "they part"]] + rows)
    }
    lines += explanation
    return lines.joined(separator: "\n") + "\n"
  }

  private func describe(_ parting: Parting) -> [String] {
    let width = names.map(\.count).max() ?? 0
    let at = "step \(parting.step)\(parting.element == 0 ? "" : ", element \(parting.element)")"
    let values = zip(names, zip(parting.values, parting.hyperparameters)).map { name, side in
      "  " + pad(name, width) + "  θ = " + side.0.description + "  \(oneLine(side.1))"
    }
    return [
      "\(names[0]) and \(names[1]) part first at \(at) of:", "  \(parting.input)", "",
    ] + values + ["  apart by \(amount(parting)); 1 is what rounding explains"]
  }

  private var explanation: [String] {
    guard inputs > 0 else { return [] }
    guard let differences else {
      // Where nothing was seen there is nothing to explain.
      guard parting != nil || options.contains(where: { $0.parting != nil }) else { return [] }
      let points = withoutConvention.count == 1 ? "is not a point" : "are not points"
      let names = withoutConvention.joined(separator: " and ")
      return ["", "what explains it is not known: \(names) \(points) of the common formula"]
    }
    var lines: [String] = []
    if !differences.isEmpty {
      var rows = [["differ in"] + names + ["alone, in the first, it shows"]]
      rows += differences.map { [$0.axis.rawValue] + $0.choices + [describe($0.effect)] }
      lines.append("")
      lines += columns(rows)
    }
    if let unexplained {
      lines += ["", "and in something else: step \(unexplained.step) of \(unexplained.input), by \(amount(unexplained))"]
    } else if parting != nil {
      lines += ["", "and in nothing else"]
    }
    return lines
  }

  private func describe(_ effect: Effect) -> String {
    switch effect {
    case .parts(let parting): "from step \(parting.step) of \(parting.input.prefix { $0 != ":" }), by \(amount(parting))"
    case .never(let reason): reason
    case .unseen: "on none of these inputs"
    }
  }

  private func amount(_ parting: Parting) -> String {
    let format = parting.precision == .float32 ? "Float" : "Double; in Float nothing shows"
    return "\(formatRatio(parting.ratio)) bounds of \(format)"
  }

  private func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(width - text.count, 0)) }

  /// Rows with their cells one below the other.
  private func columns(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { $0 == row.count - 1 ? row[$0] : pad(row[$0], widths[$0]) }.joined(separator: "  ")
    }
  }
}
