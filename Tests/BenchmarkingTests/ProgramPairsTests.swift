import Foundation
import ProgramRunner
import Testing

@testable import Benchmarking

/// Programs that are compared and are no `bench`, or fail: each is an error, and neither process of a pair is left.
@Suite struct ProgramPairsTests {
  /// A script beside which the other program of the pair waits for half a minute.
  private static func outcome(of script: String, isNew: Bool = false) throws -> (error: String, isPartnerLeft: Bool) {
    try Program.withFolder { folder in
      let number = folder.appending(path: "number")
      // It has a turn first where it is the old program, and gives it back.
      let partner = try Program.script(
        "partner", "echo $$ > '\(number.path())'; echo turn; exec sleep 30", in: folder)
      let subject = try Program.script("subject", script, in: folder)
      let pairs = ProgramPairs(old: isNew ? partner : subject, new: isNew ? subject : partner, bench: Bench(), pairs: 6)
      let error = try #require(throws: ProgramPairsError.self) { try pairs.run() }
      let text = String(decoding: (try? Data(contentsOf: number)) ?? Data(), as: UTF8.self)
      let isLeft = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)).map { kill($0, 0) == 0 } ?? false
      return (error.description, isLeft)
    }
  }

  @Test(arguments: [false, true]) func `a program that fails ends the other`(isNew: Bool) throws {
    let outcome = try Self.outcome(of: "exit 3", isNew: isNew)
    #expect(outcome.error.contains("/subject ended with 3 for steps calls verifier --optimizer "), "\(outcome.error)")
    #expect(!outcome.isPartnerLeft)
  }

  @Test(arguments: ["echo 'Adam 0.3 ns'", "exit 0", "cat /dev/zero"])
  func `a program that is no bench`(script: String) throws {
    let outcome = try Self.outcome(of: script)
    #expect(outcome.error.contains("/subject wrote no report"), "\(outcome.error)")
    #expect(!outcome.isPartnerLeft)
  }

  /// The old program has begun when it turns out that the new one cannot be run.
  @Test func `a program that cannot be run`() throws {
    try Program.withFolder { folder in
      let file = folder.appending(path: "text")
      try Data("no program".utf8).write(to: file)
      let pairs = ProgramPairs(old: URL(filePath: "/bin/cat"), new: file, bench: Bench(), pairs: 6)
      let error = try #require(throws: ProgramPairsError.self) { try pairs.run() }
      #expect(error.description.contains("/text cannot be run: "))
    }
  }

  @Test func `an interruption leaves the whole pairs`() throws {
    try Program.withFolder { folder in
      let file = try Program.script("waiting", "exec cat > /dev/null", in: folder)
      var asked = 0
      let pairs = ProgramPairs(old: file, new: file, bench: Bench(), pairs: 6)
      let comparison = try pairs.run(goesOn: {
        asked += 1
        return asked < 3
      })
      #expect(asked == 3 && comparison.missingPairs == 6 && comparison.rows.isEmpty)
    }
  }
}
