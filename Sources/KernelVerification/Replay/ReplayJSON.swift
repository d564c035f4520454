import Safetensors

/// Hyperparameters in a replay line: JSON in which `x` and sixteen hexadecimal digits are the bits of a Double.
enum ReplayJSON {
  /// The JSON object with sorted keys and exact numbers; a text that is no such object as one string, which keeps it as it is.
  static func text(of json: String) -> String {
    guard let value = try? JSONValue.parse(json.utf8), case .object = value, let text = text(value) else { return quoted(json) }
    return text
  }

  /// Nil of a number that Double cannot hold.
  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .object(let members):
      var parts: [String] = []
      for member in members.sorted(by: { $0.key < $1.key }) {
        guard let value = text(member.value) else { return nil }
        parts.append("\(quoted(member.key)):\(value)")
      }
      return "{\(parts.joined(separator: ","))}"
    case .array(let elements):
      var parts: [String] = []
      for element in elements {
        guard let value = text(element) else { return nil }
        parts.append(value)
      }
      return "[\(parts.joined(separator: ","))]"
    case .string(let text): return quoted(text)
    case .number(let literal): return Double(literal).flatMap(number)
    case .bool(let flag): return "\(flag)"
    case .null: return "null"
    }
  }

  /// A number as digits where it is whole, else as its bits; nil where it is infinite.
  private static func number(_ x: Double) -> String? {
    guard x.isFinite else { return nil }
    // Up to here each whole number is a Double of its own. −0 is none of them.
    if x == x.rounded(.towardZero), abs(x) < 0x1p53, x != 0 || x.sign == .plus { return "\(Int(x))" }
    let digits = String(x.bitPattern, radix: 16)
    return "x" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The JSON that a token stands for, its numbers in decimal digits that give the same Doubles.
  static func json(_ token: ArraySlice<UInt8>) throws(ReplayLineError) -> String {
    let field = "hyperparameters"
    if token.first == UInt8(ascii: "\"") { return try string(token, field) }
    let json = try decimal(token, field)
    let value: JSONValue
    do {
      value = try JSONValue.parse(json)
    } catch {
      throw ReplayLineError(field, found: "no JSON (\(error))", allowed: "a JSON object, or one string that is to be taken as it is")
    }
    guard case .object = value, text(value) != nil else {
      throw ReplayLineError(field, text: token, allowed: "a JSON object of numbers that Double holds, or one string")
    }
    return String(decoding: json, as: UTF8.self)
  }

  /// A token with each number in hexadecimal as decimal digits.
  private static func decimal(_ token: ArraySlice<UInt8>, _ field: String) throws(ReplayLineError) -> [UInt8] {
    var json: [UInt8] = []
    var isInString = false
    var i = token.startIndex
    while i < token.endIndex {
      let byte = token[i]
      i += 1
      if isInString && byte == UInt8(ascii: "\\") && i < token.endIndex {
        json += [byte, token[i]]
        i += 1
        continue
      }
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      guard byte == UInt8(ascii: "x"), !isInString else {
        json.append(byte)
        continue
      }
      let digits = token[i...].prefix(16)
      let after = token[i...].dropFirst(16).first
      let isNumber = json.last.map { "[,:".utf8.contains($0) } ?? false
      let ends = after.map { "],}".utf8.contains($0) } ?? true
      guard isNumber, ends, let bits = ReplayNumbers.bits(digits, count: 16), Double(bitPattern: bits).isFinite
      else {
        throw ReplayLineError(field, text: token[(i - 1)...].prefix(17), allowed: "x and the 16 lower-case digits of a finite Double")
      }
      json += Array("\(Double(bitPattern: bits))".utf8)
      i += 16
    }
    return json
  }

  /// The text that a JSON string stands for.
  static func string(_ token: ArraySlice<UInt8>, _ field: String) throws(ReplayLineError) -> String {
    guard case .string(let text)? = try? JSONValue.parse(token) else {
      throw ReplayLineError(field, text: token, allowed: "a JSON string")
    }
    return text
  }

  /// Whether a parameter of that name is written without quotation marks.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "_./:-".utf8.contains(byte)
        }
      }
  }

  /// A text as a JSON string of ASCII without white space or single quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22, 0x5c: quoted += "\\" + String(UnicodeScalar(UInt8(unit)))
      case 0x21...0x7e where unit != 0x27: quoted.unicodeScalars.append(UnicodeScalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return quoted + "\""
  }
}
