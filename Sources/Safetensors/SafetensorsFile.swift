/// The contents of a safetensors file: named tensors, and strings that describe them.
public struct SafetensorsFile: Sendable, Hashable {
  /// What the header's `__metadata__` holds; empty where it has none.
  public var metadata: [String: String]
  /// The tensors by name.
  public var tensors: [String: Tensor]

  /// The longest header that is read or written, in bytes: 8 MiB.
  public static let headerLimit = 1 << 23

  /// The longest file that is read, in bytes: 16 GiB. A sparse file of any size costs its maker nothing.
  public static let fileLimit = 1 << 34

  static let metadataKey = "__metadata__"

  /// Makes the contents of a file. No tensor may be named `__metadata__`; writing refuses one that is.
  public init(metadata: [String: String] = [:], tensors: [String: Tensor] = [:]) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// Reads a file.
  ///
  /// Every claim of the header is checked against the size of the file before a tensor is read, so a file costs at most
  /// its own size in memory, and the header once more in parsed form. A symbolic link is followed; a directory, a FIFO or
  /// a device is refused without waiting for it.
  ///
  /// - Parameter path: the path of a regular file, relative to the working directory or absolute.
  /// - Throws: the one thing that is wrong with the file, the first where there are several.
  public init(contentsOf path: String) throws(SafetensorsError) {
    do {
      try self.init(contentsOf: path) { _ in }
    } catch let error as SafetensorsError {
      throw error
    } catch {
      preconditionFailure("a check that accepts everything threw \(error)")
    }
  }

  /// Reads a file whose layout `accept` does not object to: what is not wanted is refused before its data are read.
  ///
  /// - Throws: as ``init(contentsOf:)``, and what `accept` throws.
  public init(contentsOf path: String, accept: (SafetensorsLayout) throws -> Void) throws {
    let file = try RegularFile(path: path)
    let reader = HeaderReader(file: path)
    guard file.size <= Self.fileLimit else { throw reader.refusal(.fileTooLong(size: file.size, limit: Self.fileLimit)) }
    let length = try reader.length(prefix: try file.read(min(8, file.size)), fileSize: file.size)
    let header = try reader.header(try file.read(length), dataSize: file.size - 8 - length)
    try accept(SafetensorsLayout(header))
    // Each tensor is asked for again, by itself; a sparse file of any size would pass that until the memory is full.
    let dataSize = file.size - 8 - length
    guard dataSize <= ProcessMemory.limit else { throw reader.refusal(.outOfMemory(byteCount: dataSize)) }
    self.init(metadata: header.metadata)
    // The entries lie one after the other, so reading on is reading the next one.
    for entry in header.entries {
      let bytes = try file.read(entry.byteCount)
      tensors[entry.name] = Tensor(elementType: entry.elementType, shape: entry.shape, checked: bytes)
    }
  }

  /// Reads the bytes of a file that is in memory already.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - name: what errors call the file.
  /// - Throws: the one thing that is wrong with the bytes, the first where there are several.
  public init(bytes: [UInt8], name: String) throws(SafetensorsError) {
    do {
      try self.init(bytes: bytes, name: name) { _ in }
    } catch let error as SafetensorsError {
      throw error
    } catch {
      preconditionFailure("a check that accepts everything threw \(error)")
    }
  }

  /// Reads bytes whose layout `accept` does not object to, as the reader of a file does.
  ///
  /// - Throws: as ``init(bytes:name:)``, and what `accept` throws.
  public init(bytes: [UInt8], name: String, accept: (SafetensorsLayout) throws -> Void) throws {
    let reader = HeaderReader(file: name)
    let length = try reader.length(prefix: bytes.prefix(8), fileSize: bytes.count)
    let start = 8 + length
    let header = try reader.header(Array(bytes[8..<start]), dataSize: bytes.count - start)
    try accept(SafetensorsLayout(header))
    self.init(metadata: header.metadata)
    for entry in header.entries {
      let piece = Array(bytes[start + entry.begin..<start + entry.end])
      tensors[entry.name] = Tensor(elementType: entry.elementType, shape: entry.shape, checked: piece)
    }
  }
}
