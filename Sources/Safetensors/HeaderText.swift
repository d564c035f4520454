/// A header with the 8 bytes of its length in front: the metadata sorted by key, unless there are none, then the tensors in the order of
/// their data, and spaces up to a multiple of 8 bytes.
func headerBytes(
  metadata: [String: String], tensors: [(name: String, elementType: ElementType, shape: [Int], byteCount: Int)]
) -> [UInt8] {
  var text: [UInt8] = [UInt8](repeating: 0, count: 8)
  text.append(UInt8(ascii: "{"))
  if !metadata.isEmpty {
    text += "\(jsonString(SafetensorsFile.metadataKey)):{".utf8
    let pairs = metadata.sorted { precedes($0.key, $1.key) }
    text += pairs.map { "\(jsonString($0.key)):\(jsonString($0.value))" }.joined(separator: ",").utf8
    text += "}".utf8
    if !tensors.isEmpty { text.append(UInt8(ascii: ",")) }
  }
  var begin = 0
  for (index, tensor) in tensors.enumerated() {
    let end = begin + tensor.byteCount
    let shape = tensor.shape.map(String.init).joined(separator: ",")
    if index > 0 { text.append(UInt8(ascii: ",")) }
    text += "\(jsonString(tensor.name)):{\"dtype\":\"\(tensor.elementType.rawValue)\",\"shape\":[\(shape)]".utf8
    text += ",\"data_offsets\":[\(begin),\(end)]}".utf8
    begin = end
  }
  text.append(UInt8(ascii: "}"))
  while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
  let length = UInt64(text.count - 8)
  for index in 0..<8 { text[index] = UInt8(truncatingIfNeeded: length >> (8 * UInt64(index))) }
  return text
}

/// By bytes, as other writers sort, and not by the canonical order of strings.
func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// The string as JSON writes it, with the escapes that the format's own library chooses.
func jsonString(_ text: String) -> String {
  var json = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case "\u{8}": json += "\\b"
    case "\t": json += "\\t"
    case "\n": json += "\\n"
    case "\u{C}": json += "\\f"
    case "\r": json += "\\r"
    case "\0"..."\u{F}": json += "\\u000\(String(scalar.value, radix: 16))"
    case "\u{10}"..."\u{1F}": json += "\\u00\(String(scalar.value, radix: 16))"
    default: json.unicodeScalars.append(scalar)
    }
  }
  return json + "\""
}
