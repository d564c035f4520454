import CommandLine
import Foundation
import ProgramRunner
import Testing

/// The file that an option names for what a run comes to.
@Suite struct OutputFileTests {
  private static func open(_ file: URL, inputs: [String] = []) throws -> OutputFile? {
    try OutputFile.open(Arguments(["--json", file.path()], options: [.json]), inputs: inputs)
  }

  @Test func theOldFileStaysUntilTheNewOneIsWhole() throws {
    try Program.withFolder { folder in
      let file = folder.appending(path: "report.json")
      try Data("old".utf8).write(to: file)
      do {
        let output = try #require(try Self.open(file))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).count == 2)
        #expect(try String(contentsOf: file, encoding: .utf8) == "old")
        withExtendedLifetime(output) {}
      }
      // A run that fails leaves nothing.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["report.json"])
      try #require(try Self.open(file)).write(Data("new".utf8))
      #expect(try String(contentsOf: file, encoding: .utf8) == "new")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["report.json"])
    }
  }

  @Test func anInputIsRefusedByWhateverName() throws {
    try Program.withFolder { folder in
      let (file, link) = (folder.appending(path: "a.json"), folder.appending(path: "b.json"))
      try Data("old".utf8).write(to: file)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      let error = #expect(throws: UsageError.self) { try Self.open(link, inputs: ["/nowhere", file.path()]) }
      #expect(error?.message == "--json is \(link.path()), which is also \(file.path()), an input; allowed: another file")
    }
  }

  @Test func aPathWhereNoFileCanBeIsRefusedAtOnce() throws {
    for path in ["/nowhere/report.json", "/", "a\0b"] {
      #expect(throws: UsageError.self) { try OutputFile.open(Arguments(["--json", path], options: [.json])) }
    }
    #expect(try OutputFile.open(Arguments([String](), options: [.json])) == nil)
  }
}
