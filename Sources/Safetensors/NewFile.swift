import Foundation

/// A file that grows beside its path until it is moved there; removed if that never happens.
///
/// - A symbolic link at the path stays: what it leads to is replaced, or made where nothing is there.
/// - The mode of a file that is replaced stays, and its owner and group where the system allows it. Another hard link to it keeps the old
///   contents.
/// - A directory, device, FIFO or socket is refused, and what a link leads to as well: when the file is begun, and again before the move.
///
/// Its name is `.NAME.16 hexadecimal digits.partial`, and its writer holds a lock on it. The lock ends with the process, however that ends,
/// so what a killed one left can be told from what another is writing, and the next writer to the same path removes it.
package struct NewFile: ~Copyable {
  private let destination: Destination
  private let temporary: String
  private let descriptor: Descriptor

  package init(path: String) throws(SafetensorsError) {
    let destination = try Destination(path: path)
    let names = TemporaryNames(path: destination.target)
    names.removeAbandoned()
    while true {
      let file = try NewFile(destination, temporary: names.new())
      if file.isLocked() {
        self = file
        return
      }
    }
  }

  private init(_ destination: Destination, temporary: String) throws(SafetensorsError) {
    // What is replaced may be secret: until the new file has the mode of the old one, its owner alone may read it.
    let mode: mode_t = destination.replaced == nil ? 0o666 : 0o600
    // O_EXCL: never a file that is there already, nor one behind a link. The string outlives the call.
    let number = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard number >= 0 else { throw SafetensorsError(file: destination.path, reason: .unwritable(systemMessage(errno))) }
    self.destination = destination
    self.temporary = temporary
    descriptor = Descriptor(number: number)
  }

  /// Locks the file, and is false where another writer took it for abandoned before: then it is gone, or soon will be.
  /// On a file system without locks none is taken for abandoned.
  private func isLocked() -> Bool {
    if flock(descriptor.number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK { return false }
    var status = stat()
    // The call fills the variable and keeps no pointer.
    return unsafe fstat(descriptor.number, &status) != 0 || status.st_nlink > 0
  }

  deinit {
    // After the move the name is gone, and this does nothing. The string outlives the call.
    _ = unsafe unlink(temporary)
  }

  /// Puts a file of these bytes in the place of the one at the path: a reader finds the old one or the new one, whole.
  package static func replace(
    _ path: String, with bytes: [UInt8], surviving durability: Durability = .powerLoss
  ) throws(SafetensorsError) {
    let file = try NewFile(path: path)
    // Bytes have no padding.
    try unsafe file.append(bytes.span.bytes)
    try file.moveIntoPlace(surviving: durability)
  }

  package func append(_ bytes: RawSpan) throws(SafetensorsError) {
    var done = 0
    let count = bytes.byteCount
    while done < count {
      // The call reads at most the length of the rest of the span, and keeps no pointer.
      let got = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...].prefix(longestCall))
        return unsafe Foundation.write(descriptor.number, rest.baseAddress, rest.count)
      }
      if got < 0 && errno == EINTR { continue }
      if got < 0 { throw unwritable() }
      done += got
    }
  }

  package consuming func moveIntoPlace(surviving durability: Durability) throws(SafetensorsError) {
    try (destination.attributes() ?? destination.replaced)?.give(to: descriptor)
    // Before the move, so that no loss of power can leave a part under the name.
    if durability == .powerLoss { guard synchronize(descriptor.number) else { throw unwritable() } }
    // The move would replace whatever has come there meanwhile.
    _ = try destination.attributes()
    // The strings outlive the call.
    guard unsafe rename(temporary, destination.target) == 0 else { throw unwritable() }
    if durability == .powerLoss { try synchronizeDirectory() }
  }

  private func synchronizeDirectory() throws(SafetensorsError) {
    // The string outlives the call.
    let number = unsafe open(directory(of: destination.target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw unwritable() }
    let directory = Descriptor(number: number)
    // EINVAL: a file system on which directories need none.
    guard synchronize(directory.number) || errno == EINVAL else { throw unwritable() }
  }

  private func unwritable() -> SafetensorsError {
    SafetensorsError(file: destination.path, reason: .unwritable(systemMessage(errno)))
  }
}

private func synchronize(_ number: Int32) -> Bool {
  #if canImport(Darwin)
    // There fsync leaves the data in the memory of the disk. Not every file system has the stronger call.
    if fcntl(number, F_FULLFSYNC) == 0 { return true }
  #endif
  return fsync(number) == 0
}
