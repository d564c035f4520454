import OptimizerReference

extension Case: CustomStringConvertible {
  /// The case as a person reads it: what it is, and the first elements of each parameter step by step.
  public var description: String {
    var lines = [
      printable(name), "  implementation   \(implementation)", "  hyperparameters  \(oneLine(hyperparameters))",
      "  precision        \(recorded?.rawValue ?? "not recorded")", "  source           \(printable(source ?? "not given"))",
      "  steps            \(steps)",
    ]
    if let note { lines.append("  note             \(printable(note))") }
    for tensor in tensors { lines += [""] + describe(tensor) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func describe(_ tensor: Trajectory) -> [String] {
    let shown = min(tensor.count, 3)
    let slots = Slot.allCases.filter { tensor.slots[$0] != nil }
    var lines = [
      "parameter \(printable(tensor.name)): \(tensor.count) elements, slots \(slots.map(\.rawValue).joined(separator: " ")), \(shown) shown"
    ]
    for i in 0..<shown {
      let rate = tensor.learningRates.map { "  learning rate \($0[i])" } ?? ""
      lines.append("  element \(i)  θ0 = \(tensor.initial[i])\(rate)")
      for k in 0..<steps {
        let at = k * tensor.count + i
        var line = "    \(k + 1)  g = \(tensor.gradients[at])"
        if !tensor.isPresent(k) { line += " (absent)" }
        if let parameters = tensor.parameters { line += "  θ = \(parameters[at])" }
        for slot in slots { line += "  \(slot.rawValue) = \(tensor.slots[slot, default: []][at])" }
        lines.append(line)
      }
    }
    return lines
  }
}
