import Foundation
internal import Safetensors

/// A folder of inputs on which something failed once: text files (`*.txt`), a replay line a line; `#` begins a comment.
public struct Regressions: Sendable {
  /// Where a clone of this package has them.
  public static let ownFolder = "Vectors/Regressions"

  /// The cases, in the order of the files' names and of their lines, named `regression/ID`; each once.
  public private(set) var cases: [Case] = []
  /// What could not be read.
  public private(set) var unreadable: [UnreadableInput] = []

  /// Reads a folder, whatever it holds. What cannot be read is said, and the rest read.
  public init(folder: String) {
    let folder = folder.hasSuffix("/") ? folder : folder + "/"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted() else {
      unreadable = [UnreadableInput(path: folder, reason: "there is no such folder, or it cannot be read")]
      return
    }
    var ids: Set<String> = []
    for name in names where name.hasSuffix(".txt") { read(folder + name, &ids) }
  }

  private mutating func read(_ path: String, _ ids: inout Set<String>) {
    let text: String
    do throws(SafetensorsError) {
      text = try RegularFile.text(of: path)
    } catch {
      unreadable.append(UnreadableInput(path: path, reason: error.reason.sentence))
      return
    }
    for (number, line) in Self.lines(text) {
      do throws(ReplayLineError) {
        let testCase = try ReplayLine.parse(line)
        let id = ReplayLine(testCase).id
        guard ids.insert(id).inserted else { continue }
        cases.append(testCase.named("regression/\(id)").again("swift run -c release verify --case regression/\(id)"))
      } catch {
        unreadable.append(UnreadableInput(path: "\(path):\(number)", reason: error.description))
      }
    }
  }

  /// What is in a file; "" where there is none, as behind a link to one that is still to be made.
  private static func existingText(_ path: String) throws(SafetensorsError) -> String {
    do throws(SafetensorsError) {
      return try RegularFile.text(of: path)
    } catch {
      if error.reason == .missing { return "" }
      throw error
    }
  }

  /// The lines that are no comments, with their numbers from 1.
  private static func lines(_ text: String) -> [(number: Int, text: String)] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap { i, line in
      let line = line.drop { $0 == " " || $0 == "\t" }
      return line.isEmpty || line.hasPrefix("#") ? nil : (i + 1, String(line))
    }
  }

  /// Adds a line and a comment above it at the end of `file`, unless some file of the folder has the line. The folder and the file are
  /// made where they are not there.
  ///
  /// - Parameters:
  ///   - line: what is to be judged again.
  ///   - comment: what failed; it is folded to one line.
  ///   - folder: the regressions' folder.
  ///   - file: a name that ends in `.txt`.
  /// - Returns: whether it was added.
  /// - Throws: what the file system says, or why a file of the folder cannot be read or replaced.
  @discardableResult
  public static func add(_ line: ReplayLine, comment: String, to folder: String, file: String = "found.txt") throws -> Bool {
    let folder = folder.hasSuffix("/") ? folder : folder + "/"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".txt") {
      if lines(try existingText(folder + name)).contains(where: { $0.text == line.text }) { return false }
    }
    let old = try existingText(folder + file)
    // A last line without an end would take the comment in.
    let gap = old.isEmpty ? "" : old.utf8.last == UInt8(ascii: "\n") ? "\n" : "\n\n"
    try NewFile.replace(folder + file, with: Array("\(old)\(gap)# \(printable(comment))\n\(line.text)\n".utf8))
    return true
  }
}

extension Case {
  /// The same case by another name.
  fileprivate func named(_ name: String) -> Case {
    Case(
      checked: name, implementation: implementation, hyperparameters: hyperparameters, steps: steps, stepsBefore: stepsBefore,
      tensors: tensors, recorded: recorded, requiredBranches: requiredBranches, source: source, note: note, rerun: rerun)
  }
}
