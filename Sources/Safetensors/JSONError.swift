/// Why a text is not the JSON that `JSONValue.parse` reads, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The offset of the offending byte from the start of the text; the length of the text where it ends too early.
  public let offset: Int
  /// What is wrong there.
  public let reason: Reason

  /// What is wrong with the text.
  public enum Reason: Hashable, Sendable {
    /// The text ends where more must follow.
    case unexpectedEnd(expected: String)
    /// A byte stands where something else must.
    case unexpectedByte(UInt8, expected: String)
    /// The bytes are not UTF-8.
    case notUTF8
    /// A number such as `01`.
    case leadingZero
    /// A byte below 0x20 in a string.
    case controlCharacter(UInt8)
    /// A backslash and a byte that make no escape.
    case unknownEscape(UInt8)
    /// An escape for half of a surrogate pair, without the other half.
    case unpairedSurrogate(UInt16)
    /// A key that its object already has.
    case duplicateKey(String)
    /// More objects and arrays inside one another than the limit.
    case tooDeep(limit: Int)
    /// More values than the limit.
    case tooManyValues(limit: Int)
    /// A string with more combining marks in a row than the limit.
    case tooManyMarks(limit: Int)
    /// Something other than whitespace after the value.
    case bytesAfterValue(UInt8)
  }

  /// `byte OFFSET: ` and what is wrong, in one sentence.
  public var description: String {
    "byte \(offset): \(sentence)"
  }

  private var sentence: String {
    switch reason {
    case .unexpectedEnd(let expected):
      "the text ends where \(expected) must follow"
    case .unexpectedByte(let byte, let expected):
      "\(shown(byte)) stands where \(expected) must"
    case .notUTF8:
      "the bytes from here on are not UTF-8"
    case .leadingZero:
      "a number starts with a zero and another digit; only a zero alone may lead"
    case .controlCharacter(let byte):
      "\(shown(byte)) is a control character, which a string must write as an escape"
    case .unknownEscape(let byte):
      "a backslash and \(shown(byte)) are no escape; allowed are \" \\ / b f n r t u"
    case .unpairedSurrogate(let unit):
      "the escape \\u\(String(unit, radix: 16, uppercase: true)) is half of a surrogate pair without the other half"
    case .duplicateKey(let key):
      "the key \(quoted(key)) stands twice in one object"
    case .tooDeep(let limit):
      "more than \(limit) objects and arrays lie inside one another"
    case .tooManyValues(let limit):
      "the text holds more than \(limit) values"
    case .tooManyMarks(let limit):
      "more than \(limit) combining marks follow one another in a string"
    case .bytesAfterValue(let byte):
      "\(shown(byte)) follows the value; only whitespace may"
    }
  }
}
