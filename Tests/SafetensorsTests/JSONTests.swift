import Safetensors
import Testing

private func parse(_ text: String) throws(JSONError) -> JSONValue {
  try JSONValue.parse(text.utf8)
}

private let accepted: [(String, JSONValue)] = [
  ("null", .null), ("true", .bool(true)), (" \t\r\nfalse \t\r\n", .bool(false)),
  ("0", .number("0")), ("-0", .number("-0")), ("10", .number("10")), ("-1.50", .number("-1.50")), ("1e5", .number("1e5")),
  ("0.0E+00", .number("0.0E+00")), ("2E-7", .number("2E-7")), ("123456789012345678901", .number("123456789012345678901")),
  ("\"\"", .string("")), ("\"a/b\"", .string("a/b")), ("\"é𝄞\u{7F}\"", .string("é𝄞\u{7F}")),
  (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")), (#""a\u0000b""#, .string("a\0b")),
  (#""\u00e9\u00E9""#, .string("éé")), (#""\uD834\uDD1E""#, .string("𝄞")), (#""\uDBFF\uDFFF""#, .string("\u{10FFFF}")),
  (#""x\ty""#, .string("x\ty")), (#""\uFFFF\ud7ff\ue000""#, .string("\u{FFFF}\u{D7FF}\u{E000}")),
  ("[]", .array([])), ("[ ]", .array([])), ("[1 , [\"2\"],null]", .array([.number("1"), .array([.string("2")]), .null])),
  ("{}", .object([])), ("{ }", .object([])),
  (
    #"{ "b" : 1 , "a":{"b":[]}, "":2}"#,
    .object([
      JSONMember(key: "b", value: .number("1")),
      JSONMember(key: "a", value: .object([JSONMember(key: "b", value: .array([]))])),
      JSONMember(key: "", value: .number("2")),
    ])
  ),
]

@Test("JSON is read as RFC 8259 defines it", arguments: accepted)
func acceptedJSON(text: String, value: JSONValue) throws {
  #expect(try parse(text) == value)
}

private let value = "a value", digit = "a digit", member = "a comma or a closing brace", element = "a comma or a closing bracket"
private let key = "a key in quotation marks", quote = "a closing quotation mark", hex = "a hexadecimal digit"

private func byte(_ character: Unicode.Scalar, _ expected: String) -> JSONError.Reason {
  .unexpectedByte(UInt8(ascii: character), expected: expected)
}

private let refused: [(String, Int, JSONError.Reason)] = [
  ("", 0, .unexpectedEnd(expected: value)), ("  ", 2, .unexpectedEnd(expected: value)),
  ("NaN", 0, byte("N", value)), ("Infinity", 0, byte("I", value)), ("-Infinity", 1, byte("I", digit)), ("True", 0, byte("T", value)),
  ("nul", 3, .unexpectedEnd(expected: "the word null")), ("trve", 2, byte("v", "the word true")),
  ("fals ", 4, byte(" ", "the word false")), ("nulll", 4, .bytesAfterValue(0x6C)),
  ("+1", 0, byte("+", value)), ("-", 1, .unexpectedEnd(expected: digit)), (".5", 0, byte(".", value)), ("01", 1, .leadingZero),
  ("-00", 2, .leadingZero), ("1.", 2, .unexpectedEnd(expected: digit)), ("1.e5", 2, byte("e", digit)),
  ("1e", 2, .unexpectedEnd(expected: digit)), ("1e+", 3, .unexpectedEnd(expected: digit)), ("1e+-2", 3, byte("-", digit)),
  ("0x10", 1, .bytesAfterValue(0x78)), ("1_000", 1, .bytesAfterValue(0x5F)), ("1 2", 2, .bytesAfterValue(0x32)),
  ("[", 1, .unexpectedEnd(expected: value)), ("[1", 2, .unexpectedEnd(expected: element)), ("[1,]", 3, byte("]", value)),
  ("[,1]", 1, byte(",", value)), ("[1 2]", 3, byte("2", element)), ("[1}", 2, byte("}", element)), ("]", 0, byte("]", value)),
  ("{", 1, .unexpectedEnd(expected: key)), ("{\"a\"", 4, .unexpectedEnd(expected: "a colon")),
  ("{\"a\" 1}", 5, byte("1", "a colon")), ("{\"a\":}", 5, byte("}", value)), ("{\"a\":1", 6, .unexpectedEnd(expected: member)),
  ("{\"a\":1,}", 7, byte("}", key)), ("{a:1}", 1, byte("a", key)), ("{1:1}", 1, byte("1", key)), ("{'a':1}", 1, byte("'", key)),
  ("{\"a\":1]", 6, byte("]", member)), ("{} {}", 3, .bytesAfterValue(0x7B)), ("// a\n1", 0, byte("/", value)),
  ("[1/**/]", 2, byte("/", element)), ("\u{FEFF}1", 0, .unexpectedByte(0xEF, expected: value)),
  ("1\u{A0}", 1, .bytesAfterValue(0xC2)), ("1\u{C}", 1, .bytesAfterValue(0x0C)),
  ("\"", 1, .unexpectedEnd(expected: quote)), ("\"a", 2, .unexpectedEnd(expected: quote)),
  ("\"a\nb\"", 2, .controlCharacter(0x0A)), ("\"\0\"", 1, .controlCharacter(0)), ("\"\u{1F}\"", 1, .controlCharacter(0x1F)),
  (#""\x41""#, 2, .unknownEscape(0x78)), (#""\'""#, 2, .unknownEscape(0x27)), (#""\U0041""#, 2, .unknownEscape(0x55)),
  (#""\"#, 2, .unexpectedEnd(expected: "the rest of an escape")), (#""\u12"#, 5, .unexpectedEnd(expected: hex)),
  (#""\u12g4""#, 5, byte("g", hex)), (#""\u+123""#, 3, byte("+", hex)), (#""a\uD834""#, 2, .unpairedSurrogate(0xD834)),
  (#""\uD834x""#, 1, .unpairedSurrogate(0xD834)), (#""\uD834\n""#, 1, .unpairedSurrogate(0xD834)),
  (#""\uD834\u0041""#, 1, .unpairedSurrogate(0xD834)), (#""\uD834\uD834""#, 1, .unpairedSurrogate(0xD834)),
  (#""\uD834\uE000""#, 1, .unpairedSurrogate(0xD834)), (#""\uDC00\uDC00""#, 1, .unpairedSurrogate(0xDC00)),
  (#""\uDD1E""#, 1, .unpairedSurrogate(0xDD1E)), (#""\uDD1E\uD834""#, 1, .unpairedSurrogate(0xDD1E)),
  (#"{"a":1,"a":1}"#, 7, .duplicateKey("a")), (#"{"a":1,"\u0061":1}"#, 7, .duplicateKey("a")),
  (#"[{"b":{"x":0,"y":0,"x":0}}]"#, 19, .duplicateKey("x")), (#"{"":1,"":1}"#, 6, .duplicateKey("")),
  // One é as one scalar and as two: equal strings, which a dictionary could not tell apart.
  ("{\"\u{E9}\":1,\"e\u{301}\":1}", 8, .duplicateKey("\u{E9}")),
]

@Test("What RFC 8259 does not define is refused, with its place", arguments: refused)
func refusedJSON(text: String, offset: Int, reason: JSONError.Reason) {
  let error = #expect(throws: JSONError.self) { try parse(text) }
  #expect(error?.offset == offset)
  #expect(error?.reason == reason)
}

@Test(
  "Bytes that are not UTF-8 are refused, with their place",
  arguments: [
    ([0x22, 0x61, 0x80, 0x22], 2), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xC0, 0x80, 0x22], 1), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
    ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1), ([0x31, 0xFF], 1), ([0x22, 0xF0, 0x9D], 1),
  ] as [([UInt8], Int)])
func refusedUTF8(bytes: [UInt8], offset: Int) {
  let error = #expect(throws: JSONError.self) { try JSONValue.parse(bytes) }
  #expect(error?.offset == offset)
  #expect(error?.reason == .notUTF8)
}

@Test("A key is found again among many", arguments: [2, 8, 9, 10, 100])
func duplicateAmongMany(count: Int) throws {
  let keys = (0..<count).map { "\"k\($0)\":0" }
  #expect(throws: Never.self) { try parse("{\(keys.joined(separator: ","))}") }
  for index in 0..<count {
    let error = #expect(throws: JSONError.self) { try parse("{\(keys.joined(separator: ",")),\"k\(index)\":0}") }
    #expect(error?.reason == .duplicateKey("k\(index)"))
  }
}

@Test("64 levels are read and 65 are not", arguments: [("[", "]", 1), ("{\"a\":", "}", 5)])
func depth(open: String, close: String, step: Int) throws {
  func nested(_ levels: Int) -> String {
    String(repeating: open, count: levels) + "[]" + String(repeating: close, count: levels)
  }
  #expect(throws: Never.self) { try parse(nested(63)) }
  let error = #expect(throws: JSONError.self) { try parse(nested(64)) }
  #expect(error?.offset == 64 * step)
  #expect(error?.reason == .tooDeep(limit: 64))
  #expect(throws: JSONError.self) { try parse(String(repeating: open, count: 1_000_000)) }
}

@Test("As many values as the limit are read, and one more is not")
func valueLimit() throws {
  let zeros = [UInt8](",0".utf8)
  var text = [UInt8]("[0".utf8)
  for _ in 2..<JSONValue.valueLimit { text += zeros }
  let close: [UInt8] = [UInt8(ascii: "]")]
  guard case .array(let elements) = try JSONValue.parse(text + close) else {
    Issue.record("not an array")
    return
  }
  #expect(elements.count == 1_048_575)
  let error = #expect(throws: JSONError.self) { try JSONValue.parse(text + zeros + close) }
  #expect(error?.reason == .tooManyValues(limit: 1_048_576))
}

@Test("30 combining marks in a row are read and 31 are not, so that a hostile key costs no hours")
func markLimit() throws {
  let marks = String(repeating: "\u{301}\u{323}", count: 15)
  #expect(try parse("\"a\(marks)b\(marks)\"") == .string("a\(marks)b\(marks)"))
  let error = #expect(throws: JSONError.self) { try parse("[\"a\(marks)\u{301}\"]") }
  #expect(error?.offset == 1)
  #expect(error?.reason == .tooManyMarks(limit: 30))
}

@Test("An error says where and what, in one line")
func errorDescription() {
  let error = #expect(throws: JSONError.self) { try parse("[1,\n]") }
  #expect(error?.description == "byte 4: ']' stands where a value must")
}
