import Foundation
import Safetensors
import Testing

private let values: [(name: String, layout: SafetensorsLayout.Tensor)] = made {
  try [
    ("b", .init(elementType: .f32, shape: [2, 3])), ("none", .init(elementType: .f64, shape: [0, 4])),
    ("a", .init(elementType: .u8, shape: [5])), ("one", .init(elementType: .i64, shape: [])),
  ]
}
/// 24, 0, 5 and 8 bytes.
private let data = (0..<37).map { UInt8($0 * 7) }

private func write(_ path: String, piece: Int) throws {
  var writer = try SafetensorsWriter(path: path, metadata: ["k": "v"], tensors: values)
  var start = 0
  while start < data.count {
    let end = min(start + piece, data.count)
    try unsafe writer.append(data.span.bytes.extracting(start..<end))
    start = end
  }
  try writer.finish(surviving: piece % 2 == 0 ? .killedProcess : .powerLoss)
}

@Test("What is written in pieces of any size is what the other reader reads", arguments: [1, 5, 24, 37])
func pieces(piece: Int) throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    try write(path, piece: piece)
    let file = try SafetensorsFile(contentsOf: path)
    #expect(file.metadata == ["k": "v"])
    #expect(file.tensors["b"]?.bytes == Array(data[..<24]))
    #expect(file.tensors["b"]?.shape == [2, 3])
    #expect(file.tensors["none"]?.bytes == [])
    #expect(file.tensors["a"]?.bytes == Array(data[24..<29]))
    #expect(file.tensors["one"]?.bytes == Array(data[29...]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["file"])
  }
}

@Test("Any part of any tensor is read into memory of the caller")
func parts() throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    try write(path, piece: 37)
    let reader = try SafetensorsReader(path: path)
    #expect(reader.layout.metadata == ["k": "v"])
    #expect(reader.layout.names == ["b", "none", "a", "one"])
    #expect(try reader.layout.tensors["b"] == .init(elementType: .f32, shape: [2, 3]))
    for (name, span) in [("b", 0..<24), ("b", 3..<20), ("a", 24..<29), ("one", 29..<37), ("none", 24..<24), ("b", 24..<24)] {
      let start = name == "b" ? 0 : name == "one" ? 29 : 24
      var got = [UInt8](repeating: 0xAA, count: span.count)
      var elements = got.mutableSpan
      var bytes = unsafe elements.mutableBytes
      try reader.read(name, into: &bytes, from: span.lowerBound - start)
      #expect(got == Array(data[span]), "\(name)")
    }
  }
}

@Test("A file that is moved over an open one does not change what is read; one that is cut is refused")
func replacedWhileOpen() throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    try write(path, piece: 37)
    let reader = try SafetensorsReader(path: path)
    try SafetensorsFile().write(to: path)
    var got = [UInt8](repeating: 0, count: 24)
    var elements = got.mutableSpan
    var bytes = unsafe elements.mutableBytes
    try reader.read("b", into: &bytes)
    #expect(got == Array(data[..<24]))

    try write(path, piece: 37)
    let cut = try SafetensorsReader(path: path)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.truncate(atOffset: UInt64(size - 3))
    try handle.close()
    var one = [UInt8](repeating: 0, count: 8)
    var rest = one.mutableSpan
    var last = unsafe rest.mutableBytes
    do throws(SafetensorsError) {
      try cut.read("one", into: &last)
      Issue.record("read bytes that are not there")
    } catch {
      #expect(error.description == "\(path): the file ended 3 bytes early while it was read; it must stay as it is.")
    }
    #expect(one.count == 8)
  }
}

@Test("The caller says how long a file may be; what is wrong with a header is refused as elsewhere")
func readerRefusals() throws {
  func refusal(_ path: String, limit: Int? = nil) -> String? {
    do throws(SafetensorsError) {
      _ = try SafetensorsReader(path: path, fileLimit: limit)
      return nil
    } catch {
      return error.reason.sentence
    }
  }
  try withDirectory { directory in
    let path = "\(directory)/file"
    #expect(refusal(path) == "there is no such file.")
    try SafetensorsFile(tensors: ["w": try Tensor(shape: [2], float32: [1, 2])]).write(to: path)
    let size = try Data(contentsOf: URL(filePath: path)).count
    #expect(refusal(path, limit: size) == nil)
    #expect(refusal(path, limit: size - 1) == "the file has \(size) bytes; at most \(size - 1) are allowed.")
    try Data(fileBytes("{}", data: [1])).write(to: URL(filePath: path))
    #expect(refusal(path) == "1 byte is after the last tensor; none may be there.")
  }
}

@Test("What the reader would refuse is not written")
func writerRefusals() throws {
  func refusal(_ names: [String]) throws -> String? {
    try withDirectory { directory in
      var found: String?
      let layout = try SafetensorsLayout.Tensor(elementType: .bool, shape: [0])
      do throws(SafetensorsError) {
        _ = try SafetensorsWriter(path: "\(directory)/w", tensors: names.map { ($0, layout) })
      } catch {
        found = error.reason.sentence
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: directory)
      #expect(left.isEmpty)
      return found
    }
  }
  #expect(try refusal(["w"]) == nil)
  #expect(try refusal(["__metadata__"]) == "a tensor is named \"__metadata__\"; the format reserves that name.")
  #expect(try refusal(["w", "v", "w"]) == "a tensor is named \"w\" a second time; a name may stand once.")
  let long = String(repeating: "x", count: 1 << 23)
  #expect(try refusal([long]) == "the header is said to have 8388664 bytes; at most 8388608 are allowed.")
  let marks = "e" + String(repeating: "\u{301}", count: 31)
  #expect(
    try refusal([marks])
      == "the header is not JSON: byte 1: more than 30 combining marks follow one another in a string.")
}

@Test("Too many or too few bytes are refused, and the old file stays")
func wrongCounts() throws {
  try withDirectory { directory in
    let path = "\(directory)/w"
    try SafetensorsFile().write(to: path)
    func refusal(_ count: Int) throws -> String? {
      var writer = try SafetensorsWriter(path: path, tensors: [("w", try .init(elementType: .f32, shape: [1]))])
      do throws(SafetensorsError) {
        try unsafe writer.append([UInt8](repeating: 0, count: count).span.bytes)
        try writer.finish()
      } catch {
        return error.reason.sentence
      }
      return nil
    }
    #expect(try refusal(5) == "5 bytes are appended where the tensors have 4 left of 4.")
    #expect(try refusal(3) == "the file is finished after 3 bytes of data; its tensors have 4.")
    #expect(try SafetensorsFile(contentsOf: path) == SafetensorsFile())
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["w"])
    #expect(try refusal(4) == nil)
  }
}

@Test("What a file does not hold is not read")
func wrongReads() throws {
  try withDirectory { directory in
    let path = "\(directory)/w"
    try SafetensorsFile(tensors: ["w": Tensor(shape: [1], float32: [1]), "v": Tensor(shape: [1], float64: [1])]).write(to: path)
    let reader = try SafetensorsReader(path: path)
    func refusal(_ name: String, bytes count: Int, from offset: Int) -> String? {
      var bytes = [UInt8](repeating: 0, count: count)
      var elements = bytes.mutableSpan
      var span = unsafe elements.mutableBytes
      do throws(SafetensorsError) { try reader.read(name, into: &span, from: offset) } catch { return error.reason.sentence }
      return nil
    }
    func refusal(_ name: String, floats count: Int, from offset: Int) -> String? {
      var values = [Float](repeating: 0, count: count)
      var span = values.mutableSpan
      do throws(SafetensorsError) { try reader.read(name, into: &span, from: offset) } catch { return error.reason.sentence }
      return nil
    }
    #expect(refusal("w", bytes: 2, from: 3) == "2 bytes are read from byte 3 of tensor \"w\", which has 4.")
    #expect(refusal("w", bytes: 0, from: -1) == "0 bytes are read from byte -1 of tensor \"w\", which has 4.")
    #expect(refusal("w", bytes: 1, from: .max) == "1 byte is read from byte 9223372036854775807 of tensor \"w\", which has 4.")
    #expect(refusal("x", bytes: 0, from: 0) == "there is no tensor \"x\".")
    #expect(refusal("x", floats: 0, from: 0) == "there is no tensor \"x\".")
    #expect(refusal("v", floats: 1, from: 0) == "tensor \"v\" is F64; only F32 is read as numbers of single precision.")
    #expect(refusal("w", floats: 1, from: 1) == "4 bytes are read from byte 4 of tensor \"w\", which has 4.")
    #expect(refusal("w", floats: 1, from: .max)?.hasPrefix("4 bytes are read from byte ") == true)
    #expect(refusal("w", floats: 1, from: 0) == nil)
  }
}

@Test("Tensors of more bytes than a count holds are not written")
func countless() throws {
  try withDirectory { directory in
    let half = try SafetensorsLayout.Tensor(elementType: .u8, shape: [Int.max / 2 + 1])
    for tensors in [[("v", half), ("w", half)], [("v", half), ("w", try .init(elementType: .u8, shape: [Int.max / 2]))]] {
      do throws(SafetensorsError) {
        _ = try SafetensorsWriter(path: "\(directory)/w", tensors: tensors)
        Issue.record("begun")
      } catch {
        #expect(error.reason.sentence == "the tensors take more bytes than an Int counts.")
      }
    }
    #expect(throws: TensorError.negativeExtent(shape: [-1])) { try SafetensorsLayout.Tensor(elementType: .u8, shape: [-1]) }
    #expect(throws: TensorError.shapeTooLarge(shape: [1 << 62])) { try SafetensorsLayout.Tensor(elementType: .f64, shape: [1 << 62]) }
  }
}

@Test("Single precision is written and read as numbers")
func singlePrecision() throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    let values: [Float] = [1, -0.0, .infinity, Float(bitPattern: 0x7F81_2345)]
    var writer = try SafetensorsWriter(path: path, tensors: [("w", try .init(elementType: .f32, shape: [4]))])
    try writer.append(values.span)
    try writer.finish()
    #expect(try SafetensorsFile(contentsOf: path).tensors["w"] == Tensor(shape: [4], float32: values))
    var got: [Float] = [7, 7, 7]
    var span = got.mutableSpan
    try SafetensorsReader(path: path).read("w", into: &span, from: 1)
    #expect(got.map(\.bitPattern) == values.dropFirst().map(\.bitPattern))
  }
}
