import Foundation
import ProgramRunner
import Testing

/// Ctrl-C and SIGTERM: the first ends a run with the report of what was done, the second ends the program at once.
@Suite struct InterruptionTests {
  @Test(arguments: [
    (Program.fuzz, ["--seconds", "600", "--optimizer", "paper.Adam", "-j1"], "interrupted, good until then: "),
    (.fuzz, ["--cases", "100000000", "--optimizer", "paper.Adam", "-j1"], "interrupted, good until then: "),
    (.fuzz, ["mutants", "--seeds", "1000", "--optimizer", "adamod.AdaMod"], "interrupted after "),
    (.verify, ["--rounds", "1000000"], "interrupted, good until then: "),
    (.verify, ["compare", "--all"], "interrupted after "),
    (.verify, ["sweep", "--optimizer", "paper.Adam", "-j1"], "interrupted, good until then: "),
    (.bench, ["steps", "--optimizer", "Adam", "--count", "64,128,256,512,1000,2000", "--threads", "1", "--seconds", "1"], "interrupted: "),
    (
      .bench,
      ["steps", "--optimizer", "Adam", "--count", "64", "--threads", "1", "--seconds", "1", "--compare", Program.bench.binary.path()],
      "interrupted after "
    ),
  ])
  func aFirstSignalEndsWithAReport(program: Program, arguments: [String], lastLine: String) throws {
    try Program.withFolder { folder in
      let file = folder.appending(path: "report.json")
      let outcome = try program.run(arguments + ["--json", file.path()]) { process in
        wait(for: folder)
        if arguments.contains("--seconds") { process.interrupt() } else { process.terminate() }
      }
      #expect(outcome.code == 130, "\(outcome)")
      #expect(outcome.output.split(separator: "\n").last?.hasPrefix(lastLine) == true, "\(outcome.output.suffix(300))")
      let report = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
      #expect(report["interrupted"] as? Bool == true)
      #expect(report["exitCode"] as? Int ?? 130 == 130)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["report.json"])
    }
  }

  @Test func aSecondSignalEndsAtOnce() throws {
    try Program.withFolder { folder in
      let arguments = ["steps", "--optimizer", "paper.Adam", "--count", "4194304", "--threads", "1", "--seconds", "300"]
      let outcome = try Program.bench.run(arguments + ["--json", folder.appending(path: "report.json").path()], mayBeKilled: true) {
        process in
        wait(for: folder)
        // The measurement has begun then, and takes some seconds: 300 rounds of some milliseconds.
        Thread.sleep(forTimeInterval: 1)
        process.interrupt()
        // The system merges two signals that come before the first is taken.
        Thread.sleep(forTimeInterval: 0.5)
        process.interrupt()
      }
      #expect(outcome.code == -1 && !outcome.output.contains("interrupted"))
    }
  }

  /// A sweep that was stopped goes on from its state, and gives the report of one run.
  @Test func aSweepGoesOn() throws {
    try Program.withFolder { folder in
      func path(_ name: String) -> String { folder.appending(path: name).path() }
      let arguments = ["sweep", "--optimizer", "paper.Adam", "--every", "4099", "-j1"]
      let whole = try Program.verify.run(arguments)
      let stopped = try Program.verify.run(arguments + ["--resume", path("state.json")]) { process in
        wait(for: folder)
        process.interrupt()
      }
      #expect(whole.code == 0 && stopped.code == 130)
      let again = try Program.verify.run(arguments + ["--resume", path("state.json")])
      #expect(again == whole)
    }
  }
}

/// Waits until a program has made its file in the folder: then it watches for signals.
private func wait(for folder: URL) {
  while (try? FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty) ?? false { Thread.sleep(forTimeInterval: 0.01) }
}
