extension JSONScanner {
  /// Reads a string from its opening to its closing quotation mark.
  mutating func string() throws(JSONError) -> String {
    let opening = position
    position += 1
    var decoded = ""
    var start = position
    while true {
      guard let byte = next else { throw unexpected("a closing quotation mark") }
      if byte == UInt8(ascii: "\"") {
        // The usual string has no escape and is decoded in one piece.
        let last = text(start..<position)
        position += 1
        let string = decoded.isEmpty ? last : decoded + last
        if hasLongMarkRun(string) { throw JSONError(offset: opening, reason: .tooManyMarks(limit: JSONValue.markLimit)) }
        return string
      }
      if byte < 0x20 { throw refusal(.controlCharacter(byte)) }
      if byte == UInt8(ascii: "\\") {
        decoded += text(start..<position)
        decoded.unicodeScalars.append(try escape())
        start = position
      } else {
        position += 1
      }
    }
  }

  /// Reads an escape from its backslash on.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let byte = next else { throw unexpected("the rest of an escape") }
    let scalar: Unicode.Scalar
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = Unicode.Scalar(byte)
    case UInt8(ascii: "b"): scalar = "\u{08}"
    case UInt8(ascii: "f"): scalar = "\u{0C}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "u"):
      position += 1
      return try codePoint(escapeStart: start)
    default: throw refusal(.unknownEscape(byte))
    }
    position += 1
    return scalar
  }

  /// Reads what follows `\u`, and the second escape of a surrogate pair.
  private mutating func codePoint(escapeStart: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try hexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let unpaired = JSONError(offset: escapeStart, reason: .unpairedSurrogate(first))
    guard first < 0xDC00, skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) else { throw unpaired }
    let second = try hexDigits()
    guard second >= 0xDC00, second < 0xE000 else { throw unpaired }
    let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    guard let scalar = Unicode.Scalar(value) else { throw unpaired }
    return scalar
  }

  private mutating func hexDigits() throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("a hexadecimal digit")
      }
      value = value << 4 | UInt16(digit)
      position += 1
    }
    return value
  }
}

/// Whether more marks than the limit follow one another: the time to hash or compare a string grows with the square of
/// such a run, and a megabyte of them would take hours.
private func hasLongMarkRun(_ string: String) -> Bool {
  if string.utf8.allSatisfy({ $0 < 0x80 }) { return false }
  var run = 0
  for scalar in string.unicodeScalars {
    run = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : run + 1
    if run > JSONValue.markLimit { return true }
  }
  return false
}
