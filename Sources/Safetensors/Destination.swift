import Foundation

/// Where a file shall be that is written: at the path, or at the end of the links that are there.
struct Destination {
  /// As the caller has it, for errors.
  let path: String
  /// Where the links lead: a file is here, or nothing.
  let target: String
  /// The file that was there at the start; nil for none.
  let replaced: FileAttributes?

  /// Follows the links.
  ///
  /// - Throws: `pathHasNUL`; `notReplaceable` for what is neither a regular file nor nothing; or `unwritable` with the message of the
  ///   system, as for links in a circle.
  init(path: String) throws(SafetensorsError) {
    func refusal(_ reason: SafetensorsError.Reason) -> SafetensorsError { SafetensorsError(file: path, reason: reason) }
    if path.utf8.contains(0) { throw refusal(.pathHasNUL) }
    var target = path
    // As many as the system follows.
    for _ in 0...40 {
      guard let status = try Self.status(target, of: path, AT_SYMLINK_NOFOLLOW) else { break }
      guard FileKind(mode: status.st_mode) == .link else { break }
      // What the link leads to is asked first: a pipe that is open in a process has no path.
      if let end = try Self.status(target, of: path, 0), FileKind(mode: end.st_mode) != .regular {
        throw refusal(.notReplaceable(found: "a link to \(FileKind(mode: end.st_mode).words)"))
      }
      if isInProcesses(target) { throw refusal(.notReplaceable(found: "a link to an open file of a process")) }
      guard let next = linkDestination(target) else { throw refusal(.unwritable(systemMessage(errno))) }
      target = next.hasPrefix("/") ? next : directory(of: target) + next
    }
    if target.isEmpty || target.hasSuffix("/") {
      // A directory is refused by its kind, and nothing can be made by such a name.
      if try Self.attributes(target, of: path) == nil { throw refusal(.unwritable(systemMessage(ENOENT))) }
    }
    self.path = path
    self.target = target
    replaced = try Self.attributes(target, of: path)
  }

  /// The file that is there now; nil for none.
  func attributes() throws(SafetensorsError) -> FileAttributes? {
    try Self.attributes(target, of: path)
  }

  private static func attributes(_ target: String, of path: String) throws(SafetensorsError) -> FileAttributes? {
    guard let status = try status(target, of: path, AT_SYMLINK_NOFOLLOW) else { return nil }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .regular else { throw SafetensorsError(file: path, reason: .notReplaceable(found: kind.words)) }
    return FileAttributes(status)
  }

  /// What the system says of the target; nil where nothing is there.
  private static func status(_ target: String, of path: String, _ flags: Int32) throws(SafetensorsError) -> stat? {
    var status = stat()
    // The call fills the variable; the string outlives it.
    if unsafe fstatat(AT_FDCWD, target, &status, flags) == 0 { return status }
    if errno == ENOENT { return nil }
    throw SafetensorsError(file: path, reason: .unwritable(systemMessage(errno)))
  }
}

/// All up to the last slash, or the working directory.
func directory(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
}

/// What is written in a link; nil where that cannot be read.
private func linkDestination(_ path: String) -> String? {
  // One byte more than a path can have, the 0 at its end included.
  var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
  // The call fills at most the length of the array, and keeps no pointer.
  let count = unsafe readlink(path, &bytes, bytes.count)
  guard count >= 0 else { return nil }
  return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// Whether the path is one under which the system lists what processes have open: such a link leads to the file itself and not to its name,
/// so what is put in the place of that name is not what the process has open.
private func isInProcesses(_ path: String) -> Bool {
  #if os(Linux)
    var (folder, processes) = (stat(), stat())
    // The calls fill the variables; the strings outlive them.
    return unsafe fstatat(AT_FDCWD, directory(of: path), &folder, 0) == 0
      && fstatat(AT_FDCWD, "/proc", &processes, 0) == 0 && folder.st_dev == processes.st_dev
  #else
    return false
  #endif
}
