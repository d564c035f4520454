import OptimizerReference

/// The fields of one parameter of a replay line, each once.
struct ReplayFields {
  /// The parameter's name as an error shows it.
  let name: String
  /// Its elements.
  let count: Int
  /// Its rows.
  let rows: Int
  let steps: Int
  private var found: [String: [Double]] = [:]

  private static let names = ["θ"] + Slot.allCases.map(\.rawValue) + ["g", "rows", "present"]

  init(name: String, count: Int, rows: Int, steps: Int) {
    (self.name, self.count, self.rows, self.steps) = (name, count, rows, steps)
  }

  /// Reads KEY=NUMBERS.
  mutating func read(_ word: ArraySlice<UInt8>, _ numbers: inout ReplayNumbers) throws(ReplayLineError) {
    guard let equals = word.firstIndex(of: UInt8(ascii: "=")) else {
      throw ReplayLineError("\(name)'s field", text: word, allowed: "FIELD=NUMBERS, or the next NAME[SHAPE]")
    }
    let (key, text) = (String(decoding: word[..<equals], as: UTF8.self), word[word.index(after: equals)...])
    guard Self.names.contains(key) else {
      throw ReplayLineError("\(name)'s field", text: word[..<equals], allowed: Self.names.joined(separator: ", "))
    }
    let field = "\(name).\(key)"
    guard found[key] == nil else { throw ReplayLineError(field, found: "there twice", allowed: "once") }
    switch key {
    case "g": found[key] = try numbers.steps(text, .float, count: count, steps: steps, field: field)
    case "rows":
      guard rows > 0 else { throw ReplayLineError(field, found: "there", allowed: "none of a parameter without rows") }
      found[key] = try numbers.steps(text, .flag, count: rows, steps: steps, field: field)
    case "present": found[key] = try numbers.list(text, .flag, count: steps, field: field)
    default: found[key] = try numbers.list(text, .float, count: count, field: field)
    }
  }

  /// The trajectory, every count checked.
  func trajectory(_ name: String, _ shape: [Int]) throws(ReplayLineError) -> Trajectory {
    func required(_ key: String) throws(ReplayLineError) -> [Double] {
      guard let values = found[key] else { throw ReplayLineError("\(self.name).\(key)", found: "missing", allowed: "there once") }
      return values
    }
    var slots: [Slot: [Double]] = [:]
    for slot in Slot.allCases { slots[slot] = found[slot.rawValue] }
    return Trajectory(
      name: name, shape: shape, initial: try required("θ"), initialSlots: slots, gradients: try required("g"),
      present: found["present"].map { $0.map { $0 == 1 } }, rows: found["rows"].map { $0.map { $0 == 1 } })
  }
}
