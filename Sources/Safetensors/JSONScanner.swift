/// Reads JSON values from bytes, from front to back.
struct JSONScanner {
  private let bytes: [UInt8]
  var position = 0
  private var valueCount = 0
  private let valueLimit: Int

  init(bytes: [UInt8], valueLimit: Int = JSONValue.valueLimit) {
    self.bytes = bytes
    self.valueLimit = valueLimit
  }

  /// Reads the one value of the text.
  mutating func document() throws(JSONError) -> JSONValue {
    // Checked once here, so that a piece of the text cut at ASCII bytes always decodes without repair.
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw JSONError(offset: error.byteOffsets.lowerBound, reason: .notUTF8)
    }
    let value = try value(depth: 0)
    skipWhitespace()
    if let byte = next { throw refusal(.bytesAfterValue(byte)) }
    return value
  }

  var next: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  func refusal(_ reason: JSONError.Reason) -> JSONError {
    JSONError(offset: position, reason: reason)
  }

  func unexpected(_ expected: String) -> JSONError {
    guard let byte = next else { return refusal(.unexpectedEnd(expected: expected)) }
    return refusal(.unexpectedByte(byte, expected: expected))
  }

  private mutating func skipWhitespace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Reads a value that lies inside `depth` objects and arrays.
  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipWhitespace()
    valueCount += 1
    if valueCount > valueLimit { throw refusal(.tooManyValues(limit: valueLimit)) }
    switch next {
    case UInt8(ascii: "{"):
      return .object(try members(depth: try deeper(depth)))
    case UInt8(ascii: "["):
      return .array(try elements(depth: try deeper(depth)))
    case UInt8(ascii: "\""):
      return .string(try string())
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return .number(try number())
    case UInt8(ascii: "t"):
      try word("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    default:
      throw unexpected("a value")
    }
  }

  private func deeper(_ depth: Int) throws(JSONError) -> Int {
    if depth == JSONValue.depthLimit { throw refusal(.tooDeep(limit: JSONValue.depthLimit)) }
    return depth + 1
  }

  private mutating func members(depth: Int) throws(JSONError) -> [JSONMember] {
    position += 1
    skipWhitespace()
    var members: [JSONMember] = []
    if skip(UInt8(ascii: "}")) { return members }
    var keys = JSONKeySet()
    while true {
      skipWhitespace()
      guard next == UInt8(ascii: "\"") else { throw unexpected("a key in quotation marks") }
      let start = position
      let key = try string()
      if !keys.insert(key) { throw JSONError(offset: start, reason: .duplicateKey(key)) }
      skipWhitespace()
      guard skip(UInt8(ascii: ":")) else { throw unexpected("a colon") }
      members.append(JSONMember(key: key, value: try value(depth: depth)))
      skipWhitespace()
      if skip(UInt8(ascii: "}")) { return members }
      guard skip(UInt8(ascii: ",")) else { throw unexpected("a comma or a closing brace") }
    }
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
    position += 1
    skipWhitespace()
    var elements: [JSONValue] = []
    if skip(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value(depth: depth))
      skipWhitespace()
      if skip(UInt8(ascii: "]")) { return elements }
      guard skip(UInt8(ascii: ",")) else { throw unexpected("a comma or a closing bracket") }
    }
  }

  private mutating func word(_ word: StaticString) throws(JSONError) {
    for byte in "\(word)".utf8 {
      guard skip(byte) else { throw unexpected("the word \(word)") }
    }
  }

  /// Reads a number and returns its literal.
  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = skip(UInt8(ascii: "-"))
    if skip(UInt8(ascii: "0")) {
      if isDigit(next) { throw refusal(.leadingZero) }
    } else {
      try digits()
    }
    if skip(UInt8(ascii: ".")) { try digits() }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      try digits()
    }
    return text(start..<position)
  }

  private mutating func digits() throws(JSONError) {
    guard isDigit(next) else { throw unexpected("a digit") }
    while isDigit(next) { position += 1 }
  }

  private func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
