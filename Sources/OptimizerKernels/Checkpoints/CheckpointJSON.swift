internal import Foundation
internal import Safetensors

/// Values from the JSON of a file that may be hostile.
enum CheckpointJSON {
  /// Reads JSON that no decoder of the system would misread: first by the strict reader of this package, which refuses a key that stands twice
  /// and more than so many levels, then into the type.
  static func decode<Value: Decodable>(_ type: Value.Type, _ key: String, _ text: String) throws -> Value {
    _ = try parse(key, text)
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch let error as DecodingError {
      throw CheckpointRefusal("metadata \(key)\(sentence(error))")
    } catch {
      // A number out of its range: the error is a sentence.
      throw CheckpointRefusal("metadata \(key): \(error)")
    }
  }

  /// Reads the list of parameters, by hand: a wrong number is named.
  static func parameters(_ text: String) throws -> [CheckpointMetadata.Parameter] {
    guard case .array(let elements) = try parse("parameters", text) else {
      throw CheckpointRefusal("metadata parameters is no array; allowed: an array of objects with name, group and step")
    }
    return try elements.enumerated().map { i, element in
      let place = "metadata parameters[\(i)]"
      guard case .object(let members) = element, members.map(\.key).sorted() == ["group", "name", "step"] else {
        throw CheckpointRefusal("\(place) is something else; allowed: an object with name, group and step")
      }
      func whole(_ key: String) throws -> Int {
        guard case .number(let literal) = members.first(where: { $0.key == key })?.value, let number = Int(literal) else {
          throw CheckpointRefusal("\(place).\(key) is no whole number; allowed: one that 64 bits hold")
        }
        return number
      }
      guard case .string(let name) = members.first(where: { $0.key == "name" })?.value else {
        throw CheckpointRefusal("\(place).name is no string; allowed: the name of a parameter")
      }
      return CheckpointMetadata.Parameter(name: name, group: try whole("group"), step: try whole("step"))
    }
  }

  static func parse(_ key: String, _ text: String) throws -> JSONValue {
    do {
      return try JSONValue.parse(text.utf8)
    } catch {
      throw CheckpointRefusal("metadata \(key) is not JSON: \(error)")
    }
  }

  private static func sentence(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let missing, let context): "\(place(context.codingPath + [missing])) is missing"
    case .valueNotFound(_, let context): "\(place(context.codingPath)) is null; allowed: a value"
    case .typeMismatch(let type, let context): "\(place(context.codingPath)) is of another type; allowed: \(name(type))"
    case .dataCorrupted(let context): "\(place(context.codingPath)) has a value that is not allowed there"
    @unknown default: " cannot be decoded"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.map { $0.intValue.map { "[\($0)]" } ?? ".\(shown($0.stringValue).dropFirst().dropLast())" }.joined()
  }

  private static func name(_ type: Any.Type) -> String {
    if type == Double.self || type == Int.self { return "a number" }
    if type == String.self { return "a string" }
    if type == Bool.self { return "true or false" }
    return "\(type)".hasPrefix("Dictionary") ? "an object" : "\(type)".hasPrefix("Array") ? "an array" : "\(type)"
  }
}
