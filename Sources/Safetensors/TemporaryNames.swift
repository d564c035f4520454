import Foundation

/// The names of the files that grow beside a path.
struct TemporaryNames {
  /// Where the file shall be.
  let directory: String
  private let prefix: String

  init(path: String) {
    directory = Safetensors.directory(of: path)
    var name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    // A name may have 255 bytes; two long ones that begin alike may share the rest.
    while name.utf8.count > 200 { name.removeLast() }
    prefix = ".\(name)."
  }

  func new() -> String {
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    return directory + prefix + String(repeating: "0", count: 16 - digits.count) + digits + Self.suffix
  }

  /// Removes the files of this path that no process holds a lock on. What cannot be read or removed stays.
  func removeAbandoned() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for name in names where isTemporary(name) {
      // O_NOFOLLOW, O_NONBLOCK: neither a link nor a FIFO of that name leads astray. The string outlives the call.
      let number = unsafe open(directory + name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard number >= 0 else { continue }
      let descriptor = Descriptor(number: number)
      // The string outlives the call.
      if flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 { _ = unsafe unlink(directory + name) }
    }
  }

  private func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(Self.suffix) else { return false }
    let digits = name.utf8.dropFirst(prefix.utf8.count).dropLast(Self.suffix.utf8.count)
    return digits.count == 16 && digits.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  private static let suffix = ".partial"
}
