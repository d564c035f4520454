/// An option of an implementation that is no common hyperparameter, and what its samples set it to.
struct OwnOption {
  let key: String
  /// What it is set to in samples after the first, as JSON texts: what differs from the first sample's.
  let values: [String]

  /// The options at the top level of the implementation's samples, in the order of their keys.
  static func all(of implementation: Implementation) -> [OwnOption] {
    let samples = implementation.samples.compactMap(Implementation.members)
    return Set(samples.flatMap(\.keys)).sorted().compactMap { key in
      var values: [String] = []
      let usual = samples[0][key].flatMap(json)
      for value in samples.dropFirst().compactMap({ $0[key] }) {
        guard let text = json(value), text != usual, !values.contains(text) else { continue }
        values.append(text)
      }
      return values.isEmpty ? nil : OwnOption(key: key, values: values)
    }
  }

  /// A number, a flag or a text as JSON; nil of anything else.
  private static func json(_ value: Any) -> String? {
    guard let text = Implementation.text(["": value]) else { return nil }
    // {"":value}
    let inner = text.dropFirst(4).dropLast()
    return inner.first == "{" || inner.first == "[" || inner == "null" ? nil : String(inner)
  }
}
