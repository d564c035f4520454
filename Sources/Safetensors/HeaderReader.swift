/// A tensor that the header describes, checked against the size of the data.
struct TensorEntry {
  let name: String
  let elementType: ElementType
  let shape: [Int]
  let begin: Int
  let end: Int

  var byteCount: Int { end - begin }
}

/// What a header says.
struct Header {
  let metadata: [String: String]
  /// In the order of the data, which they cover exactly.
  let entries: [TensorEntry]
}

/// Checks a header; allocates no more than the header bytes warrant.
struct HeaderReader {
  /// The name for errors.
  let file: String

  func refusal(_ reason: SafetensorsError.Reason) -> SafetensorsError {
    SafetensorsError(file: file, reason: reason)
  }

  /// The length of the header, from the up to 8 bytes at the start of a file of the given size.
  func length(prefix: some Collection<UInt8>, fileSize: Int) throws(SafetensorsError) -> Int {
    guard prefix.count == 8 else { throw refusal(.tooShort(size: fileSize)) }
    let length = prefix.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let available = fileSize - 8
    guard length <= UInt64(available) else { throw refusal(.headerPastEnd(length: length, available: available)) }
    let limit = SafetensorsFile.headerLimit
    guard length <= UInt64(limit) else { throw refusal(.headerTooLong(length: length, limit: limit)) }
    return Int(length)
  }

  /// Reads the header of a file with `dataSize` bytes of data.
  func header(_ bytes: [UInt8], dataSize: Int) throws(SafetensorsError) -> Header {
    var metadata: [String: String] = [:]
    var entries: [TensorEntry] = []
    for member in try members(bytes) {
      if member.key == SafetensorsFile.metadataKey {
        metadata = try strings(member.value)
      } else {
        entries.append(try entry(member, dataSize: dataSize))
      }
    }
    return Header(metadata: metadata, entries: try inOrder(entries, dataSize: dataSize))
  }

  private func members(_ bytes: [UInt8]) throws(SafetensorsError) -> [JSONMember] {
    let value: JSONValue
    do {
      value = try JSONValue.parse(bytes)
    } catch {
      if case .duplicateKey(let key) = error.reason { throw refusal(.duplicateKey(key, offset: error.offset)) }
      throw refusal(.headerNotJSON(error))
    }
    guard case .object(let members) = value else { throw refusal(.headerNotObject(found: value.summary)) }
    if let first = bytes.first, first != UInt8(ascii: "{") { throw refusal(.headerNotStartingWithBrace(found: first)) }
    return members
  }

  private func strings(_ value: JSONValue) throws(SafetensorsError) -> [String: String] {
    guard case .object(let members) = value else { throw refusal(.metadataNotObject(found: value.summary)) }
    var strings: [String: String] = [:]
    for member in members {
      guard case .string(let text) = member.value else {
        throw refusal(.metadataNotString(key: member.key, found: member.value.summary))
      }
      strings[member.key] = text
    }
    return strings
  }

  /// Checks that the tensors cover the data exactly, and returns them in the order of the data.
  private func inOrder(_ entries: [TensorEntry], dataSize: Int) throws(SafetensorsError) -> [TensorEntry] {
    // An empty tensor sorts in front of the one that begins where it does; the name settles the rest.
    let sorted = entries.sorted { ($0.begin, $0.end, $0.name) < ($1.begin, $1.end, $1.name) }
    var covered = 0
    var previous = ""
    for entry in sorted {
      if entry.begin < covered {
        throw refusal(.overlap(tensor: entry.name, begin: entry.begin, other: previous, otherEnd: covered))
      }
      if entry.begin > covered { throw refusal(.gap(tensor: entry.name, from: covered, to: entry.begin)) }
      covered = entry.end
      previous = entry.name
    }
    if covered < dataSize { throw refusal(.trailingBytes(count: dataSize - covered)) }
    return sorted
  }
}
