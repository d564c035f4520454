internal import Safetensors

/// Why a checkpoint was not written or read: the file, and one sentence that names the tensor or the value and what is allowed.
public struct CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path that was given.
  public let file: String
  /// What is wrong.
  public let reason: String
  /// Whether the file may be good, and memory is missing for what it holds.
  public let isOutOfMemory: Bool

  init(file: String, reason: String, isOutOfMemory: Bool = false) {
    self.file = file
    self.reason = reason
    self.isOutOfMemory = isOutOfMemory
  }

  /// `FILE: ` and the reason.
  public var description: String { "\(file): \(reason)" }
}

/// A reason on its way to where the file is known.
struct CheckpointRefusal: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

extension CheckpointError {
  /// Runs the body, whose refusals are of this file.
  static func wrap<Result>(_ file: String, _ body: () throws -> Result) throws(CheckpointError) -> Result {
    do {
      return try body()
    } catch let error as CheckpointRefusal {
      throw CheckpointError(file: file, reason: error.reason)
    } catch let error as OutOfMemory {
      throw CheckpointError(file: file, reason: error.description, isOutOfMemory: true)
    } catch OptimizerError.outOfMemory(let byteCount) {
      throw CheckpointError(file: file, reason: OutOfMemory.sentence(byteCount), isOutOfMemory: true)
    } catch let error as SafetensorsError {
      if case .outOfMemory = error.reason { throw CheckpointError(file: file, reason: error.reason.sentence, isOutOfMemory: true) }
      throw CheckpointError(file: file, reason: error.reason.sentence)
    } catch let error as CheckpointError {
      throw error
    } catch {
      throw CheckpointError(file: file, reason: "\(error)")
    }
  }
}

/// A text of a file as it may be printed: at most 64 scalars, nothing that steers a terminal.
func shown(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars.prefix(64) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + (text.unicodeScalars.dropFirst(64).isEmpty ? "\"" : "…\"")
}
