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
}
