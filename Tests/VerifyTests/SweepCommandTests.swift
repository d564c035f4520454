import Foundation
import ProgramRunner
import Testing

/// `verify sweep`, as a user runs it.
@Suite struct SweepCommandTests {
  private static let reduced = ["sweep", "--optimizer", "paper.Adam", "--every", "1000003"]

  @Test func shardsAreMerged() throws {
    try Program.withFolder { folder in
      func path(_ name: String) -> String { folder.appending(path: name).path() }
      let whole = try Program.verify.run(Self.reduced + ["--json", path("whole.json"), "--jobs", "2"])
      #expect(whole.code == 0 && whole.errors.isEmpty, "progress belongs on a terminal")
      #expect(whole.output.contains("\nall good: 1 optimizer, each 1,000,003-th; "))
      for k in 0..<3 {
        #expect(try Program.verify.run(Self.reduced + ["--shard", "\(k)/3", "--json", path("\(k).json")]).code == 0)
      }
      let merged = try Program.verify.run(["merge", path("2.json"), path("0.json"), path("1.json"), "--json", path("merged.json")])
      #expect(merged.code == 0 && merged.output == whole.output)
      #expect(try Data(contentsOf: URL(filePath: path("merged.json"))) == Data(contentsOf: URL(filePath: path("whole.json"))))
      let json = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path("whole.json")))) as? [String: Any])
      #expect(json["schema"] as? String == "optimizer-sweep/1" && json["cases"] as? Int == 512 && json["failed"] as? Int == 0)
      #expect((json["results"] as? [[String: Any]])?.first?["name"] as? String == "paper.Adam/+subnormal")
    }
  }

  /// A sweep that is killed has saved what it did until a few seconds before.
  @Test func theStateIsSavedEveryFewSeconds() throws {
    try Program.withFolder { folder in
      let state = folder.appending(path: "state.json")
      let arguments = ["sweep", "--optimizer", "paper.Adam", "--jobs", "1", "--resume", state.path()]
      let outcome = try Program.verify.run(arguments, mayBeKilled: true) { process in
        let start = ContinuousClock.now
        while Self.done(state) == 0, ContinuousClock.now - start < .seconds(30) { Thread.sleep(forTimeInterval: 0.1) }
        kill(process.processIdentifier, SIGKILL)
      }
      #expect(outcome.code == -1 && Self.done(state) > 0)
    }
  }

  /// The units that a state says are done; 0 where it is not there yet.
  private static func done(_ state: URL) -> Int {
    let data = try? Data(contentsOf: state)
    let object = data.flatMap { try? JSONSerialization.jsonObject(with: $0) } as? [String: Any]
    return object?["done"] as? Int ?? 0
  }

  @Test func theStateIsKeptAndTakenUp() throws {
    try Program.withFolder { folder in
      let first = try Program.verify.run(Self.reduced + ["--resume", folder.path()])
      #expect(first.code == 0)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      #expect(files.count == 1 && files[0].hasPrefix("sweep-") && files[0].hasSuffix("-0-of-1.json"))
      #expect(try Program.verify.run(Self.reduced + ["--resume", folder.path()]).output == first.output)
      let state = folder.appending(path: files[0]).path()
      let other = try Program.verify.run(["sweep", "--optimizer", "paper.RAdam", "--every", "1000003", "--resume", state])
      #expect(other.code == 1 && other.errors.contains("are of different plans: "))
      let nowhere = try Program.verify.run(Self.reduced + ["--resume", folder.path() + "none/state.json"])
      #expect(nowhere.code == 1 && nowhere.errors.contains("verify: --resume "))
    }
  }
}
