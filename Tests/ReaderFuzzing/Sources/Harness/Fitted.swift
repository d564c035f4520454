/// A safetensors file whose first eight bytes say how long its header really is: up to the brace that closes it and the spaces after it.
/// Nearly every change of a header changes its length, and without this the reader would see no more than that. Nil where no brace closes.
public func fitted(_ bytes: [UInt8]) -> [UInt8]? {
  var depth = 0
  var isInString = false
  var i = 8
  while i < bytes.count {
    let byte = bytes[i]
    i += 1
    switch (byte, isInString) {
    case (UInt8(ascii: "\\"), true): i += 1
    case (UInt8(ascii: "\""), _): isInString.toggle()
    case (UInt8(ascii: "{"), false): depth += 1
    case (UInt8(ascii: "}"), false): depth -= 1
    default: break
    }
    guard byte == UInt8(ascii: "}"), !isInString, depth <= 0 else { continue }
    while i < bytes.count && bytes[i] == UInt8(ascii: " ") { i += 1 }
    let length = UInt64(i - 8)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) } + bytes[8...]
  }
  return nil
}
