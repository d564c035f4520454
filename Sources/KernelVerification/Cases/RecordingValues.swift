import OptimizerReference
import Safetensors

/// The values of a recording whose layout is right.
struct RecordingValues {
  let file: SafetensorsFile
  let layout: RecordingLayout

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

  private func flags(_ key: String) throws(Refusal) -> [Bool]? {
    guard let values = file.tensors[key]?.float64 else { return nil }
    if let i = values.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw Refusal("tensor \(quoted(key)) has \(values[i]) at \(i); allowed: 0, 1")
    }
    return values.map { $0 == 1 }
  }
}
