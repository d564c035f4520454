import Foundation
import Safetensors
import Testing

private let old = SafetensorsFile(metadata: ["k": "old"])
private let new = made { try SafetensorsFile(metadata: ["k": "new"], tensors: ["w": Tensor(shape: [1], float32: [1])]) }

/// What refuses to write to the path, without the path in front; nil where it is written.
private func refusal(writing path: String) -> String? {
  do {
    try new.write(to: path)
    return nil
  } catch {
    #expect(error.description.hasPrefix("\(path): "))
    return String(error.description.dropFirst(path.count + 2))
  }
}

private func names(_ directory: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
}

private func link(_ path: String, to target: String) throws {
  try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
}

private func status(_ path: String) throws -> stat {
  var status = stat()
  // The call fills the variable; the string outlives it.
  try #require(unsafe lstat(path, &status) == 0)
  return status
}

@Test("What a link leads to is replaced, in its own folder, and the link stays", arguments: ["file", "absolute", "links", "absent"])
func linkTargets(case name: String) throws {
  try withDirectory { directory in
    for folder in ["data", "links"] {
      try FileManager.default.createDirectory(atPath: "\(directory)/\(folder)", withIntermediateDirectories: false)
    }
    let target = "\(directory)/data/file"
    if name != "absent" { try old.write(to: target) }
    try link("\(directory)/folder", to: "links")
    // A destination is looked for from where the link is, which is not where the path says.
    try link("\(directory)/links/inner", to: name == "absolute" ? target : "../data/file")
    try link("\(directory)/links/outer", to: name == "links" ? "../folder/inner" : "inner")
    #expect(refusal(writing: "\(directory)/folder/outer") == nil)
    #expect(try SafetensorsFile(contentsOf: target) == new)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/links/outer").hasSuffix("inner"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/links/inner").hasSuffix("data/file"))
    #expect(try names("\(directory)/links") == ["inner", "outer"])
    #expect(try names("\(directory)/data") == ["file"])
    #expect(try names(directory) == ["data", "folder", "links"])
  }
}

@Test("What is not a regular file is not replaced, nor where a link leads to it", .timeLimit(.minutes(10)))
func irregularTargets() throws {
  try withDirectory { directory in
    let (folder, fifo, socket) = ("\(directory)/folder", "\(directory)/fifo", "\(directory)/socket")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    // The strings outlive the calls.
    try #require(unsafe mkfifo(fifo, 0o600) == 0)
    try #require(unsafe mknod(socket, S_IFSOCK | 0o600, 0) == 0)
    for (path, found) in [(folder, "a directory"), (fifo, "a FIFO"), (socket, "a socket")] {
      let before = try status(path)
      #expect(refusal(writing: path) == "this is \(found); only a regular file can be replaced.")
      try link("\(path)-link", to: path)
      #expect(refusal(writing: "\(path)-link") == "this is a link to \(found); only a regular file can be replaced.")
      let after = try status(path)
      #expect(after.st_ino == before.st_ino && after.st_mode == before.st_mode)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(path)-link") == path)
    }
    #expect(refusal(writing: "\(folder)/") == "this is a directory; only a regular file can be replaced.")
    try link("\(directory)/loop", to: "loop")
    #expect(refusal(writing: "\(directory)/loop") == "the file cannot be written: Too many levels of symbolic links.")
    #expect(refusal(writing: "") == "the file cannot be written: No such file or directory.")
    #expect(refusal(writing: "\(directory)/none/") == "the file cannot be written: No such file or directory.")
    #expect(try names(directory) == ["fifo", "fifo-link", "folder", "folder-link", "loop", "socket", "socket-link"])
  }
}

#if os(Linux)
  @Test("A file that a process has open is not replaced by the name that the system lists it under")
  func openFile() throws {
    try withDirectory { directory in
      let path = "\(directory)/file"
      try old.write(to: path)
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try link("\(directory)/link", to: "/proc/self/fd/\(handle.fileDescriptor)")
      #expect(refusal(writing: "\(directory)/link") == "this is a link to an open file of a process; only a regular file can be replaced.")
      let pipe = Pipe()
      let number = pipe.fileHandleForWriting.fileDescriptor
      #expect(refusal(writing: "/dev/fd/\(number)") == "this is a link to a FIFO; only a regular file can be replaced.")
      #expect(try SafetensorsFile(contentsOf: path) == old)
      try handle.close()
    }
  }
#endif

@Test("What has come to the path while the file was written is checked before the move")
func comesMeanwhile() throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    let file = try NewFile(path: path)
    try link(path, to: "elsewhere")
    do throws(SafetensorsError) {
      try file.moveIntoPlace(surviving: .killedProcess)
      Issue.record("replaced a link")
    } catch {
      #expect(error.description == "\(path): this is a symbolic link; only a regular file can be replaced.")
    }
    #expect(try names(directory) == ["file"])
  }
}

@Test("The mode of a file that is replaced stays", arguments: [0o600, 0o640, 0o444, 0o755] as [mode_t])
func mode(mode: mode_t) throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    try old.write(to: path)
    // The string outlives the call.
    try #require(unsafe chmod(path, mode) == 0)
    do {
      // Whoever may not read the old file may not read the new one while it grows.
      let file = try NewFile(path: path)
      let growing = try #require(try names(directory).first { $0 != "file" })
      #expect(try status("\(directory)/\(growing)").st_mode & 0o7777 == 0o600)
      try unsafe file.append(([1] as [UInt8]).span.bytes)
    }
    try new.write(to: path)
    #expect(try SafetensorsFile(contentsOf: path) == new)
    #expect(try status(path).st_mode & 0o7777 == mode)
  }
}

@Test("Owner and group of a file that is replaced stay", .enabled(if: geteuid() == 0, "Others may not give files away."))
func owner() throws {
  try withDirectory { directory in
    let path = "\(directory)/file"
    try old.write(to: path)
    // The strings outlive the calls.
    try #require(unsafe chown(path, 12_345, 23_456) == 0)
    try #require(unsafe chmod(path, 0o4750) == 0)
    try new.write(to: path)
    let status = try status(path)
    #expect(status.st_uid == 12_345 && status.st_gid == 23_456 && status.st_mode & 0o7777 == 0o4750)
  }
}

@Test("A new file has the mode that the process gives to its files")
func newMode() throws {
  try withDirectory { directory in
    try Data().write(to: URL(filePath: "\(directory)/other"))
    try new.write(to: "\(directory)/file")
    #expect(try status("\(directory)/file").st_mode == status("\(directory)/other").st_mode)
  }
}

@Test("Another hard link to a file that is replaced keeps the old contents")
func hardLink() throws {
  try withDirectory { directory in
    try old.write(to: "\(directory)/file")
    try FileManager.default.linkItem(atPath: "\(directory)/file", toPath: "\(directory)/other")
    try new.write(to: "\(directory)/file")
    #expect(try SafetensorsFile(contentsOf: "\(directory)/other") == old)
  }
}
