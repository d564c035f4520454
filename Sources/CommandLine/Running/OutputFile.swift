package import Foundation
import Safetensors

/// A file that an option names for what a run comes to. It is made before the work begins, so that a path that cannot be written costs no work.
///
/// Until ``write(_:)`` the old file stays as it is.
package final class OutputFile {
  private let title: String
  private var file: NewFile?

  /// The file of an option; nil where it was not given.
  ///
  /// - Parameter inputs: the paths that the command reads: none of them may be written over.
  /// - Throws: for a path where no file can be made, and for one that is also an input.
  package static func open(
    _ arguments: Arguments, _ option: Option = .json, inputs: [String] = []
  ) throws(UsageError) -> OutputFile? {
    guard let path = arguments[option] else { return nil }
    let identity = FileIdentity(path)
    if let input = inputs.first(where: { FileIdentity($0) == identity }) {
      throw UsageError("\(option.name) is \(shown(path)), which is also \(shown(input)), an input; allowed: another file")
    }
    return try OutputFile(option, path)
  }

  private init(_ option: Option, _ path: String) throws(UsageError) {
    title = "\(option.name) \(shown(path))"
    do throws(SafetensorsError) {
      file = try NewFile(path: path)
    } catch {
      throw UsageError("\(title): \(error.reason.sentence)")
    }
  }

  /// Puts the data in place of what is there.
  package func write(_ data: Data) throws(UsageError) {
    guard let file = file.take() else { return }
    do throws(SafetensorsError) {
      try file.append(data.bytes)
      try file.moveIntoPlace(surviving: .killedProcess)
    } catch {
      throw UsageError("\(title): \(error.reason.sentence)")
    }
  }
}

/// What a path leads to: the file itself where it is there, whatever links lead to it, or else the path without its detours.
private struct FileIdentity: Equatable {
  private let device, number: UInt64
  private let path: String

  init(_ path: String) {
    var status = stat()
    // The call fills the variable and keeps no pointer. The string outlives it.
    if unsafe stat(path, &status) == 0 {
      (device, number, self.path) = (UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino), "")
    } else {
      (device, number, self.path) = (0, 0, URL(fileURLWithPath: path).absoluteURL.standardizedFileURL.path)
    }
  }
}
