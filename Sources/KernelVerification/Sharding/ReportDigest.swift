import Foundation
import Safetensors

/// The digest of a JSON file of this package: FNV-1a of all that the file says, each key, number, string and flag,
/// wherever it stands.
///
/// It does not depend on white space, on the order of members, or on how a number is written. It is a guard against
/// accidents, a file that was edited or damaged. It is no signature: whoever changes a report on purpose can compute
/// it.
enum ReportDigest {
  /// A value, and the digest of what it says among its members.
  private struct Digested<Value: Encodable>: Encodable {
    let value: Value
    let digest: String

    enum CodingKeys: CodingKey { case digest }

    func encode(to encoder: any Encoder) throws {
      try value.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(digest, forKey: .digest)
    }
  }

  /// The JSON of a value that is an object, with its digest as the member `digest`.
  static func json(_ value: some Encodable, _ encode: (any Encodable) throws -> Data) throws -> Data {
    try encode(Digested(value: value, digest: digits(encode(value))))
  }

  /// Why the file is not what was written; nil where it is.
  static func fault(_ data: Data) -> ReportFault? {
    guard let parsed = try? JSONValue.parse(data, valueLimit: .max), case .object(let members) = parsed else {
      return ReportFault("it is not JSON, or has a member twice")
    }
    guard case .string(let found) = members.first(where: { $0.key == "digest" })?.value else {
      return ReportFault("digest is missing")
    }
    let own = digits(members)
    return found == own
      ? nil : ReportFault("it was edited or damaged: its digest is \"\(found)\"; that of what it says is \"\(own)\"")
  }

  private static func digits(_ data: Data) throws -> String {
    guard case .object(let members) = try JSONValue.parse(data, valueLimit: .max) else {
      throw ReportFault("it is no JSON object")
    }
    return digits(members)
  }

  private static func digits(_ members: [JSONMember]) -> String {
    var hash = FNV1a()
    add(.object(members.filter { $0.key != "digest" }), to: &hash)
    return hash.digits
  }

  /// Adds a value. Each begins with its kind and ends with a byte that is in no text.
  private static func add(_ value: JSONValue, to hash: inout FNV1a) {
    func add(_ kind: Unicode.Scalar, _ text: String) {
      hash.add(UInt8(ascii: kind))
      for byte in text.utf8 { hash.add(byte) }
      hash.add(0xff)
    }
    switch value {
    case .object(let members):
      add("{", "")
      for member in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        add("k", member.key)
        self.add(member.value, to: &hash)
      }
      add("}", "")
    case .array(let elements):
      add("[", "")
      for element in elements { self.add(element, to: &hash) }
      add("]", "")
    case .string(let text): add("s", text)
    case .number(let literal): add("n", number(literal))
    case .bool(let flag): add("b", "\(flag)")
    case .null: add("0", "")
    }
  }

  /// A number in one way of writing it: a whole number by its digits, another as Double has it.
  private static func number(_ literal: String) -> String {
    guard literal.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }),
      let x = Double(literal)
    else {
      return literal
    }
    return Int(exactly: x).map(String.init) ?? "\(x)"
  }
}
