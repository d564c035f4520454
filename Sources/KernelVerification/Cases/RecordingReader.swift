import OptimizerReference
import Safetensors

/// Reads recordings of the implementations that a verifier knows.
public struct RecordingReader: Sendable {
  private let verifier: Verifier

  public init(_ verifier: Verifier) { self.verifier = verifier }

  /// Reads the file at `path`.
  ///
  /// - Throws: ``RecordingError`` with the file's path and what is wrong: its container, its metadata, its hyperparameters,
  ///   a tensor that is missing, unknown or of another shape, a value that Float cannot hold.
  public func read(_ path: String) throws(RecordingError) -> Case {
    try read(path) { try SafetensorsFile(contentsOf: path, accept: $0) }
  }

  /// Reads the bytes of a recording that is in memory already, as it is read from the file at `path`: errors and the case are named so.
  public func read(bytes: [UInt8], path: String) throws(RecordingError) -> Case {
    try read(path) { try SafetensorsFile(bytes: bytes, name: path, accept: $0) }
  }

  private func read(
    _ path: String, open: ((SafetensorsLayout) throws -> Void) throws -> SafetensorsFile
  ) throws(RecordingError) -> Case {
    do {
      var found: (RecordingMetadata, RecordingLayout)?
      let file = try open { layout in
        let metadata = try RecordingMetadata(layout.metadata, verifier)
        found = (metadata, try RecordingLayout(layout, metadata))
      }
      guard let (metadata, layout) = found else { preconditionFailure("a file was read without a look at its layout") }
      return Case(
        checked: path.split(separator: "/").last.map(String.init) ?? path, implementation: metadata.implementation.name,
        hyperparameters: metadata.hyperparameters, steps: metadata.steps,
        tensors: try RecordingValues(file: file, layout: layout, metadata: metadata).trajectories(), recorded: metadata.precision,
        source: file.metadata["source"], note: file.metadata["note"], rerun: "swift run -c release verify --vectors \(shellWord(path))")
    } catch let error as SafetensorsError {
      throw RecordingError(path: path, reason: error.reason.sentence)
    } catch let error as Refusal {
      throw RecordingError(path: path, reason: error.reason)
    } catch {
      throw RecordingError(path: path, reason: "\(error)")
    }
  }
}
