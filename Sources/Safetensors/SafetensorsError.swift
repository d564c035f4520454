/// Why a file was not read or written.
public struct SafetensorsError: Error, Hashable, CustomStringConvertible, Sendable {
  /// The file: the path, or the name that the reader was given for the bytes.
  public let file: String
  /// What is wrong with it.
  public let reason: Reason

  /// `FILE: ` and one sentence that names the offending value and what is allowed.
  public var description: String {
    "\(file): \(reason.sentence)"
  }

  /// The causes. `found` says in a few words what stands where something else must.
  public enum Reason: Hashable, Sendable {
    // The file itself.

    /// The path holds a NUL, at which the system would cut it.
    case pathHasNUL
    /// There is no such file.
    case missing
    /// The path names a directory.
    case directory
    /// The path names something else that is not a regular file.
    case notRegularFile(found: String)
    /// The system refuses to open or read the file; its message.
    case unreadable(String)
    /// The file became shorter after its size was read.
    case changedWhileRead(missing: Int)
    /// What is written would take the place of something that is not a regular file.
    case notReplaceable(found: String)
    /// The system refuses to write the file; its message.
    case unwritable(String)
    /// What is read takes more memory than this process can get.
    case outOfMemory(byteCount: Int)
    /// The file is longer than the limit.
    case fileTooLong(size: Int, limit: Int)
    /// The file is too short for the 8 bytes of the header length.
    case tooShort(size: Int)

    // The header as a whole.

    /// The header would run past the end of the file.
    case headerPastEnd(length: UInt64, available: Int)
    /// The header is longer than the limit.
    case headerTooLong(length: UInt64, limit: Int)
    /// The header is not JSON.
    case headerNotJSON(JSONError)
    /// An object of the header has one key twice.
    case duplicateKey(String, offset: Int)
    /// The header is JSON and no object.
    case headerNotObject(found: String)
    /// Whitespace stands before the object.
    case headerNotStartingWithBrace(found: UInt8)
    /// `__metadata__` is not an object.
    case metadataNotObject(found: String)
    /// A member of `__metadata__` is not a string.
    case metadataNotString(key: String, found: String)

    // One tensor.

    /// The entry is not an object.
    case tensorNotObject(tensor: String, found: String)
    /// The entry lacks a member.
    case memberMissing(tensor: String, member: String)
    /// The entry has a member that the format does not define.
    case memberUnknown(tensor: String, member: String)
    /// The element type is not a string.
    case dtypeNotString(tensor: String, found: String)
    /// The element type is not one that is accepted.
    case dtypeNotAccepted(tensor: String, dtype: String)
    /// The shape is not an array.
    case shapeNotArray(tensor: String, found: String)
    /// An extent is not a whole number from 0 on that an `Int` holds.
    case shapeNotWhole(tensor: String, found: String)
    /// The shape needs more bytes than an `Int` counts.
    case shapeTooLarge(tensor: String, shape: [Int])
    /// The offsets are not an array of two elements.
    case offsetsNotPair(tensor: String, found: String)
    /// An offset is not a whole number from 0 on that an `Int` holds.
    case offsetsNotWhole(tensor: String, found: String)
    /// The end lies before the begin.
    case offsetsReversed(tensor: String, begin: Int, end: Int)
    /// The end lies past the end of the data.
    case offsetsPastEnd(tensor: String, end: Int, dataSize: Int)
    /// The offsets span another number of bytes than shape and type need.
    case sizeMismatch(tensor: String, spanned: Int, needed: Int)
    /// A tensor begins before the one in front of it ends.
    case overlap(tensor: String, begin: Int, other: String, otherEnd: Int)
    /// Bytes in front of a tensor belong to no tensor.
    case gap(tensor: String, from: Int, to: Int)

    // The rest.

    /// Bytes after the last tensor belong to no tensor.
    case trailingBytes(count: Int)
    /// A tensor to be written has the name that the format reserves for the metadata.
    case nameReserved(String)
    /// Two tensors to be written have one name.
    case nameRepeated(String)
    /// All tensors to be written take more bytes than an `Int` counts.
    case dataTooLong
    /// More bytes are appended than the tensors have left.
    case tooManyBytes(Int, left: Int, promised: Int)
    /// The file is finished before all bytes of its tensors have come.
    case unfinished(appended: Int, promised: Int)
    /// A tensor is asked for that the file has not.
    case tensorMissing(String)
    /// Bytes are asked for that a tensor has not.
    case rangeOutside(tensor: String, offset: Int, count: Int, size: Int)
    /// A tensor of another type is read as numbers of single precision.
    case notSinglePrecision(tensor: String, found: ElementType)
  }
}
