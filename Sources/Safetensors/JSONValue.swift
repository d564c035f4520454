/// A JSON value, with the members of an object in the order of the text and every number as the text wrote it.
///
/// Not an indirect enum: the arrays already are the indirection, and a box for each value would cost a hostile text
/// of a few megabytes several hundred.
public enum JSONValue: Sendable, Hashable {
  /// An object: its members in the order of the text, no key twice.
  case object([JSONMember])
  /// An array: its elements in order.
  case array([JSONValue])
  /// A string, its escapes resolved.
  case string(String)
  /// A number: its literal, such as `1`, `-0` or `1.5e3`. What it means is for the reader to decide.
  case number(String)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`.
  case null

  /// How many objects and arrays may lie inside one another.
  public static let depthLimit = 64

  /// How many values one text may hold, so that the memory of the parsed value is bounded.
  public static let valueLimit = 1 << 20

  /// How many combining marks may follow one another in a string: what Unicode's stream-safe text format allows.
  public static let markLimit = 30

  /// Reads one JSON text as RFC 8259 defines it, and nothing that it does not define.
  ///
  /// Refused: bytes that are not UTF-8, a byte order mark, comments, trailing commas, leading zeros, `NaN` and
  /// `Infinity`, control characters in strings, unknown escapes, half of a surrogate pair, anything but whitespace after
  /// the value, more than `depthLimit` levels, more than `valueLimit` values, more than `markLimit` combining marks in a row, and a key that an object already has.
  /// Two keys are the same when the strings are equal, so two spellings of one `é` are one key.
  ///
  /// - Parameter bytes: the UTF-8 text; empty is refused.
  /// - Returns: the value.
  /// - Throws: what is wrong, and at which byte.
  public static func parse(_ bytes: some Collection<UInt8>) throws(JSONError) -> JSONValue {
    try parse(bytes, valueLimit: valueLimit)
  }

  /// The same with another limit of values: the memory that they take is the caller's to bound.
  package static func parse(_ bytes: some Collection<UInt8>, valueLimit: Int) throws(JSONError) -> JSONValue {
    var scanner = JSONScanner(bytes: Array(bytes), valueLimit: valueLimit)
    return try scanner.document()
  }
}

/// One member of a JSON object.
public struct JSONMember: Sendable, Hashable {
  /// The key, its escapes resolved.
  public let key: String
  /// The value.
  public let value: JSONValue

  /// Makes a member of a key and a value.
  public init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }
}

extension JSONValue {
  /// The value in a few words, for the sentence that refuses it.
  package var summary: String {
    switch self {
    case .object: "an object"
    case .array(let elements): "an array of length \(elements.count)"
    case .string(let text): "the string \(quoted(text))"
    case .number(let literal): "the number \(shortened(literal))"
    case .bool(let value): "\(value)"
    case .null: "null"
    }
  }
}
