internal import Safetensors

/// A JSON object of a configuration, and where in it. What cannot be read is an error that names the key.
struct ConfigurationObject {
  let path: String
  /// Whether null stands for a value that is left out, as in what Python writes of None.
  var nullIsDefault = false
  private let members: [JSONMember]

  init(_ value: JSONValue, at path: String) throws(ConfigurationError) {
    guard case .object(let members) = value else { throw .invalid(path, value.summary, allowed: "an object") }
    self.path = path
    self.members = members
  }

  /// The object that a text is.
  init(json: String) throws(ConfigurationError) {
    let value: JSONValue
    do {
      value = try JSONValue.parse(json.utf8)
    } catch {
      throw ConfigurationError(path: "", reason: .notJSON(error.description))
    }
    try self.init(value, at: "")
  }

  /// The value of a key; nil where there is none, or null.
  func value(_ key: String) -> JSONValue? {
    let value = members.first { $0.key == key }?.value
    return value == .null ? nil : value
  }

  /// Whether the key is there, even with null.
  func holds(_ key: String) -> Bool { members.contains { $0.key == key } }

  func path(_ key: String) -> String { ConfigurationError.joined(path, key) }

  /// Refuses every key except these. An error does not name what is ignored.
  func allow(only keys: [String], ignoring ignored: [String] = []) throws(ConfigurationError) {
    for member in members where !keys.contains(member.key) && !ignored.contains(member.key) {
      throw ConfigurationError(path: path(shortened(member.key)), reason: .unknown(allowed: keys.sorted()))
    }
  }

  func object(_ key: String) throws(ConfigurationError) -> ConfigurationObject {
    guard let value = value(key) else { throw ConfigurationError(path: path(key), reason: .missing(allowed: "an object")) }
    var object = try ConfigurationObject(value, at: path(key))
    object.nullIsDefault = nullIsDefault
    return object
  }

  func text(_ key: String) throws(ConfigurationError) -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value else { throw refusal(key, value, "a string") }
    return text
  }

  /// A number; `fallback` where there is none.
  func number(_ key: String, _ fallback: Double) throws(ConfigurationError) -> Double { try number(key) ?? fallback }

  func number(_ key: String) throws(ConfigurationError) -> Double? {
    guard let value = value(key) else { return nil }
    return try number(value, key)
  }

  func numbers(_ key: String) throws(ConfigurationError) -> [Double] {
    guard let value = value(key) else { throw ConfigurationError(path: path(key), reason: .missing(allowed: "an array of numbers")) }
    guard case .array(let elements) = value else { throw refusal(key, value, "an array of numbers") }
    var numbers: [Double] = []
    for element in elements { numbers.append(try number(element, key)) }
    return numbers
  }

  /// A whole number; `fallback` where there is none.
  func count(_ key: String, _ fallback: Int) throws(ConfigurationError) -> Int {
    guard let value = value(key) else { return fallback }
    guard case .number(let literal) = value, let number = Double(literal), let count = Int(exactly: number) else {
      throw refusal(key, value, "a whole number")
    }
    return count
  }

  /// true or false; `fallback` where there is neither.
  func flag(_ key: String, _ fallback: Bool) throws(ConfigurationError) -> Bool {
    guard let value = value(key) else { return fallback }
    guard case .bool(let flag) = value else { throw refusal(key, value, "true or false") }
    return flag
  }

  func refusal(_ key: String, _ value: JSONValue, _ allowed: String) -> ConfigurationError {
    .invalid(path(key), value.summary, allowed: allowed)
  }

  private func number(_ value: JSONValue, _ key: String) throws(ConfigurationError) -> Double {
    guard case .number(let literal) = value, let number = Double(literal), number.isFinite else {
      throw refusal(key, value, "a finite number")
    }
    return number
  }
}
