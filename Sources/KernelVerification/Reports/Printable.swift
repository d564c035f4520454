import Foundation

/// Text from outside, in one line and without characters that a terminal acts on.
package func printable(_ text: String) -> String {
  text.split(whereSeparator: \.isNewline).joined(separator: " ").unicodeScalars.map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }.joined()
}

/// Text from a file that may be of any length, for a sentence that quotes it.
func brief(_ text: String) -> String {
  let start = text.unicodeScalars.prefix(1000)
  return printable(String(start)) + (start.endIndex < text.unicodeScalars.endIndex ? "…" : "")
}

/// JSON in one line: white space outside of strings is folded.
func oneLine(_ json: String) -> String {
  printable(json.split(separator: #/\s+/#).joined(separator: " "))
}

/// A path as a shell takes it back.
func shellWord(_ path: String) -> String {
  let isPlain =
    !path.isEmpty && path.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789/._-+=:,@%".unicodeScalars.contains($0) }
  return isPlain ? path : "'" + path.replacingOccurrences(of: "'", with: "'\\''") + "'"
}
