import Foundation

extension Implementation {
  /// Common hyperparameters in its own words. What it shares with nobody is as its first sample has it, its defaults: a dialect need not keep
  /// to these. Nil of an implementation without a dialect.
  func worded(_ h: CommonHyperparameters) -> String? {
    guard let dialect else { return nil }
    let json = dialect.write(h)
    guard var written = Self.members(json), let defaults = samples.first.flatMap(Self.members) else { return json }
    for key in written.keys where !sharedKeys.contains(key) {
      if let own = defaults[key] { written[key] = own }
    }
    // Of one around another optimizer, the first sample may be around a different one.
    guard let own = Self.text(written), (try? reference(own)) != nil else { return json }
    return own
  }

  /// The keys whose values its dialect changes with what it is given.
  var sharedKeys: Set<String> {
    let one = CommonHyperparameters(learningRate: 0.25, beta1: 0.25, beta2: 0.25, epsilon: 0.25, isDecoupled: false)
    let other = CommonHyperparameters(
      learningRate: 0.5, beta1: 0.5, beta2: 0.5, epsilon: 0.5, weightDecay: 0.5, amsgrad: true, maximize: true, inverseTimeDecay: 0.5)
    guard let dialect, let a = Self.members(dialect.write(one)), let b = Self.members(dialect.write(other)) else { return [] }
    return Set(a.keys.filter { Self.text([$0: a[$0] ?? NSNull()]) != Self.text([$0: b[$0] ?? NSNull()]) })
  }

  static func text(_ members: [String: Any]) -> String? {
    (try? JSONSerialization.data(withJSONObject: members, options: [.sortedKeys])).map { String(decoding: $0, as: UTF8.self) }
  }

  static func members(_ json: String) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [String: Any]
  }
}
