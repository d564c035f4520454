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
    do {
      return try decode(SafetensorsFile(contentsOf: path), path)
    } catch let error as SafetensorsError {
      throw RecordingError(path: path, reason: error.reason.sentence)
    } catch let error as Refusal {
      throw RecordingError(path: path, reason: error.reason)
    } catch {
      throw RecordingError(path: path, reason: "\(error)")
    }
  }

  private func decode(_ file: SafetensorsFile, _ path: String) throws(Refusal) -> Case {
    let metadata = try RecordingMetadata(file.metadata, verifier)
    var tensors = try RecordingTensors(file, metadata)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Case(
      name: name, implementation: metadata.implementation.name, hyperparameters: metadata.hyperparameters, steps: metadata.steps,
      tensors: try tensors.trajectories(), recorded: metadata.precision, source: file.metadata["source"], note: file.metadata["note"],
      rerun: "swift run -c release verify --vectors \(path)")
  }
}
