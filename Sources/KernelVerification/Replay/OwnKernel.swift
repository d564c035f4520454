extension Case {
  /// How this case is run again on a kernel that is not this package's: a Swift expression, or words. The command of a
  /// case of this package steps this package's kernel, which says nothing of another; what somebody else gave for a
  /// command stays.
  package var rerunOfOwnKernel: String {
    guard rerun.hasPrefix("swift run ") || rerun.hasPrefix("fuzz ") else { return rerun }
    guard name.hasPrefix("replay/") else { return "your kernel on \(name), which is the same at every run" }
    let line = ReplayLine(self)
    return line.isShort
      ? "try Registry.verifier.verify(replaying: \(line.swiftLiteral), kernel: yourKernel)"
      : "your kernel on its replay line, which has \(formatCount(line.text.utf8.count, "character"))"
  }
}

extension ReplayLine {
  /// The longest line that a text shows: one of a few elements. A shell takes no longer argument than 128 KiB.
  static let shownLimit = 2_000

  /// Whether a text shows it whole.
  var isShort: Bool { text.utf8.count <= Self.shownLimit }

  /// The line as a literal of Swift.
  package var swiftLiteral: String {
    var hashes = "#"
    while text.contains("\"\(hashes)") || text.contains("\\\(hashes)") { hashes += "#" }
    return "\(hashes)\"\(text)\"\(hashes)"
  }
}
