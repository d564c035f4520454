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

/// How many bytes one call reads or writes at most: some systems refuse 2 GiB and more.
let longestCall = 1 << 30

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
    switch FileKind(mode: status.st_mode) {
    case .regular: break
    case .directory: throw refusal(.directory)
    case let kind: throw refusal(.notRegularFile(found: kind.words))
    }
    self.path = path
    self.descriptor = descriptor
    self.size = Int(status.st_size)
  }

  /// All bytes of the regular file at the path. A link is followed; nothing is waited for.
  package static func contents(of path: String) throws(SafetensorsError) -> [UInt8] {
    let file = try RegularFile(path: path)
    return try file.read(file.size)
  }

  /// The text that they are.
  package static func text(of path: String) throws(SafetensorsError) -> String {
    guard let text = String(validating: try contents(of: path), as: UTF8.self) else {
      throw SafetensorsError(file: path, reason: .unreadable("it is not UTF-8"))
    }
    return text
  }

  /// Fills the bytes from the offset on, wherever the front-to-back reading stands.
  package func read(into bytes: inout MutableRawSpan, at offset: Int) throws(SafetensorsError) {
    var filled = 0
    let count = bytes.byteCount
    while filled < count {
      // The call writes at most the length of the rest of the span, and keeps no pointer.
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...].prefix(longestCall))
        return unsafe pread(descriptor.number, rest.baseAddress, rest.count, off_t(offset + filled))
      }
      if got < 0 && errno == EINTR { continue }
      if got < 0 { throw SafetensorsError(file: path, reason: .unreadable(systemMessage(errno))) }
      if got == 0 { throw SafetensorsError(file: path, reason: .changedWhileRead(missing: count - filled)) }
      filled += got
    }
  }

  /// Reads the next bytes, exactly as many as asked for.
  package func read(_ count: Int) throws(SafetensorsError) -> [UInt8] {
    do {
      try ProcessMemory.require(count)
    } catch {
      throw SafetensorsError(file: path, reason: .outOfMemory(byteCount: error.byteCount))
    }
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
