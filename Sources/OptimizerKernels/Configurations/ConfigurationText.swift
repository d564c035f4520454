internal import Safetensors

/// JSON that is written: members in the order given.
enum ConfigurationText {
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .object(let members): "{\(members.map { "\"\($0.key)\": \(text($0.value))" }.joined(separator: ", "))}"
    case .array(let elements): "[\(elements.map(text).joined(separator: ", "))]"
    // No string that is written has a character that needs an escape: all are names of classes, modules and choices.
    case .string(let string): "\"\(string)\""
    case .number(let literal): literal
    case .bool(let flag): "\(flag)"
    case .null: "null"
    }
  }
}

extension JSONValue {
  /// A number with the digits that read back as the same Double.
  static func number(_ value: Double) -> JSONValue { .number("\(value)") }

  /// The same, a whole number without a point: what counts steps.
  static func steps(_ value: Double) -> JSONValue {
    Int(exactly: value).map { .number("\($0)") } ?? .number(value)
  }

  static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { JSONMember(key: $0.key, value: $0.value) })
  }
}
