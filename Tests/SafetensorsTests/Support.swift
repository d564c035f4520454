import Foundation
import Safetensors
import Testing

/// A file made by hand: the length of the header, unless another is claimed, the header and the data.
func fileBytes(_ header: [UInt8], data: [UInt8] = [], claiming length: UInt64? = nil) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = length ?? UInt64(header.count)
  for _ in 0..<8 {
    bytes.append(UInt8(rest % 256))
    rest /= 256
  }
  return bytes + header + data
}

func fileBytes(_ header: String, data: [UInt8] = [], claiming length: UInt64? = nil) -> [UInt8] {
  fileBytes(Array(header.utf8), data: data, claiming: length)
}

/// The message that refuses the bytes, or nil where they are accepted.
func refusal(of bytes: [UInt8]) -> String? {
  do {
    _ = try SafetensorsFile(bytes: bytes, name: "bad")
    return nil
  } catch {
    return error.description
  }
}

/// The message that refuses the file at the path without the path in front, or nil where it is accepted.
func refusal(at path: String) -> String? {
  do {
    _ = try SafetensorsFile(contentsOf: path)
    return nil
  } catch {
    #expect(error.description.hasPrefix("\(path): "))
    return String(error.description.dropFirst(path.count + 2))
  }
}

/// Runs the body with the path of a new directory, which is removed afterwards.
func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let directory = FileManager.default.temporaryDirectory.appending(path: "safetensors-\(UUID().uuidString)").path()
  try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: directory) }
  return try body(directory)
}

/// Bytes that the reader must refuse, and the message it must give, without the name in front.
struct Damaged: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let message: String

  init(_ bytes: [UInt8], _ message: String) {
    self.bytes = bytes
    self.message = message
  }

  /// A file whose header is the text.
  init(_ header: String, data: Int = 0, _ message: String) {
    self.init(fileBytes(header, data: [UInt8](repeating: 7, count: data)), message)
  }

  /// A file with one tensor `w`, whose entry has the members.
  init(entry members: String, data: Int = 8, _ message: String) {
    self.init("{\"w\":{\(members)}}", data: data, message)
  }

  var testDescription: String { message }
}

/// What a test is given before it begins: what cannot be made is a fault of the test.
func made<Value>(_ body: () throws -> Value) -> Value {
  do { return try body() } catch { fatalError("\(error)") }
}
