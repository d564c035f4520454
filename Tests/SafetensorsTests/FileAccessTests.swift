import Foundation
import Safetensors
import Testing

@Test("What is not a regular file is refused, without waiting for it", .timeLimit(.minutes(10)))
func irregular() throws {
  try withDirectory { directory in
    let fifo = "\(directory)/fifo"
    // The string outlives the call.
    try #require(unsafe mkfifo(fifo, 0o600) == 0)
    #expect(refusal(at: fifo) == "this is a FIFO; only a regular file can be read.")
    #expect(refusal(at: directory) == "this is a directory; only a regular file can be read.")
    #expect(refusal(at: "/dev/null") == "this is a device; only a regular file can be read.")
    #expect(refusal(at: "\(directory)/none") == "there is no such file.")
    #expect(refusal(at: "\(fifo)/none") == "there is no such file.")
    #expect(refusal(at: "") == "there is no such file.")
    let loop = "\(directory)/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    #expect(refusal(at: loop) == "the file cannot be read: Too many levels of symbolic links.")
    #expect(refusal(at: "\(directory)/none\0") == "the path contains a NUL character; a path may not.")
  }
}

@Test("A file that its owner may not read is refused", .disabled(if: geteuid() == 0, "The superuser may read everything."))
func unreadable() throws {
  try withDirectory { directory in
    let path = "\(directory)/secret"
    try SafetensorsFile().write(to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(refusal(at: path) == "the file cannot be read: Permission denied.")
  }
}

@Test("A symbolic link to a regular file is followed")
func link() throws {
  try withDirectory { directory in
    try SafetensorsFile(metadata: ["k": "v"]).write(to: "\(directory)/file")
    try FileManager.default.createSymbolicLink(atPath: "\(directory)/link", withDestinationPath: "file")
    #expect(try SafetensorsFile(contentsOf: "\(directory)/link").metadata == ["k": "v"])
  }
}

@Test("A file that becomes shorter while it is read is refused")
func shrinking() throws {
  try withDirectory { directory in
    let path = "\(directory)/shrinking"
    try Data(repeating: 0, count: 100).write(to: URL(filePath: path))
    let file = try RegularFile(path: path)
    #expect(file.size == 100)
    let first = try file.read(8)
    #expect(first.count == 8)
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.truncate(atOffset: 10)
    try handle.close()
    do {
      _ = try file.read(92)
      Issue.record("read bytes that are not there")
    } catch let error as SafetensorsError {
      #expect(error.reason == .changedWhileRead(missing: 90))
      #expect(error.description == "\(path): the file ended 90 bytes early while it was read; it must stay as it is.")
    }
  }
}

/// Makes a sparse file of the size that starts with the bytes.
private func makeSparse(_ path: String, size: UInt64, start: [UInt8]) throws {
  try Data(start).write(to: URL(filePath: path))
  let handle = try FileHandle(forWritingTo: URL(filePath: path))
  try handle.truncate(atOffset: size)
  try handle.close()
}

@Test("Files that are longer than the limits are refused, whatever they hold", .timeLimit(.minutes(10)))
func limits() throws {
  try withDirectory { directory in
    let path = "\(directory)/sparse"
    try makeSparse(path, size: (1 << 34) + 1, start: fileBytes("{}"))
    #expect(refusal(at: path) == "the file has 17179869185 bytes; at most 17179869184 are allowed.")
    try makeSparse(path, size: 1 << 34, start: fileBytes("", claiming: (1 << 23) + 1))
    #expect(refusal(at: path) == "the header is said to have 8388609 bytes; at most 8388608 are allowed.")
    try makeSparse(path, size: 1 << 34, start: fileBytes("{}"))
    #expect(refusal(at: path) == "17179869174 bytes are after the last tensor; none may be there.")
  }
}

@Test("A file that cannot be written is refused, and leaves nothing behind")
func unwritable() throws {
  func refusal(writing path: String) -> String? {
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile().write(to: path) }
    return error.map { String($0.description.dropFirst(path.count + 2)) }
  }
  try withDirectory { directory in
    #expect(refusal(writing: "\(directory)/none/file") == "the file cannot be written: No such file or directory.")
    try Data().write(to: URL(filePath: "\(directory)/taken"))
    #expect(refusal(writing: "\(directory)/taken/file") == "the file cannot be written: Not a directory.")
    #expect(refusal(writing: "\(directory)/a\0b") == "the path contains a NUL character; a path may not.")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["taken"])
  }
}
