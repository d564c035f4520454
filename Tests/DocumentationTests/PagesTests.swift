import Foundation
import Testing

/// What holds of every page in the package.
@Suite struct PagesTests {
  /// The pages, by their paths.
  static func pages() -> [String] {
    let files = FileManager.default.enumerator(at: Page.package, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    return (files?.compactMap { $0 as? URL } ?? []).map { $0.path(percentEncoded: false) }.filter { $0.hasSuffix(".md") }.sorted()
  }

  /// The runs of eight words of prose, outside code and tables, that stand more than once: a paragraph pasted twice shows so.
  static func repeated(in text: String) -> [String] {
    var isCode = false
    var words: [Substring] = []
    var runs: [[Substring]] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode || line.hasPrefix("```") || line.hasPrefix("|") {
        words = []
        continue
      }
      for word in line.split(separator: " ") {
        words = words.suffix(7) + [word]
        if words.count == 8 { runs.append(words) }
      }
    }
    var seen: Set<[Substring]> = []
    return runs.filter { !seen.insert($0).inserted }.map { $0.joined(separator: " ") }
  }

  @Test func noSentenceStandsTwice() throws {
    let pages = Self.pages()
    #expect(pages.count >= 10)
    for page in pages {
      let repeated = Self.repeated(in: try String(contentsOfFile: page, encoding: .utf8))
      #expect(repeated.isEmpty, "\(page): \(repeated)")
    }
  }

  @Test func aRepeatedSentenceIsNoticed() {
    let line = "the names that begin with `paper.` are the algorithms"
    #expect(Self.repeated(in: "\(line)\n\nand between\nthe names that begin\nwith `paper.` are the").count == 1)
    #expect(Self.repeated(in: "```\n\(line)\n\(line)\n```\n| \(line) |\n| \(line) |\n").isEmpty)
  }
}
