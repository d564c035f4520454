import Foundation
import Safetensors
import Testing

private func start(_ path: String) throws -> SafetensorsWriter {
  try SafetensorsWriter(path: path, tensors: [("w", try .init(elementType: .u8, shape: [4]))])
}

private func names(_ directory: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
}

@Test("A writer that ends before its file is finished takes the new file away and leaves the old one")
func unfinished() throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    let old = SafetensorsFile(metadata: ["k": "old"])
    try old.write(to: path)
    do {
      var writer = try start(path)
      try unsafe writer.append(([1, 2] as [UInt8]).span.bytes)
      let beside = try names(directory)
      #expect(beside.count == 2 && beside[0].hasPrefix(".file.") && beside[0].hasSuffix(".partial"))
      #expect(try SafetensorsFile(contentsOf: path) == old)
    }
    #expect(try names(directory) == ["file"])
    #expect(try SafetensorsFile(contentsOf: path) == old)
  }
}

@Test("The next writer removes what a killed one left, and nothing that another is writing or that has another name")
func abandoned() throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    let left = ".file.0123456789abcdef.partial"
    let others = [
      ".file.0123456789abcde.partial", ".file.0123456789abcdeg.partial", ".file.0123456789ABCDEF.partial",
      ".file2.0123456789abcdef.partial",
      ".file.0123456789abcdef.part", "file.0123456789abcdef.partial",
    ]
    for name in [left] + others { try Data("x".utf8).write(to: URL(filePath: "\(directory)/\(name)")) }
    // Not a file that a writer leaves: it is neither followed nor waited for.
    try FileManager.default.createSymbolicLink(atPath: "\(directory)/.file.aaaaaaaaaaaaaaaa.partial", withDestinationPath: others[0])
    let fifo = "\(directory)/.other.bbbbbbbbbbbbbbbb.partial"
    // The string outlives the call.
    try #require(unsafe mkfifo(fifo, 0o600) == 0)
    let stay = (others + [".file.aaaaaaaaaaaaaaaa.partial", ".other.bbbbbbbbbbbbbbbb.partial"]).sorted()

    var first = try start(path)
    let writing = try #require(Set(try names(directory)).subtracting(stay).first)
    #expect(writing != left)
    var second = try start(path)
    // The first is still there: this process holds its lock.
    #expect(try names(directory).contains(writing))
    try unsafe first.append(([1, 1, 1, 1] as [UInt8]).span.bytes)
    try unsafe second.append(([2, 2, 2, 2] as [UInt8]).span.bytes)
    try first.finish()
    #expect(try SafetensorsFile(contentsOf: path).tensors["w"]?.bytes == [1, 1, 1, 1])
    try second.finish()
    #expect(try SafetensorsFile(contentsOf: path).tensors["w"]?.bytes == [2, 2, 2, 2])
    #expect(try names(directory) == (stay + ["file"]).sorted())
  }
}

@Test("A killed writer leaves the old file, and what it wrote only until the next one")
func killed() async throws {
  let directory = FileManager.default.temporaryDirectory.appending(path: "safetensors-\(UUID().uuidString)").path()
  try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: directory) }
  let path = "\(directory)/file"
  let old = SafetensorsFile(metadata: ["k": "old"])
  try old.write(to: path)
  await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
    var writer = try start(path)
    try unsafe writer.append(([1, 2] as [UInt8]).span.bytes)
    kill(getpid(), SIGKILL)
    try writer.finish()
  }
  #expect(try SafetensorsFile(contentsOf: path) == old)
  #expect(try names(directory).count == 2)
  try SafetensorsFile().write(to: path)
  #expect(try names(directory) == ["file"])
}

@Test("A name as long as the system allows has room for the one beside it", arguments: ["x", "é", "語"])
func longNames(character: String) throws {
  try withDirectory { directory in
    let name = String(repeating: character, count: 255 / character.utf8.count)
    try SafetensorsFile().write(to: "\(directory)/\(name)")
    #expect(try names(directory) == [name])
  }
}

@Test("A path without a directory in it is one in the working directory")
func relative() throws {
  // No other test may see the file: its name is its own.
  let name = "safetensors-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: name) }
  try SafetensorsFile(metadata: ["k": "v"]).write(to: name)
  #expect(try SafetensorsFile(contentsOf: name).metadata == ["k": "v"])
}
