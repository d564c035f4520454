import Foundation
import Testing

/// A page for readers: what its code blocks say.
struct Page {
  let text: String

  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let catalog = package.appending(path: "Sources/OptimizerKernels/OptimizerKernels.docc")

  /// A page of the catalog.
  init(_ name: String) throws { try self.init(at: Self.catalog.appending(path: "\(name).md")) }

  init(at url: URL) throws { text = try String(contentsOf: url, encoding: .utf8) }

  /// The names of all pages of the catalog, in order.
  static func names() throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(atPath: catalog.path()).filter { $0.hasSuffix(".md") }
    return files.map { String($0.dropLast(3)) }.sorted()
  }

  /// The blocks fenced as `language`, in order; with "" those that print.
  func blocks(_ language: String) -> [String] {
    var blocks: [String] = []
    var block: [Substring]?
    var isWanted = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = block, line == "```" {
        if isWanted { blocks.append(lines.joined(separator: "\n")) }
        block = nil
      } else if block != nil {
        block?.append(line)
      } else if line.hasPrefix("```") {
        block = []
        isWanted = line == "```\(language)"
      }
    }
    return blocks
  }

  /// The code spans of the last column of all tables.
  func lastCells() -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.hasSuffix(" |") }.flatMap { line in
      let cell = line.dropLast().split(separator: " | ", omittingEmptySubsequences: false).last ?? ""
      let parts = cell.split(separator: "`", omittingEmptySubsequences: false)
      return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
    }
  }
}

/// The code between `// Page: NAME` and `// Page: end` in a file, without its indentation.
func pageCode(_ name: String, in file: String = #filePath) throws -> String {
  let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
  let start = try #require(lines.firstIndex { $0.hasSuffix("// Page: \(name)") })
  let indentation = lines[start].prefix { $0 == " " }
  let code = lines[(start + 1)...].prefix { !$0.hasSuffix("// Page: end") }
  return code.map { line in line.hasPrefix(indentation) ? String(line.dropFirst(indentation.count)) : String(line) }.joined(separator: "\n")
}
