import OptimizerReference
import Safetensors

/// The values of a recording whose layout is right.
struct RecordingValues {
  let file: SafetensorsFile
  let layout: RecordingLayout
  let metadata: RecordingMetadata

  /// All parameters, in order.
  func trajectories() throws(Refusal) -> [Trajectory] {
    var trajectories: [Trajectory] = []
    for name in layout.parameters {
      var recorded: [Slot: [Double]] = [:]
      for slot in layout.slots { recorded[slot] = file.tensors["state/\(slot.rawValue)/\(name)"]?.float64 }
      trajectories.append(
        Trajectory(
          name: name, shape: layout.shapes[name], initial: try floats("initial/" + name), gradients: try floats("gradient/" + name),
          present: try flags("present/" + name), rows: try flags("rows/" + name),
          learningRates: try rates("learning_rate/" + name),
          parameters: file.tensors["parameter/" + name]?.float64, slots: recorded))
    }
    return trajectories
  }

  /// Values that a Float kernel can be given as they are.
  private func floats(_ key: String) throws(Refusal) -> [Double] {
    let values = file.tensors[key]?.float64 ?? []
    if let i = values.firstIndex(where: { Double(Float($0)) != $0 && !$0.isNaN }) {
      throw Refusal("tensor \(quoted(key)) has \(values[i]) at \(i), which Float32 cannot hold")
    }
    return values
  }

  private static let longestOfRates = 4096

  /// Learning rates that the implementation takes; nil where there are none.
  private func rates(_ key: String) throws(Refusal) -> [Double]? {
    guard file.tensors[key] != nil else { return nil }
    // They are read again for each rate.
    let length = metadata.hyperparameters.utf8.count
    guard length <= Self.longestOfRates else {
      throw Refusal(
        "metadata hyperparameters has \(length) bytes; allowed beside learning_rate/: at most \(Self.longestOfRates)")
    }
    let rates = try floats(key)
    var taken: Set<Double> = []
    for (i, rate) in rates.enumerated() where !taken.contains(rate) {
      guard rate.isFinite else { throw Refusal("tensor \(quoted(key)) has \(rate) at \(i); allowed: finite numbers") }
      do {
        _ = try metadata.implementation.reference(metadata.hyperparameters, learningRate: rate)
      } catch {
        throw Refusal("tensor \(quoted(key)) has \(rate) at \(i): \(error)")
      }
      taken.insert(rate)
    }
    return rates
  }

  private func flags(_ key: String) throws(Refusal) -> [Bool]? {
    guard let values = file.tensors[key]?.float64 else { return nil }
    if let i = values.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw Refusal("tensor \(quoted(key)) has \(values[i]) at \(i); allowed: 0, 1")
    }
    return values.map { $0 == 1 }
  }
}
