import Foundation
import ProgramRunner
import Testing

/// Reference/Findings.md: every line of it is true today.
@Suite struct FindingsPageTests {
  /// One line of the page.
  struct Finding: CustomTestStringConvertible {
    let code, fact: String
    /// What is typed after `verify`, or after `swift test --filter`.
    let arguments: [String]
    let isTest: Bool
    /// A part of what it prints.
    let shown: String

    var testDescription: String { "\(code): \(arguments.joined(separator: " "))" }
  }

  static let page = (try? String(contentsOf: Program.package.appending(path: "Reference/Findings.md"), encoding: .utf8)) ?? ""

  /// The lines of its tables that have a command.
  static let findings: [Finding] = page.split(separator: "\n").compactMap { line in
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard line.hasPrefix("| "), cells.count == 4, cells[2].hasPrefix("`") else { return nil }
    let command = cells[2].trimmingCharacters(in: ["`"])
    let isTest = command.hasPrefix("swift test --filter ")
    let rest = isTest ? command.dropFirst("swift test --filter ".count) : command.dropFirst("verify ".count)
    return Finding(
      code: cells[0], fact: cells[1], arguments: words(String(rest)), isTest: isTest, shown: cells[3].trimmingCharacters(in: ["`"]))
  }

  /// The words of a command line; what stands in quotes is one.
  private static func words(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { i, part in
      i % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }

  @Test func thePageHasThem() {
    let rows = Self.page.split(separator: "\n").count { $0.hasPrefix("| ") && !$0.hasPrefix("| published code") }
    #expect(Self.findings.count == rows && rows >= 25)
    #expect(Self.findings.allSatisfy { !$0.shown.isEmpty && !$0.arguments.isEmpty && !$0.fact.isEmpty })
  }

  /// Columns are aligned by what else the report shows: runs of spaces count as one.
  private static func collapsed(_ text: String) -> String {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: "\n")
  }

  @Test(arguments: findings.filter { !$0.isTest })
  func theCommandShowsIt(finding: Finding) throws {
    let outcome = try Program.verify.run(finding.arguments)
    // What is refused ends as any other mismatch.
    #expect(outcome.code == (finding.shown.hasPrefix("NOT good") ? 2 : 0), "\(outcome.errors)")
    #expect(Self.collapsed(outcome.output).contains(Self.collapsed(finding.shown)), "\(outcome.output)")
  }

  /// Neither another comparison nor another judgement shows any of them.
  @Test func anotherCommandDoesNot() throws {
    let others = try [["compare", "paper.Adam", "paper.AMSGrad"], ["--case", "generated/paper.Adam/0-normal"]].map {
      Self.collapsed(try Program.verify.run($0).output)
    }
    for finding in Self.findings where !finding.isTest {
      #expect(others.allSatisfy { !$0.isEmpty && !$0.contains(Self.collapsed(finding.shown)) }, "\(finding.shown)")
    }
  }

  /// A test of that name is in the suite, which runs it.
  @Test(arguments: findings.filter(\.isTest))
  func theTestIsThere(finding: Finding) throws {
    let tests = Program.package.appending(path: "Tests")
    let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let found = files.contains { file in
      guard file.pathExtension == "swift", let text = try? String(contentsOf: file, encoding: .utf8) else { return false }
      return finding.arguments.allSatisfy { text.contains("func \($0)(") }
    }
    #expect(found)
  }
}
