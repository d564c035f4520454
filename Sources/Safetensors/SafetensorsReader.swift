/// Reads a file of any size in little memory: the header is checked first, then tensors are read straight into the caller's memory.
///
/// ```swift
/// let reader = try SafetensorsReader(path: path)
/// var span = values.mutableSpan
/// try reader.read("w", into: &span)
/// ```
///
/// The file stays open, so one that is moved over it meanwhile changes nothing; one that is written in place must not be.
public struct SafetensorsReader: ~Copyable {
  /// What the header says, all of it checked against the size of the file.
  public let layout: SafetensorsLayout

  private let file: RegularFile
  private let path: String
  private let entries: [String: (begin: Int, end: Int)]

  /// Opens a file and reads its header, which must hold what ``SafetensorsFile`` wants of it. No data are read.
  ///
  /// - Parameters:
  ///   - path: the path of a regular file, relative to the working directory or absolute. A symbolic link is followed.
  ///   - fileLimit: the longest file that is taken, in bytes; nil for any.
  /// - Throws: the one thing that is wrong with the file, the first where there are several.
  public init(path: String, fileLimit: Int? = nil) throws(SafetensorsError) {
    let file = try RegularFile(path: path)
    let reader = HeaderReader(file: path)
    if let fileLimit, file.size > fileLimit { throw reader.refusal(.fileTooLong(size: file.size, limit: fileLimit)) }
    let length = try reader.length(prefix: try file.read(min(8, file.size)), fileSize: file.size)
    let header = try reader.header(try file.read(length), dataSize: file.size - 8 - length)
    layout = SafetensorsLayout(header)
    let start = 8 + length
    var entries: [String: (begin: Int, end: Int)] = [:]
    for entry in header.entries { entries[entry.name] = (start + entry.begin, start + entry.end) }
    self.entries = entries
    self.file = file
    self.path = path
  }

  /// Fills the bytes from a tensor: little-endian elements in row-major order.
  ///
  /// - Parameters:
  ///   - name: which tensor, one of `layout.names`.
  ///   - bytes: what is filled, all of it.
  ///   - offset: at which byte of the tensor to begin.
  /// - Throws: `tensorMissing`, `rangeOutside` where it has fewer bytes from the offset on, `unreadable` with the message of the system, or `changedWhileRead` where the file is shorter now.
  public func read(_ name: String, into bytes: inout MutableRawSpan, from offset: Int = 0) throws(SafetensorsError) {
    guard let (begin, end) = entries[name] else { throw SafetensorsError(file: path, reason: .tensorMissing(name)) }
    guard offset >= 0 && offset <= end - begin && bytes.byteCount <= end - begin - offset else {
      throw SafetensorsError(
        file: path, reason: .rangeOutside(tensor: name, offset: offset, count: bytes.byteCount, size: end - begin))
    }
    try file.read(into: &bytes, at: begin + offset)
  }

  /// Fills numbers of single precision from a tensor of them. As ``read(_:into:from:)`` of their bytes.
  ///
  /// - Parameters:
  ///   - name: which tensor, one of `layout.names`.
  ///   - values: what is filled, all of it.
  ///   - offset: at which element to begin.
  /// - Throws: as for bytes, and `notSinglePrecision`.
  public func read(_ name: String, into values: inout MutableSpan<Float>, from offset: Int = 0) throws(SafetensorsError) {
    if let found = layout.tensors[name]?.elementType, found != .f32 {
      throw SafetensorsError(file: path, reason: .notSinglePrecision(tensor: name, found: found))
    }
    let (start, overflow) = offset.multipliedReportingOverflow(by: 4)
    // A Float has no padding, and any bits are one.
    var bytes = unsafe values.mutableBytes
    try read(name, into: &bytes, from: overflow ? .max : start)
  }
}
