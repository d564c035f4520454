import Foundation
import KernelVerification
import Safetensors

/// When the state of a sweep is saved: every few seconds, and never for more than a tenth of the time.
struct StateSaving {
  /// Nil where the state is not kept.
  private let file: StateFile?
  private let clock = ContinuousClock()
  private var due: ContinuousClock.Instant

  init(_ file: StateFile?) {
    self.file = file
    due = clock.now
  }

  mutating func saveIfDue(_ run: SweepRun) throws { if clock.now >= due { try save(run) } }

  mutating func save(_ run: SweepRun) throws {
    guard let file else { return }
    let start = clock.now
    try file.write(run.state())
    let end = clock.now
    due = end + max(.seconds(3), (end - start) * 9)
  }
}

/// Where a sweep keeps its state.
struct StateFile {
  /// What could not be read or written.
  struct Failure: Error { let sentence: String }

  let path: String

  /// - Parameter path: a file, which need not be there yet, or a folder, in which it is called `name`.
  init(_ path: String, _ name: String) {
    var isFolder: ObjCBool = false
    // The call fills the variable and keeps no pointer.
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    self.path = exists && isFolder.boolValue ? URL(fileURLWithPath: path).appending(path: name).path : path
  }

  /// What is there; nil where nothing is.
  func read() throws -> Data? {
    do throws(SafetensorsError) {
      return Data(try RegularFile.contents(of: path))
    } catch {
      if error.reason == .missing { return nil }
      throw Failure(sentence: "\(error)")
    }
  }

  /// Puts a new file in the place of the old one: whenever the program ends, one of the two is there.
  func write(_ data: Data) throws {
    do {
      try NewFile.replace(path, with: Array(data))
    } catch {
      throw Failure(sentence: "\(error)")
    }
  }
}
