import Foundation
import Safetensors
import Testing

private let values: [(name: String, layout: SafetensorsLayout.Tensor)] = [
  ("b", try .init(elementType: .f32, shape: [2, 3])), ("none", try .init(elementType: .f64, shape: [0, 4])),
  ("a", try .init(elementType: .u8, shape: [5])), ("one", try .init(elementType: .i64, shape: [])),
]
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
      do throws(SafetensorsError) {
        _ = try SafetensorsWriter(path: "\(directory)/w", tensors: names.map { ($0, try .init(elementType: .bool, shape: [0])) })
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

@Test("Too many or too few bytes stop the program")
func wrongCounts() async {
  let many = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    try withDirectory { directory in
      var writer = try SafetensorsWriter(path: "\(directory)/w", tensors: [("w", try .init(elementType: .f32, shape: [1]))])
      try unsafe writer.append([UInt8](repeating: 0, count: 5).span.bytes)
    }
  }
  expectStop(many, "5 bytes are appended where the tensors have 4 left of 4.")
  let few = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    try withDirectory { directory in
      var writer = try SafetensorsWriter(path: "\(directory)/w", tensors: [("w", try .init(elementType: .f32, shape: [1]))])
      try unsafe writer.append([UInt8](repeating: 0, count: 3).span.bytes)
      try writer.finish()
    }
  }
  expectStop(few, "The file is finished after 3 bytes of data; its tensors have 4.")
  let past = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    try withDirectory { directory in
      try SafetensorsFile(tensors: ["w": try Tensor(shape: [1], float32: [1])]).write(to: "\(directory)/w")
      var bytes: [UInt8] = [0, 0]
      var elements = bytes.mutableSpan
      var span = unsafe elements.mutableBytes
      try SafetensorsReader(path: "\(directory)/w").read("w", into: &span, from: 3)
    }
  }
  expectStop(past, "2 bytes are read from byte 3 of tensor \"w\", which has 4.")
  let stranger = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    try withDirectory { directory in
      try SafetensorsFile().write(to: "\(directory)/w")
      var bytes: [UInt8] = []
      var elements = bytes.mutableSpan
      var span = unsafe elements.mutableBytes
      try SafetensorsReader(path: "\(directory)/w").read("w", into: &span)
    }
  }
  expectStop(stranger, "has no tensor \"w\".")
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
