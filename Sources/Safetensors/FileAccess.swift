import Foundation

/// An open file of the system, closed when the value ends.
struct Descriptor: ~Copyable {
  let number: Int32

  deinit {
    close(number)
  }
}

/// The system's words for the last call that failed.
func systemMessage(_ code: Int32) -> String {
  // The system returns a C string of its own, which is copied before anything else can run on this thread.
  unsafe String(cString: strerror(code))
}

/// A regular file that is open for reading, from front to back.
package struct RegularFile: ~Copyable {
  private let path: String
  private let descriptor: Descriptor
  package let size: Int

  package init(path: String) throws(SafetensorsError) {
    func refusal(_ reason: SafetensorsError.Reason) -> SafetensorsError { SafetensorsError(file: path, reason: reason) }
    if path.utf8.contains(0) { throw refusal(.pathHasNUL) }
    // A FIFO without a writer would block an open without O_NONBLOCK; for a regular file the flag changes nothing.
    // The string outlives the call, which keeps no pointer.
    let number = unsafe open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { throw refusal(errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(systemMessage(errno))) }
    let descriptor = Descriptor(number: number)
    // Asked of the open file, so that no other file can take its place in between.
    var status = stat()
    // The call fills the variable and keeps no pointer.
    guard unsafe fstat(number, &status) == 0 else { throw refusal(.unreadable(systemMessage(errno))) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw refusal(.directory)
    case S_IFIFO: throw refusal(.notRegularFile(found: "a FIFO"))
    case S_IFCHR, S_IFBLK: throw refusal(.notRegularFile(found: "a device"))
    default: throw refusal(.notRegularFile(found: "a special file"))
    }
    self.path = path
    self.descriptor = descriptor
    self.size = Int(status.st_size)
  }

  /// Reads the next bytes, exactly as many as asked for.
  package func read(_ count: Int) throws(SafetensorsError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      // The call writes at most the length of the rest of the array, and keeps no pointer.
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return unsafe Foundation.read(descriptor.number, rest.baseAddress, rest.count)
      }
      if got < 0 && errno == EINTR { continue }
      if got < 0 { throw SafetensorsError(file: path, reason: .unreadable(systemMessage(errno))) }
      if got == 0 { throw SafetensorsError(file: path, reason: .changedWhileRead(missing: count - filled)) }
      filled += got
    }
    return bytes
  }
}

/// A file that grows beside its path until it is moved there; removed if that never happens.
struct NewFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Descriptor

  init(path: String) throws(SafetensorsError) {
    if path.utf8.contains(0) { throw SafetensorsError(file: path, reason: .pathHasNUL) }
    let directory = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    let temporary = "\(directory).\(String(UInt64.random(in: 0...UInt64.max), radix: 16)).partial"
    // O_EXCL: never a file that is there already, nor one behind a link. The string outlives the call.
    let number = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard number >= 0 else { throw SafetensorsError(file: path, reason: .unwritable(systemMessage(errno))) }
    self.path = path
    self.temporary = temporary
    self.descriptor = Descriptor(number: number)
  }

  deinit {
    // After the move the name is gone, and this does nothing. The string outlives the call.
    _ = unsafe unlink(temporary)
  }

  func append(_ bytes: [UInt8]) throws(SafetensorsError) {
    var written = 0
    while written < bytes.count {
      // The call reads at most the length of the rest of the array, and keeps no pointer.
      let got = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe Foundation.write(descriptor.number, rest.baseAddress, rest.count)
      }
      if got < 0 && errno == EINTR { continue }
      if got < 0 { throw unwritable() }
      written += got
    }
  }

  func moveIntoPlace() throws(SafetensorsError) {
    // Before the move, so that a crash cannot leave an empty file under the name.
    guard fsync(descriptor.number) == 0 else { throw unwritable() }
    // The strings outlive the call.
    guard unsafe rename(temporary, path) == 0 else { throw unwritable() }
  }

  private func unwritable() -> SafetensorsError {
    SafetensorsError(file: path, reason: .unwritable(systemMessage(errno)))
  }
}
