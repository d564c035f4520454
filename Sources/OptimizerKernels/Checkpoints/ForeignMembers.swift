internal import Safetensors

/// What a file of another library holds of a group that is nothing of its rule: members of a JSON object, as they were
/// written.
struct ForeignMembers: Hashable, Sendable {
  let members: [JSONMember]

  /// The longest text that a group may carry, in bytes.
  static let limit = 1 << 20

  init(_ members: [JSONMember]) { self.members = members }

  /// Reads the text of a group, which comes from a file that may be hostile.
  ///
  /// - Throws: ``HyperparameterError`` where it is longer than ``limit`` or no JSON object.
  init(text: String) throws(HyperparameterError) {
    func refusal(_ value: String) -> HyperparameterError {
      HyperparameterError(
        parameter: "setAside", value: value, allowed: "a JSON object as text, of up to \(Self.limit) bytes")
    }
    guard text.utf8.count <= Self.limit else { throw refusal("a text of \(text.utf8.count) bytes") }
    let value: JSONValue
    do { value = try JSONValue.parse(text.utf8) } catch { throw refusal("no JSON, \(error),") }
    guard case .object(let members) = value else { throw refusal(value.summary) }
    self.members = members
  }

  /// The text that ``init(text:)`` reads.
  ///
  /// - Throws: ``CheckpointRefusal`` where it would be too long.
  func checkedText() throws -> String {
    let text = JSONValue.object(members).text
    guard text.utf8.count <= Self.limit else {
      throw CheckpointRefusal(
        "the keys of a group that are nothing of its rule take \(text.utf8.count) bytes; allowed: up to \(Self.limit)")
    }
    return text
  }

  subscript(key: String) -> JSONValue? { members.first { $0.key == key }?.value }
}
