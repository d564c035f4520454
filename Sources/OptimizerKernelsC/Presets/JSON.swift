internal import Foundation
internal import OptimizerKernels
internal import Safetensors

/// JSON from a caller. What is wrong with it is told in a sentence that begins with the argument.
enum JSON {
  /// Reads JSON that Foundation would not misread: first by the strict reader of this package, which refuses a key that stands twice.
  static func decode<T: Decodable>(_ type: T.Type, _ json: String, _ argument: String) throws -> T {
    _ = try parse(json, argument)
    do {
      return try JSONDecoder().decode(type, from: Data(json.utf8))
    } catch let error as DecodingError {
      throw CallError(.invalidConfiguration, "\(argument): \(sentence(error))")
    } catch let error as HyperparameterError {
      throw CallError(.invalidConfiguration, "\(argument): \(error.description)")
    }
  }

  /// The keys of an object.
  static func keys(_ json: String, _ argument: String) throws -> [String] {
    guard case .object(let members) = try parse(json, argument) else {
      throw CallError(.invalidConfiguration, "\(argument): it is no object; allowed: an object")
    }
    return members.map(\.key)
  }

  private static func parse(_ json: String, _ argument: String) throws -> JSONValue {
    do {
      return try JSONValue.parse(json.utf8)
    } catch {
      if case .duplicateKey = error.reason { throw CallError(.invalidConfiguration, "\(argument): \(error); allowed: each key once") }
      throw CallError(.invalidConfiguration, "\(argument): it is no JSON: \(error)")
    }
  }

  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func sentence(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context): "\(path(context.codingPath)) is null; allowed: a value"
    case .typeMismatch(let type, let context): "\(path(context.codingPath)) is not \(title(type))"
    case .dataCorrupted(let context):
      if !context.codingPath.isEmpty {
        "\(path(context.codingPath)) is none of the values that are allowed"
      } else {
        // Foundation does not say where.
        "a number in it is out of range, or not whole where it must be"
      }
    @unknown default: "it cannot be read"
    }
  }

  private static func title(_ type: any Any.Type) -> String {
    if type == String.self { return "a text" }
    if type == Bool.self { return "true or false" }
    if type is any BinaryFloatingPoint.Type { return "a number" }
    if type is any FixedWidthInteger.Type { return "a whole number" }
    if "\(type)".hasPrefix("Array") { return "a list" }
    return "an object"
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    if keys.isEmpty { return "it" }
    return keys.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined().drop { $0 == "." }.description
  }
}
