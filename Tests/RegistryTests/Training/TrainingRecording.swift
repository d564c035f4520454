import Foundation
import KernelVerification
import OptimizerReference
import Safetensors
import Testing

/// A regression that torch trained, as `record_training.py` wrote it: two parameters in two groups, one clip by the norm of both.
struct TrainingRecording {
  static let names = ["weight", "bias"]
  static let shapes = [[2, 2], [2]]

  let steps: Int
  /// Of step 1, 2, …
  let learningRates: [Double]
  let norms: [Float]
  /// What was given to the optimizers, by its name.
  let settings: [String: Double]
  let betas: [Double]
  private let values: [String: [Float]]

  init() throws {
    let file = try SafetensorsFile(contentsOf: Recordings.folder + "/../Training/regression.safetensors")
    values = try file.tensors.mapValues { tensor in try #require(tensor.float64).map { Float($0) } }
    #expect(file.metadata["format"] == "optimizer-training/1")
    steps = try #require(file.metadata["steps"].flatMap { Int($0) })
    learningRates = try #require(file.tensors["learning_rate"]?.float64)
    norms = try #require(values["norm"])
    let text = try #require(file.metadata["settings"])
    let given = try #require(ExactJSON.object(text))
    settings = given.compactMapValues { $0 as? Double }
    betas = try #require(given["betas"] as? [Double])
  }

  func setting(_ name: String) throws -> Double { try #require(settings[name], "\(name)") }

  private func values(_ key: String, _ row: Int, count: Int) throws -> [Float] {
    Array(try #require(values[key], "\(key)")[row * count..<(row + 1) * count])
  }

  private func count(_ tensor: Int) -> Int { Self.shapes[tensor].reduce(1, *) }

  /// The gradients of step t, before they were clipped.
  func gradients(_ t: Int) throws -> [[Float]] {
    try Self.names.indices.map { try values("gradient/" + Self.names[$0], t - 1, count: count($0)) }
  }

  /// What was there after step t; before the first where t is 0, with slow weights that say nothing.
  func state(_ t: Int) throws -> [TensorState] {
    try Self.names.indices.map { i in
      let (name, count) = (Self.names[i], count(i))
      guard t > 0 else {
        let zeros = [Float](repeating: 0, count: count)
        return TensorState(θ: try values("initial/" + name, 0, count: count), m: zeros, v: zeros, slow: zeros)
      }
      return TensorState(
        θ: try values("parameter/" + name, t - 1, count: count), m: try values("state/m/" + name, t - 1, count: count),
        v: try values("state/v/" + name, t - 1, count: count),
        // They change at steps 1, k + 1, 2k + 1, … alone.
        slow: try values("state/slow/" + name, (t - 1) / Int(setting("k")), count: count))
    }
  }
}

/// One parameter, and all that is remembered of it.
struct TensorState {
  var θ, m, v, slow: [Float]
}
