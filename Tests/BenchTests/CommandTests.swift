import Foundation
import Testing

/// The program `bench`, as a user runs it.
@Suite struct CommandTests {
  private struct Outcome {
    let code: Int32
    let output, errors: String
  }

  /// The program lies beside the tests: in the folder of the bundle on Apple's systems, of the runner elsewhere.
  private static var binary: URL {
    #if os(macOS)
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
    #else
      let tests = URL(filePath: CommandLine.arguments[0])
    #endif
    return tests.deletingLastPathComponent().appending(path: "bench")
  }

  private func run(_ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationReason == .exit, "bench crashed")
    return Outcome(
      code: process.terminationStatus, output: String(decoding: text, as: UTF8.self), errors: String(decoding: errorText, as: UTF8.self))
  }

  @Test(arguments: [
    (
      ["--frobnicate"],
      "unknown option --frobnicate; allowed: --optimizer NAME, --count N, --threads N, --seconds S, --json FILE, "
        + "--compare FILE, --pairs N, --help"
    ),
    (["walk"], "unknown part \"walk\"; allowed: steps, calls, verifier, or none for all"),
    (["--count", "0"], "--count is 0; allowed: 1 to 4294967296"), (["--count", "4096,many"], "--count is many; allowed: 1 to 4294967296"),
    (["--threads", "0"], "--threads is 0; allowed: 1 to 1024"), (["--seconds", "0"], "--seconds is 0; allowed: above 0, up to 3600"),
    (["--seconds", "nan"], "--seconds is nan; allowed: above 0, up to 3600"), (["--seconds"], "--seconds needs a value"),
    (["--pairs", "5"], "--pairs is 5; allowed: 6 to 16"),
    (["--pairs", "17"], "--pairs is 17; allowed: 6 to 16"),
    (["--json", "a", "--json", "b"], "--json is given twice; allowed: once"),
  ])
  func `arguments that mean nothing end with exit code 1`(arguments: [String], message: String) throws {
    let outcome = try run(arguments)
    #expect(outcome.code == 1)
    #expect(outcome.errors == "bench: \(message)\nSee bench --help.\n")
    #expect(outcome.output.isEmpty)
  }

  @Test func `an unknown optimizer is named, with those that there are`() throws {
    let outcome = try run(["--optimizer", "paper.Adam,nobody.Adam"])
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("bench: unknown optimizer \"nobody.Adam\"; allowed: all, "))
    #expect(outcome.errors.contains("paper.RAdam"))
  }

  @Test func `help names every option`() throws {
    let outcome = try run(["--help"])
    #expect(outcome.code == 0)
    let options = ["--optimizer", "--count", "--threads", "--seconds", "--json", "--compare", "--pairs"]
    for word in ["steps", "calls", "verifier", "Exit codes: 0"] + options {
      #expect(outcome.output.contains(word))
    }
  }

  @Test func `a report is written, and the next run is compared with it`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "bench-tests-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let arguments = ["steps", "--optimizer", "paper.Adam", "--count", "64,1000", "--threads", "1", "--seconds", "0.001"]
    let first = try run(arguments + ["--json", file.path])
    #expect(first.code == 0, "\(first.errors)")
    let rows = first.output.split(separator: "\n").filter { $0.hasPrefix("paper.Adam") }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.contains("divider") || $0.contains("memory") })
    let second = try run(arguments + ["--compare", file.path])
    #expect(second.code == 0)
    #expect(second.output.contains("\n2 compared, "))
    try Data("{}".utf8).write(to: file)
    let third = try run(arguments + ["--compare", file.path])
    #expect(third.code == 6)
    #expect(third.errors == "bench: --compare \(file.path) is no report: schema is missing\n")
    // It is said before anything is measured.
    #expect(third.output.isEmpty)
    #expect(try run(arguments + ["--compare", "/nowhere"]).errors == "bench: --compare /nowhere cannot be read\n")
    #expect(try run(arguments + ["--json", "/nowhere/x"]).code == 1)
  }

  /// A program that is as slow again is told from this one, and a program that is none is said to be none.
  @Test func `another program is compared in processes of its own`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bench-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func program(_ name: String, _ script: String) throws -> String {
      let file = folder.appending(path: name)
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path())
      return file.path()
    }
    let subject = ["steps", "--optimizer", "paper.Adam", "--count", "4096", "--threads", "1"]
    let arguments = subject + ["--seconds", "0.01", "--pairs", "6"]
    let slow = try program("slow", "BENCH_SLOWDOWN=1 exec '\(Self.binary.path())' \"$@\"")
    let json = folder.appending(path: "comparison.json")
    let outcome = try run(arguments + ["--compare", slow, "--json", json.path()])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\n1 compared in 6 pairs of processes, 0 slower, 1 faster\n"), "\(outcome.output)")
    #expect(String(decoding: try Data(contentsOf: json), as: UTF8.self).contains("\"verdict\" : \"faster\""))
    let broken = try run(arguments + ["--compare", try program("broken", "exit 3")])
    #expect(broken.code == 6 && broken.errors.contains("/broken ended with 3 for steps --optimizer paper.Adam "))
    let silent = try run(arguments + ["--compare", try program("silent", "exit 0")])
    #expect(silent.code == 6 && silent.errors.contains("/silent wrote no report\n"))
  }
}
