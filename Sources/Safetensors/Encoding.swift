extension SafetensorsFile {
  /// The bytes of the file; equal contents give equal bytes.
  ///
  /// The metadata are sorted by key and come first, unless there are none. The tensors are sorted by name, those of
  /// `f64` in front of those of `f32`, and the header is padded with spaces to a multiple of 8 bytes, so that every
  /// element lies at a multiple of its size.
  ///
  /// A tensor named `__metadata__` or a header above `headerLimit` stops the program; `write(to:)` throws instead.
  public func encoded() -> [UInt8] {
    let header = encodedHeader()
    if let reason = refusal(header: header) { preconditionFailure("The tensors cannot be encoded: \(reason.sentence)") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(header.count + tensors.values.reduce(0) { $0 + $1.bytes.count })
    bytes += header
    for (_, tensor) in tensorsInOrder() { bytes += tensor.bytes }
    return bytes
  }

  /// Writes the bytes of `encoded()` to a new file beside the path, then moves that over whatever is at the path, so that
  /// a reader finds the old file or the new one and never a part.
  ///
  /// - Parameter path: where the file shall be, in a directory that exists. A symbolic link there is replaced.
  /// - Throws: `nameReserved`, `headerTooLong`, `pathHasNUL`, or `unwritable` with the message of the system; the path is
  ///   then as it was.
  public func write(to path: String) throws(SafetensorsError) {
    let header = encodedHeader()
    if let reason = refusal(header: header) { throw SafetensorsError(file: path, reason: reason) }
    let file = try NewFile(path: path)
    try file.append(header)
    for (_, tensor) in tensorsInOrder() { try file.append(tensor.bytes) }
    try file.moveIntoPlace()
  }

  private func refusal(header: [UInt8]) -> SafetensorsError.Reason? {
    if tensors[Self.metadataKey] != nil { return .nameReserved(Self.metadataKey) }
    let length = header.count - 8
    return length > Self.headerLimit ? .headerTooLong(length: UInt64(length), limit: Self.headerLimit) : nil
  }

  private func tensorsInOrder() -> [(key: String, value: Tensor)] {
    tensors.sorted {
      if $0.value.elementType != $1.value.elementType { return $0.value.elementType == .f64 }
      return precedes($0.key, $1.key)
    }
  }

  /// The header and the 8 bytes of its length in front of it.
  private func encodedHeader() -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { precedes($0.key, $1.key) }
      members.append(
        "\(jsonString(Self.metadataKey)):{\(pairs.map { "\(jsonString($0.key)):\(jsonString($0.value))" }.joined(separator: ","))}")
    }
    var begin = 0
    for (name, tensor) in tensorsInOrder() {
      let end = begin + tensor.bytes.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(jsonString(name)):{\"dtype\":\"\(tensor.elementType.rawValue)\",\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
    let length = UInt64(text.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) } + text
  }
}

/// By bytes, as other writers sort, and not by the canonical order of strings.
private func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// The string as JSON writes it, with the escapes that the format's own library chooses.
private func jsonString(_ text: String) -> String {
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
