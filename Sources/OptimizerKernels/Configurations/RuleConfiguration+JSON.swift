internal import Safetensors

extension RuleConfiguration {
  /// The configuration as JSON of this package: every number and every choice, keys in order, so that equal configurations have equal texts.
  public var json: String { ConfigurationCoding.text(self) }

  /// Reads what ``json`` gave.
  ///
  /// - Throws: ``ConfigurationError`` for text that is not JSON, for a key that is missing, twice there or not known, and for a value of another type or out
  ///   of range.
  public init(json: String) throws(ConfigurationError) {
    self = try ConfigurationCoding.read(Self.self, json)
  }

  /// Where another configuration first differs in what a step computes: the key, and what both have there.
  func difference(from other: RuleConfiguration) throws(ConfigurationError) -> (path: String, ours: String, theirs: String)? {
    let ours = try ConfigurationObject(json: json)
    let theirs = try ConfigurationObject(json: other.json)
    for key in ["formula", "lookahead"] {
      if let found = Self.difference(ours.value(key), theirs.value(key), key) { return found }
    }
    return nil
  }

  private static func difference(
    _ ours: JSONValue?, _ theirs: JSONValue?, _ path: String
  ) -> (path: String, ours: String, theirs: String)? {
    if ours == theirs { return nil }
    guard case .object(let a) = ours, case .object(let b) = theirs else {
      return (path, ours?.summary ?? "none", theirs?.summary ?? "none")
    }
    for key in Set((a + b).map(\.key)).sorted() {
      let (mine, its) = (a.first { $0.key == key }?.value, b.first { $0.key == key }?.value)
      if let found = difference(mine, its, "\(path).\(key)") { return found }
    }
    return nil
  }
}
