import Foundation
import KernelVerification
import Registry
import Testing

/// What failed once does not fail again.
@Suite struct RegressionTests {
  private static let folder = Recordings.folder + "/../Regressions"
  private static let regressions = Regressions(folder: folder)

  @Test func allAreRead() { #expect(Self.regressions.unreadable.isEmpty && Self.regressions.cases.count >= 8) }

  @Test(arguments: regressions.cases.map(\.name)) func passes(name: String) throws {
    let testCase = try #require(Self.regressions.cases.first { $0.name == name })
    let result = try Registry.verifier.judge(testCase)
    #expect(result.verdict.isPassed, "\(result.reason ?? "")")
    #expect(result.rerun == "swift run -c release verify --case \(name)")
  }

  /// A line is written one way only, and a comment above it says what it was.
  @Test func eachLineIsPlainAndExplained() throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder) where file.hasSuffix(".txt") {
      let text = try String(contentsOfFile: "\(Self.folder)/\(file)", encoding: .utf8)
      var before: Substring = ""
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("replay/") {
          #expect(before.hasPrefix("# "), "\(file): nothing is said of \(line)")
          #expect(try ReplayLine(ReplayLine.parse(String(line))).text == line)
        }
        before = line
      }
    }
  }
}
