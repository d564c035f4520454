import Safetensors
import Testing

private let pastEnd = "the header is said to have"
private let notJSON = "the header is not JSON: byte"

private let files: [Damaged] = [
  // The length of the header.
  Damaged([], "the file has 0 bytes; the header length alone takes 8."),
  Damaged([2], "the file has 1 byte; the header length alone takes 8."),
  Damaged([2, 0, 0, 0, 0, 0, 0], "the file has 7 bytes; the header length alone takes 8."),
  Damaged(fileBytes("", claiming: 2), "\(pastEnd) 2 bytes; the file has 0 after the header length."),
  Damaged(fileBytes("{}", claiming: 3), "\(pastEnd) 3 bytes; the file has 2 after the header length."),
  Damaged(fileBytes("{}", claiming: 1 << 62), "\(pastEnd) 4611686018427387904 bytes; the file has 2 after the header length."),
  Damaged(fileBytes("{}", claiming: 1 << 63), "\(pastEnd) 9223372036854775808 bytes; the file has 2 after the header length."),
  Damaged(fileBytes("{}", claiming: .max), "\(pastEnd) 18446744073709551615 bytes; the file has 2 after the header length."),
  Damaged(
    fileBytes([UInt8](repeating: 0x20, count: 8_388_609)), "the header is said to have 8388609 bytes; at most 8388608 are allowed."),

  // No JSON.
  Damaged("", "\(notJSON) 0: the text ends where a value must follow."),
  Damaged("        ", "\(notJSON) 8: the text ends where a value must follow."),
  Damaged("{", "\(notJSON) 1: the text ends where a key in quotation marks must follow."),
  Damaged("{}}", "\(notJSON) 2: '}' follows the value; only whitespace may."),
  Damaged("{}\u{0}", "\(notJSON) 2: byte 0x00 follows the value; only whitespace may."),
  Damaged("\u{FEFF}{}", "\(notJSON) 0: byte 0xEF stands where a value must."),
  Damaged(fileBytes([0x7B, 0x22, 0xFF, 0x22, 0x7D]), "\(notJSON) 2: the bytes from here on are not UTF-8."),
  Damaged("{\"w\":{\"shape\":[01]}}", "\(notJSON) 16: a number starts with a zero and another digit; only a zero alone may lead."),
  Damaged("{\"w\":{\"shape\":[NaN]}}", "\(notJSON) 15: 'N' stands where a value must."),
  Damaged("{\"w\":[],}", "\(notJSON) 8: '}' stands where a key in quotation marks must."),
  Damaged("{\"\\uD800\":1}", "\(notJSON) 2: the escape \\uD800 is half of a surrogate pair without the other half."),
  Damaged(
    "{\"w\":" + String(repeating: "[", count: 64), "\(notJSON) 68: more than 64 objects and arrays lie inside one another."),

  // JSON, and not such an object.
  Damaged("[]", "the header is an array of length 0; it must be an object."),
  Damaged("\"{}\"", "the header is the string \"{}\"; it must be an object."),
  Damaged("1", "the header is the number 1; it must be an object."),
  Damaged("null", "the header is null; it must be an object."),
  Damaged("true", "the header is true; it must be an object."),
  Damaged(" {}", "the header starts with byte 0x20; it must start with '{'."),
  Damaged("\n{}", "the header starts with byte 0x0A; it must start with '{'."),
  Damaged("{\"w\":1,\"w\":2}", "the header has the key \"w\" a second time at byte 7; a key may stand once in an object."),
  Damaged("{\"w\":1,\"\\u0077\":2}", "the header has the key \"w\" a second time at byte 7; a key may stand once in an object."),
  Damaged(
    "{\"w\":{\"shape\":[],\"shape\":[]}}",
    "the header has the key \"shape\" a second time at byte 17; a key may stand once in an object."),
  Damaged(
    "{\"__metadata__\":{},\"__metadata__\":{}}",
    "the header has the key \"__metadata__\" a second time at byte 19; a key may stand once in an object."),

  // The metadata.
  Damaged("{\"__metadata__\":[]}", "__metadata__ is an array of length 0; it must be an object."),
  Damaged("{\"__metadata__\":null}", "__metadata__ is null; it must be an object."),
  Damaged("{\"__metadata__\":{\"k\":1}}", "the metadata \"k\" is the number 1; it must be a string."),
  Damaged("{\"__metadata__\":{\"k\":\"v\",\"l\":{}}}", "the metadata \"l\" is an object; it must be a string."),
  Damaged("{\"__metadata__\":{\"k\":null}}", "the metadata \"k\" is null; it must be a string."),
]

@Test("A damaged header is refused by name", arguments: files)
func damagedHeader(file: Damaged) {
  #expect(refusal(of: file.bytes) == "bad: \(file.message)")
}

@Test("What a message quotes is short and cannot steer a terminal")
func quotedName() {
  let name = "\\u001b[31m\\u202e\\\"" + String(repeating: "x", count: 1_000_000)
  let shown = "\\u{1B}[31m\\u{202E}\\\"" + String(repeating: "x", count: 57) + "…"
  #expect(refusal(of: fileBytes("{\"\(name)\":1}")) == "bad: the entry of tensor \"\(shown)\" is the number 1; it must be an object.")
  let digits = String(repeating: "9", count: 1_000_000)
  #expect(
    refusal(of: fileBytes("{\"w\":\(digits)}"))
      == "bad: the entry of tensor \"w\" is the number \(digits.prefix(64))…; it must be an object.")
}
