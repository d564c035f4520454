// A name from a hostile file may be megabytes long or steer a terminal, so messages show it short and escaped.

private let shownScalars = 64

/// The text as it may be printed, in quotation marks.
package func quoted(_ text: String) -> String {
  "\"\(shortened(text))\""
}

/// The text as it may be printed: at most 64 scalars, then `…`.
package func shortened(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars.prefix(shownScalars) {
    if scalar == "\"" || scalar == "\\" {
      shown += "\\"
      shown.unicodeScalars.append(scalar)
    } else if isInvisible(scalar) {
      shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return text.unicodeScalars.dropFirst(shownScalars).isEmpty ? shown : shown + "…"
}

/// The byte as it may be printed: the character if it is a visible ASCII one, and the hexadecimal value otherwise.
func shown(_ byte: UInt8) -> String {
  if byte > 0x20 && byte < 0x7F { return "'\(Character(Unicode.Scalar(byte)))'" }
  let digits = String(byte, radix: 16, uppercase: true)
  return "byte 0x\(digits.count < 2 ? "0" : "")\(digits)"
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
  default: false
  }
}
