/// Writes a file of any size in little memory: its tensors are named first, then their bytes are handed over piece by piece.
///
/// ```swift
/// var writer = try SafetensorsWriter(path: path, tensors: [("w", try .init(elementType: .f32, shape: [3]))])
/// try writer.append(values.span)
/// try writer.finish()
/// ```
///
/// The bytes go to a new file beside the path, named `.NAME.….partial`. `finish()` moves it over the file at the path; until then the old
/// file is there, and where the writer ends before, the new one is removed. What a killed process left is removed by the next writer to
/// the same path. The mode of the old file stays, and its owner and group where the system allows it; another hard link to it keeps the
/// old contents.
public struct SafetensorsWriter: ~Copyable {
  private let file: NewFile
  private let path: String
  /// How many bytes of data the header promises, and how many of them have come.
  private let promised: Int
  private var appended = 0

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - path: where the file shall be, in a directory that exists. A symbolic link there stays: what it leads to is written.
  ///   - metadata: what `__metadata__` shall hold.
  ///   - tensors: names, types and shapes, in the order of their data. The format wants no alignment; types that narrow from tensor to
  ///     tensor give it.
  /// - Throws: `nameReserved`, `nameRepeated`, `headerTooLong`, `pathHasNUL`, `notReplaceable` for a directory, device, FIFO or
  ///   socket, `dataTooLong`, `unwritable` with the message of the system, or for what the reader refuses in a header what it says then, such as of more
  ///   tensors than it takes.
  public init(
    path: String, metadata: [String: String] = [:], tensors: [(name: String, layout: SafetensorsLayout.Tensor)]
  ) throws(SafetensorsError) {
    var names: Set<String> = []
    var promised = 0
    for (name, tensor) in tensors {
      if name == SafetensorsFile.metadataKey { throw SafetensorsError(file: path, reason: .nameReserved(name)) }
      if !names.insert(name).inserted { throw SafetensorsError(file: path, reason: .nameRepeated(name)) }
      let (sum, overflow) = promised.addingReportingOverflow(tensor.byteCount)
      if overflow { throw SafetensorsError(file: path, reason: .dataTooLong) }
      promised = sum
    }
    let header = headerBytes(
      metadata: metadata, tensors: tensors.map { ($0.name, $0.layout.elementType, $0.layout.shape, $0.layout.byteCount) })
    // What the reader would refuse is not written: its limits are the format's here.
    let reader = HeaderReader(file: path)
    let (fileSize, overflow) = promised.addingReportingOverflow(header.count)
    if overflow { throw SafetensorsError(file: path, reason: .dataTooLong) }
    _ = try reader.length(prefix: header.prefix(8), fileSize: fileSize)
    _ = try reader.header(Array(header.dropFirst(8)), dataSize: promised)
    let file = try NewFile(path: path)
    // Bytes have no padding.
    try unsafe file.append(header.span.bytes)
    self.file = file
    self.path = path
    self.promised = promised
  }

  /// Appends the next bytes of the data: little-endian elements in row-major order. A piece may end anywhere, in one tensor or another.
  ///
  /// - Throws: `tooManyBytes` where the tensors have fewer left, or `unwritable` with the message of the system.
  public mutating func append(_ bytes: RawSpan) throws(SafetensorsError) {
    guard bytes.byteCount <= promised - appended else {
      throw SafetensorsError(
        file: path, reason: .tooManyBytes(bytes.byteCount, left: promised - appended, promised: promised))
    }
    try file.append(bytes)
    appended += bytes.byteCount
  }

  /// Appends numbers of single precision. As ``append(_:)`` of their bytes.
  public mutating func append(_ values: Span<Float>) throws(SafetensorsError) {
    // A Float has no padding.
    try unsafe append(values.bytes)
  }

  /// Moves the file into its place.
  ///
  /// - Parameter durability: what it shall be safe from; a loss of power, unless said otherwise.
  /// - Throws: `unfinished` where bytes of the tensors are still to come, or `unwritable` with the message of the system. The old file is then still there, unless only the directory could not be
  ///   brought to the disk.
  public consuming func finish(surviving durability: Durability = .powerLoss) throws(SafetensorsError) {
    guard appended == promised else {
      throw SafetensorsError(file: path, reason: .unfinished(appended: appended, promised: promised))
    }
    try file.moveIntoPlace(surviving: durability)
  }
}
