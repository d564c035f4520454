extension JSONValue {
  /// The value as JSON: members in their order, numbers as they were written.
  package var text: String {
    switch self {
    case .object(let members):
      "{" + members.map { "\(jsonString($0.key)): \($0.value.text)" }.joined(separator: ", ") + "}"
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
    case .string(let text): jsonString(text)
    case .number(let literal): literal
    case .bool(let value): "\(value)"
    case .null: "null"
    }
  }
}
