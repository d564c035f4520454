extension SafetensorsFile {
  /// The bytes of the file; equal contents give equal bytes.
  ///
  /// The metadata are sorted by key and come first, unless there are none. The tensors are sorted by type,
  /// the last case of ``ElementType`` first, then by name, and the header is padded with spaces to a multiple of 8 bytes,
  /// so that every element lies at a multiple of its size.
  ///
  /// - Throws: `nameReserved`, `headerTooLong` or `outOfMemory`, of a file called `safetensors`.
  public func encoded() throws(SafetensorsError) -> [UInt8] {
    func error(_ reason: SafetensorsError.Reason) -> SafetensorsError { SafetensorsError(file: "safetensors", reason: reason) }
    let header = encodedHeader()
    if let reason = refusal(header: header) { throw error(reason) }
    // Tensors that share their bytes may have more together than memory has.
    let (count, overflow) = tensors.values.reduce((header.count, false)) { sum, tensor in
      let (next, overflow) = sum.0.addingReportingOverflow(tensor.bytes.count)
      return (next, sum.1 || overflow)
    }
    do {
      try ProcessMemory.require(overflow ? .max : count)
    } catch let refused {
      throw error(.outOfMemory(byteCount: refused.byteCount))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    bytes += header
    for (_, tensor) in tensorsInOrder() { bytes += tensor.bytes }
    return bytes
  }

  /// Writes the bytes of `encoded()` to a new file beside the path, then moves that over the file at the path, so that
  /// a reader finds the old file or the new one and never a part. The mode of the old file stays, and its owner and group where the
  /// system allows it; another hard link to it keeps the old contents.
  ///
  /// - Parameters:
  ///   - path: where the file shall be, in a directory that exists. A symbolic link there stays: what it leads to is written.
  ///   - durability: what it shall be safe from; a loss of power, unless said otherwise.
  /// - Throws: `nameReserved`, `headerTooLong`, `pathHasNUL`, `notReplaceable` for a directory, device, FIFO or
  ///   socket, or `unwritable` with the message of the system; the path is then as it was.
  public func write(to path: String, surviving durability: Durability = .powerLoss) throws(SafetensorsError) {
    let header = encodedHeader()
    if let reason = refusal(header: header) { throw SafetensorsError(file: path, reason: reason) }
    let file = try NewFile(path: path)
    // Bytes have no padding.
    try unsafe file.append(header.span.bytes)
    for (_, tensor) in tensorsInOrder() { try unsafe file.append(tensor.bytes.span.bytes) }
    try file.moveIntoPlace(surviving: durability)
  }

  private func refusal(header: [UInt8]) -> SafetensorsError.Reason? {
    if tensors[Self.metadataKey] != nil { return .nameReserved(Self.metadataKey) }
    let length = header.count - 8
    return length > Self.headerLimit ? .headerTooLong(length: UInt64(length), limit: Self.headerLimit) : nil
  }

  private func tensorsInOrder() -> [(key: String, value: Tensor)] {
    tensors.sorted {
      if $0.value.elementType != $1.value.elementType { return $0.value.elementType.rank > $1.value.elementType.rank }
      return precedes($0.key, $1.key)
    }
  }

  /// The header and the 8 bytes of its length in front of it.
  private func encodedHeader() -> [UInt8] {
    headerBytes(metadata: metadata, tensors: tensorsInOrder().map { ($0.key, $0.value.elementType, $0.value.shape, $0.value.bytes.count) })
  }
}
