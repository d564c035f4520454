/// Linux' control groups: what a container or a batch system lets its processes use.
package enum ControlGroups {
  /// The least memory that the groups of this process, and those around them, are limited to; nil where no limit can be read.
  static func limit() -> Int? {
    guard let groups = firstBytes(of: "/proc/self/cgroup", most: 1 << 16) else { return nil }
    return limitFiles(groups: groups).compactMap { firstBytes(of: $0, most: 64).flatMap(limit(text:)) }.min()
  }

  /// The files that hold the limits, the group's own first, then those around it. Not all of them need be there.
  ///
  /// - Parameter groups: what is in `/proc/self/cgroup`. A container may see only the root of a group that has a longer path outside.
  package static func limitFiles(groups: String) -> [String] {
    groups.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      // NUMBER:CONTROLLERS:PATH; version 2 has no controllers, and the path may have colons.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      if fields[1].isEmpty {
        return ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"].flatMap { files($0, path: fields[2], name: "memory.max") }
      }
      guard fields[1].split(separator: ",").contains("memory") else { return [] }
      return files("/sys/fs/cgroup/memory", path: fields[2], name: "memory.limit_in_bytes")
    }
  }

  private static func files(_ mount: String, path: Substring, name: String) -> [String] {
    var parts = path.split(separator: "/").map(String.init)
    // A group outside of what this process sees.
    if parts.contains("..") { parts = [] }
    return (0...parts.count).reversed().map { ([mount] + parts.prefix($0) + [name]).joined(separator: "/") }
  }

  /// The bytes that a limit allows; nil for `max` and for what is no number.
  package static func limit(text: String) -> Int? {
    let digits = text.prefix { !$0.isWhitespace }
    // A number that is longer than an Int limits nothing.
    return digits.allSatisfy { ("0"..."9").contains($0) } ? Int(digits) : nil
  }
}
