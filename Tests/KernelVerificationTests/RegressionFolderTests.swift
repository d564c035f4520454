import Foundation
import KernelVerification
import Testing

/// A folder of replay lines: what is read, what is refused, and how a line is added.
@Suite struct RegressionFolderTests {
  private static let line = "replay/1 paper.Adam {} t=0 steps=1 w[1] θ=00000000 g=3f800000"

  @Test func linesAreReadInOrder() throws {
    try withDirectory { folder in
      let other = Self.line.replacing("t=0", with: "t=1")
      try Data("# one\n\(other)\n\n  # two\n \(Self.line)\r\n".utf8).write(to: URL(filePath: folder + "/b.txt"))
      try Data("# the same again\n\(other)\n".utf8).write(to: URL(filePath: folder + "/c.txt"))
      try Data("not a line".utf8).write(to: URL(filePath: folder + "/a.tsv"))
      let read = Regressions(folder: folder)
      #expect(read.unreadable.isEmpty)
      #expect(read.cases.map(\.stepsBefore) == [1, 0])
      let id = ReplayLine(read.cases[1]).id
      #expect(read.cases[1].name == "regression/\(id)" && read.cases[1].rerun == "swift run -c release verify --case regression/\(id)")
    }
  }

  @Test func whatIsNoLineIsSaid() throws {
    try withDirectory { folder in
      try Data("# one\nreplay/2 x\n\(Self.line)\n".utf8).write(to: URL(filePath: folder + "/a.txt"))
      try Data([0xff, 0xfe]).write(to: URL(filePath: folder + "/b.txt"))
      let read = Regressions(folder: folder)
      #expect(read.cases.count == 1)
      #expect(
        read.unreadable == [
          UnreadableInput(
            path: folder + "/a.txt:2", reason: #"replay line: format is "replay/2"; allowed: replay/1"#),
          UnreadableInput(path: folder + "/b.txt", reason: "the file cannot be read: it is not UTF-8."),
        ])
      let absent = Regressions(folder: folder + "/nowhere")
      #expect(
        absent.unreadable == [UnreadableInput(path: folder + "/nowhere/", reason: "there is no such folder, or it cannot be read")])
    }
  }

  @Test func aLineIsAddedOnce() throws {
    try withDirectory { folder in
      let (one, two) = (ReplayLine(adamCase()), ReplayLine(adamCase(steps: 6)))
      let inside = folder + "/new é 100%"
      #expect(try Regressions.add(one, comment: "the first\nline", to: inside))
      #expect(try !Regressions.add(one, comment: "again", to: inside, file: "other.txt"))
      #expect(try Regressions.add(two, comment: "the second", to: inside))
      let text = try String(contentsOfFile: inside + "/found.txt", encoding: .utf8)
      #expect(text == "# the first line\n\(one)\n\n# the second\n\(two)\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: inside) == ["found.txt"])
      #expect(Regressions(folder: inside).cases.map(\.name) == ["regression/\(one.id)", "regression/\(two.id)"])
    }
  }

  /// A file that somebody left without an end of its last line keeps that line.
  @Test func aLastLineWithoutAnEndIsKept() throws {
    try withDirectory { folder in
      try Data(Self.line.utf8).write(to: URL(filePath: folder + "/found.txt"))
      try Regressions.add(ReplayLine(adamCase()), comment: "more", to: folder)
      #expect(Regressions(folder: folder).cases.count == 2)
    }
  }
  /// Neither is waited for, and neither is lost.
  @Test(.timeLimit(.minutes(10))) func whatIsNoFileIsSaidAndALinkStays() throws {
    try withDirectory { folder in
      let fifo = folder + "/a.txt"
      // The string outlives the call.
      try #require(unsafe mkfifo(fifo, 0o600) == 0)
      #expect(
        Regressions(folder: folder).unreadable == [
          UnreadableInput(path: fifo, reason: "this is a FIFO; only a regular file can be read.")
        ])
      #expect(throws: (any Error).self) { try Regressions.add(ReplayLine(adamCase()), comment: "", to: folder) }
      try FileManager.default.removeItem(atPath: fifo)
      try FileManager.default.createDirectory(atPath: folder + "/kept", withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(atPath: folder + "/found.txt", withDestinationPath: "kept/lines")
      try Regressions.add(ReplayLine(adamCase()), comment: "", to: folder)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/found.txt") == "kept/lines")
      #expect(Regressions(folder: folder).cases.count == 1)
    }
  }
}
