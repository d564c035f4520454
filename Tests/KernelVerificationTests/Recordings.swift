import KernelVerification
import OptimizerReference
import Safetensors

/// A recording of two parameters and two steps, and ways to spoil it.
struct RecordingFile {
  var metadata = [
    "format": "optimizer-vectors/1", "implementation": "paper.Adam", "hyperparameters": adamJSON, "source": "by hand 1.0",
    "precision": "float64", "steps": "2",
  ]
  var tensors: [String: Tensor]

  /// `w` of shape [2, 1] and `b`, a single number.
  init() {
    let (w, b) = (recordedAdam([1, -2], [0.5, 1, 0.25, -1], steps: 2), recordedAdam([3], [1, 2], steps: 2))
    tensors = made {
      try [
        "initial/w": Tensor(shape: [2, 1], float64: [1, -2]), "gradient/w": Tensor(shape: [2, 2, 1], float64: [0.5, 1, 0.25, -1]),
        "parameter/w": Tensor(shape: [2, 2, 1], float64: w.θ), "state/m/w": Tensor(shape: [2, 2, 1], float64: w.m),
        "state/v/w": Tensor(shape: [2, 2, 1], float64: w.v), "initial/b": Tensor(shape: [], float64: [3]),
        "gradient/b": Tensor(shape: [2], float64: [1, 2]), "parameter/b": Tensor(shape: [2], float64: b.θ),
      ]
    }
  }

  /// The recording as a float32 file holds it.
  var inFloat: RecordingFile {
    var copy = self
    copy.metadata["precision"] = "float32"
    copy.tensors = tensors.mapValues { tensor in
      made { try Tensor(shape: tensor.shape, float32: (tensor.float64 ?? []).map { Float($0) }) }
    }
    return copy
  }

  /// Writes the file and reads it.
  func read() throws -> Case {
    var result: Case?
    try withDirectory { directory in
      let path = "\(directory)/hand.safetensors"
      try SafetensorsFile(metadata: metadata, tensors: tensors).write(to: path)
      result = try RecordingReader(verifier).read(path).again("again")
    }
    guard let result else { throw RecordingError(path: "", reason: "nothing was read") }
    return result
  }

  /// The reason for which the file is refused, without its path; nil where it is read.
  func refusal() throws -> String? {
    do {
      _ = try read()
      return nil
    } catch let error as RecordingError {
      guard error.path.hasSuffix("/hand.safetensors"), error.description == "\(error.path): \(error.reason)" else { throw error }
      return error.reason
    }
  }

  /// The reason for which the file with another value in its metadata is refused; without the key where that is nil.
  static func refusal(_ key: String, _ value: String?) throws -> String? {
    var file = RecordingFile()
    file.metadata[key] = value
    return try file.refusal()
  }

  /// The reason for which the file with another tensor is refused; without the tensor where that is nil.
  static func refusal(_ name: String, _ tensor: Tensor?) throws -> String? {
    var file = RecordingFile()
    file.tensors[name] = tensor
    return try file.refusal()
  }
}
