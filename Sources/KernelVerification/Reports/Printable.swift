import Foundation

/// Text from outside, in one line and without characters that a terminal acts on.
func printable(_ text: String) -> String {
  text.split(whereSeparator: \.isNewline).joined(separator: " ").unicodeScalars.map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }.joined()
}

/// JSON in one line: white space outside of strings is folded.
func oneLine(_ json: String) -> String {
  printable(json.split(separator: #/\s+/#).joined(separator: " "))
}
