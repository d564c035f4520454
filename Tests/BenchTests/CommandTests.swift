import Foundation
import ProgramRunner
import Testing

/// The program `bench`, as a user runs it.
@Suite struct CommandTests {
  @Test func `a report is written, and the next run is compared with it`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "bench-tests-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let arguments = ["steps", "--optimizer", "paper.Adam", "--count", "64,1000", "--threads", "1", "--seconds", "0.001"]
    let first = try Program.bench.run(arguments + ["--json", file.path])
    #expect(first.code == 0, "\(first.errors)")
    let rows = first.output.split(separator: "\n").filter { $0.hasPrefix("paper.Adam") }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.contains("divider") || $0.contains("memory") })
    let second = try Program.bench.run(arguments + ["--compare", file.path])
    #expect(second.code == 0)
    #expect(second.output.contains("\n2 compared, "))
    try Data("{}".utf8).write(to: file)
    let third = try Program.bench.run(arguments + ["--compare", file.path])
    #expect(third.code == 6)
    #expect(third.errors == "bench: --compare \(file.path) is no report: schema is missing\n")
    // It is said before anything is measured.
    #expect(third.output.isEmpty)
    #expect(try Program.bench.run(arguments + ["--compare", "/nowhere"]).errors == "bench: --compare /nowhere cannot be read\n")
  }

  /// A program that is as slow again is told from this one, and a program that is none is said to be none.
  @Test func `another program is compared in processes of its own`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bench-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func program(_ name: String, _ script: String) throws -> String {
      try Program.script(name, script, in: folder).path()
    }
    let subject = ["steps", "--optimizer", "paper.Adam", "--count", "4096", "--threads", "1"]
    let arguments = subject + ["--seconds", "0.01", "--pairs", "6"]
    let slow = try program("slow", "BENCH_SLOWDOWN=1 exec '\(Program.bench.binary.path())' \"$@\"")
    let json = folder.appending(path: "comparison.json")
    let outcome = try Program.bench.run(arguments + ["--compare", slow, "--json", json.path()])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\n1 compared in 6 pairs of processes, 0 slower, 1 faster\n"), "\(outcome.output)")
    #expect(String(decoding: try Data(contentsOf: json), as: UTF8.self).contains("\"verdict\" : \"faster\""))
    let broken = try Program.bench.run(arguments + ["--compare", try program("broken", "exit 3")])
    #expect(broken.code == 6 && broken.errors.contains("/broken ended with 3 for steps --optimizer paper.Adam "))
    let silent = try Program.bench.run(arguments + ["--compare", try program("silent", "exit 0")])
    #expect(silent.code == 6 && silent.errors.contains("/silent wrote no report\n"))
  }
}
