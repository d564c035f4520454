import Foundation
import ProgramRunner
import Safetensors
import Testing

/// Runs of the program on the repository's recordings and on files that somebody hands it.
@Suite struct RunTests {
  private static let torch = "Vectors/Recorded/torch-2.15.0/"

  @Test func everythingPasses() throws {
    let outcome = try Program.verify.run([])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("\nall good: "))
    #expect(outcome.output.contains(", 0 failed; "))
    // In the order of the registry, whatever was judged first.
    #expect(outcome.output.split(separator: "\n")[1].hasPrefix("paper.Adam "))
    for name in ["paper.RAdam", "torch.optim.Adam ", "torch.optim.AdamW", "torch.optim.RAdam", "kozistr.RAdamOptimizer"] {
      #expect(outcome.output.contains("\n\(name)"))
    }
    #expect(outcome.output.hasSuffix(" kernels unbiased\n"))
    #expect(outcome.output.contains("finding: kozistr.RAdamOptimizer: it computes the powers of β and ρt in Float"))
    #expect(outcome.errors.isEmpty, "progress belongs on a terminal")
    let page = try String(contentsOf: Program.package.appending(path: "README.md"), encoding: .utf8)
    #expect(Self.shows(page, outcome.output))
  }

  /// Whether the report on the page, as far as it is shown there, is this output: each of its lines, but for how columns are aligned.
  private static func shows(_ page: String, _ output: String) -> Bool {
    func lines(_ text: some StringProtocol) -> [String] {
      text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    }
    guard let start = page.range(of: "```\nimplementation "), let end = page[start.upperBound...].range(of: "\n```") else { return false }
    let shown = lines(page[page.index(start.lowerBound, offsetBy: 4)..<end.lowerBound]).filter { $0 != "…" }
    let all = Set(lines(output))
    return shown.count >= 10 && shown.last?.hasPrefix("all good: ") == true && shown.allSatisfy(all.contains)
  }

  @Test func theSameRunGivesTheSameBytes() throws {
    try Program.withFolder { folder in
      let files = ["a.json", "b.json"].map { folder.appending(path: $0) }
      let outcomes = try files.map { try Program.verify.run(["--case", "adam-float32", "--json", $0.path()]) }
      #expect(outcomes[0].output == outcomes[1].output)
      #expect(try Data(contentsOf: files[0]) == Data(contentsOf: files[1]))
    }
  }

  /// Each round has its cases, and no more rounds are run than were asked for.
  @Test func rounds() throws {
    let three = try Program.verify.run(["--case", "paper.AdamReformulated/0-normal", "--rounds", "3"])
    #expect(three.code == 0 && three.output.contains("\nall good: 3 cases, 3 passed, "))
    let second = try Program.verify.run(["--case", "paper.AdamReformulated/0-normal/2", "--rounds", "2"])
    #expect(second.code == 0 && second.output.contains("\nall good: 1 case, 1 passed, "))
    #expect(try Program.verify.run(["--case", "paper.AdamReformulated/0-normal/2"]).code == 4)
  }

  /// A judgement for bias is found by its name, alone, and is the same in every round.
  @Test func biasAlone() throws {
    try Program.withFolder { folder in
      let file = folder.appending(path: "report.json")
      let outcome = try Program.verify.run(["--case", "bias/paper.RAdam", "--rounds", "2", "--json", file.path()])
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("\nall good: 0 cases, ") && outcome.output.hasSuffix("; 1 of 1 kernel unbiased\n"))
      let report = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
      let bias = try #require((report["bias"] as? [[String: Any]])?.first)
      #expect(bias["implementation"] as? String == "paper.RAdam" && bias["biased"] as? Bool == false)
      let mean = try #require(bias["meanUlps"] as? Double)
      #expect(bias["elements"] as? Int == 1 << 18 && abs(mean) < 0.2)
    }
  }

  @Test func theJSONReportHasItsKeys() throws {
    try Program.withFolder { folder in
      let file = folder.appending(path: "report.json")
      let outcome = try Program.verify.run(["--vectors", "Vectors/Recorded/kozistr-radam-tensorflow-ed889cad", "--json", file.path()])
      #expect(outcome.code == 0)
      let report = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
      #expect(report["schema"] as? String == "optimizer-report/1")
      #expect(report["cases"] as? Int == 34)
      #expect(report["passed"] as? Int == 34)
      #expect(report["failed"] as? Int == 0)
      // 24 steps of 37 elements, or 12 of 7, judged as recorded, and on the kernel twice: as it goes and from θ = 0.
      #expect(report["elementSteps"] as? Int == (30 * 24 * 37 + 4 * 12 * 7) * 3)
      let results = try #require(report["results"] as? [[String: Any]])
      let finding = try #require(results.first { $0["name"] as? String == "kozistr-radam-float32-0-normal.safetensors" })
      #expect(finding["verdict"] as? String == "finding")
      #expect((finding["reason"] as? String)?.contains("in Float") == true)
      #expect(finding["implementation"] as? String == "kozistr.RAdamOptimizer")
    }
  }

  /// What stands at the path stays what it is: root could lose a device to a file put in its place.
  @Test func aReportIsWrittenThroughALink() throws {
    try Program.withFolder { folder in
      let (link, file) = (folder.appending(path: "link.json"), folder.appending(path: "file.json"))
      try Data("before".utf8).write(to: file)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      #expect(try Program.verify.run(["--case", "generated/paper.Adam/0-normal", "--json", link.path()]).code == 0)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path()) == file.path())
      #expect(try String(contentsOf: file, encoding: .utf8).contains("optimizer-report/1"))
    }
  }

  /// The superuser may read every folder.
  @Test(.enabled(if: getuid() != 0)) func aFolderThatCannotBeReadIsSaid() throws {
    try Program.withFolder { folder in
      let closed = folder.appending(path: "closed")
      try FileManager.default.createDirectory(at: closed, withIntermediateDirectories: false, attributes: [.posixPermissions: 0])
      let outcome = try Program.verify.run(["--vectors", folder.path()])
      #expect(outcome.code == 6)
      #expect(outcome.output.contains("closed/: the folder cannot be read"))
    }
  }

  /// A link that leads back to its own folder is looked into once.
  @Test func foldersBehindLinksAreFound() throws {
    try Program.withFolder { folder in
      let recordings = Program.package.appending(path: "Vectors/Recorded/kozistr-radam-tensorflow-ed889cad")
      try FileManager.default.createSymbolicLink(at: folder.appending(path: "recordings"), withDestinationURL: recordings)
      try FileManager.default.createSymbolicLink(at: folder.appending(path: "back"), withDestinationURL: folder)
      let outcome = try Program.verify.run(["--vectors", folder.path()])
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("all good: 34 cases, 34 passed"))
    }
  }

  @Test func aTraceOfTheWrongConventionFailsAndIsNamed() throws {
    try Program.withFolder { folder in
      var file = try SafetensorsFile(
        contentsOf: Program.package.appending(path: Self.torch + "adam-float32-l2-0.1-maximize-signflip.safetensors").path())
      let honest = try #require(file.metadata["hyperparameters"])
      file.metadata["hyperparameters"] = honest.replacing(#""decoupled_weight_decay": false"#, with: #""decoupled_weight_decay": true"#)
      let path = folder.appending(path: "wrong.safetensors").path()
      try file.write(to: path)
      let outcome = try Program.verify.run(["trace", path])
      #expect(outcome.code == 2)
      let failure = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.hasPrefix("FAIL: ") }.prefix {
        !$0.isEmpty
      }
      #expect(failure.count <= 12)
      #expect(
        failure.contains {
          $0.hasPrefix(#"  it matches torch.optim.Adam {"amsgrad":false"#) && $0.contains(#""decoupled_weight_decay":false"#)
        })
      #expect(failure.last == "  again: swift run -c release verify trace \(path)")
    }
  }

  @Test func unreadableFilesAreReportedAndTheRestIsJudged() throws {
    try Program.withFolder { folder in
      let good = "adam-float32-default-normal.safetensors"
      try FileManager.default.copyItem(at: Program.package.appending(path: Self.torch + good), to: folder.appending(path: good))
      try Data("not a safetensors file".utf8).write(to: folder.appending(path: "bad.safetensors"))
      let outcome = try Program.verify.run(["--vectors", folder.path()])
      #expect(outcome.code == 6)
      #expect(outcome.output.contains("unreadable: \(folder.path())"))
      #expect(outcome.output.contains("bad.safetensors: "))
      #expect(outcome.output.contains("NOT good: 1 case, 1 passed, 0 failed, 1 unreadable; "))
    }
  }

  @Test func nothingComparedIsNotGood() throws {
    try Program.withFolder { folder in
      let empty = try Program.verify.run(["--vectors", folder.path()])
      #expect(empty.code == 4)
      #expect(empty.output.contains("holds no file whose name ends in .safetensors"))
      let filtered = try Program.verify.run(["--case", "no-such-case"])
      #expect(filtered.code == 4)
      #expect(filtered.output.contains("short: no case has no-such-case in its name"))
      let absent = try Program.verify.run(["--vectors", "nowhere"])
      #expect(absent.code == 6)
      #expect(absent.output.contains("unreadable: nowhere: there is no such file or folder"))
      let elsewhere = try Program.verify.run([], in: folder)
      #expect(elsewhere.code == 6)
      #expect(elsewhere.output.contains("unreadable: Vectors/Recorded: there is no such file or folder"))
      // A run of everything is audited.
      #expect(elsewhere.output.contains("short: torch.optim.RAdam is known by recordings, and none was found"))
    }
  }

  /// Our kernel has no part in a stranger's trajectory.
  @Test func aTraceIsJudgedAlone() throws {
    try Program.withFolder { folder in
      let file = folder.appending(path: "report.json")
      let outcome = try Program.verify.run(["trace", Self.torch + "adam-float32-default-normal.safetensors", "--json", file.path()])
      #expect(outcome.code == 0)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains(#""check" : "recording""#) && !text.contains(#""check" : "kernel""#))
    }
  }

  @Test func aDoubleRecordingIsNoTrace() throws {
    let outcome = try Program.verify.run(["trace", Self.torch + "adam-float64-default-normal.safetensors"])
    #expect(outcome.code == 6)
    #expect(outcome.output.contains(#"metadata precision is "float64"; allowed for a trace: "float32""#))
  }

  @Test func showPrintsARecording() throws {
    let outcome = try Program.verify.run(["show", Self.torch + "adam-float64-default-normal.safetensors"])
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix("adam-float64-default-normal.safetensors\n  implementation   torch.optim.Adam\n"))
    #expect(outcome.output.contains("parameter w: 37 elements, slots m v, 3 shown"))
    let absent = try Program.verify.run(["show", "nowhere.safetensors"])
    #expect(absent.code == 6)
    #expect(absent.errors.hasPrefix("unreadable: nowhere.safetensors: "))
  }

  @Test func digestsArePinned() throws {
    let outcome = try Program.verify.run(["digests"])
    #expect(outcome.code == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 68, "a heading, eight kernels and a verdict")
    #expect(lines.dropFirst().dropLast().allSatisfy { $0.contains("  pinned  ") && !$0.contains("differs") })
    #expect(lines.last?.hasPrefix("all good: every kernel gives its pinned digest on baseline") == true)
  }
}
