import OptimizerReference
import Safetensors

/// The tensors of a recording, by role, checked against the number of steps and each other.
struct RecordingTensors {
  private let steps: Int
  private let slots: [Slot]
  private let implementation: String
  private let tensors: [String: Tensor]
  private var unread: Set<String>

  init(_ file: SafetensorsFile, _ metadata: RecordingMetadata) throws(Refusal) {
    steps = metadata.steps
    implementation = metadata.implementation.name
    do {
      slots = try metadata.implementation.reference(metadata.hyperparameters).slots
    } catch {
      throw Refusal("\(error)")
    }
    tensors = file.tensors
    unread = Set(tensors.keys)
    if metadata.precision == .float32, let wide = tensors.keys.sorted().first(where: { tensors[$0]?.elementType == .f64 }) {
      throw Refusal("tensor \(quoted(wide)) is F64; allowed in a float32 recording: F32")
    }
  }

  /// All parameters, by name.
  mutating func trajectories() throws(Refusal) -> [Trajectory] {
    let prefix = "initial/"
    let names = tensors.keys.filter { $0.hasPrefix(prefix) && $0.count > prefix.count }.map { String($0.dropFirst(prefix.count)) }
    guard !names.isEmpty else { throw Refusal("tensor \"initial/NAME\" is missing: there is no parameter") }
    var trajectories: [Trajectory] = []
    for name in names.sorted() { trajectories.append(try trajectory(name)) }
    if let stray = unread.sorted().first {
      let slotNames = slots.map(\.rawValue).joined(separator: ", ")
      throw Refusal(
        "tensor \(quoted(stray)) is not one of this recording: \(implementation) has initial/, gradient/, parameter/, present/ and "
          + "state/SLOT/ of its parameters, with the slots \(slotNames)")
    }
    return trajectories
  }

  private mutating func trajectory(_ name: String) throws(Refusal) -> Trajectory {
    guard let initial = take("initial/" + name) else { throw Refusal("tensor \(quoted("initial/" + name)) is missing") }
    let shape = initial.shape
    let gradients = try require("gradient/" + name, shape)
    let parameters = try require("parameter/" + name, shape)
    var recorded: [Slot: [Double]] = [:]
    for slot in slots where tensors["state/\(slot.rawValue)/\(name)"] != nil {
      recorded[slot] = try require("state/\(slot.rawValue)/\(name)", shape).float64
    }
    return Trajectory(
      name: name, initial: try floats(initial, "initial/" + name), gradients: try floats(gradients, "gradient/" + name),
      present: try present(name), parameters: parameters.float64, slots: recorded)
  }

  private mutating func take(_ key: String) -> Tensor? {
    unread.remove(key)
    return tensors[key]
  }

  /// The tensor of that name, T × `shape`.
  private mutating func require(_ key: String, _ shape: [Int]) throws(Refusal) -> Tensor {
    guard let tensor = take(key) else { throw Refusal("tensor \(quoted(key)) is missing") }
    guard tensor.shape == [steps] + shape else {
      throw Refusal("tensor \(quoted(key)) has shape \(tensor.shape); allowed for \(steps) steps: \([steps] + shape)")
    }
    return tensor
  }

  /// Values that a Float kernel can be given as they are.
  private func floats(_ tensor: Tensor, _ key: String) throws(Refusal) -> [Double] {
    let values = tensor.float64
    if let i = values.firstIndex(where: { Double(Float($0)) != $0 && !$0.isNaN }) {
      throw Refusal("tensor \(quoted(key)) has \(values[i]) at \(i), which Float32 cannot hold")
    }
    return values
  }

  private mutating func present(_ name: String) throws(Refusal) -> [Bool]? {
    guard tensors["present/" + name] != nil else { return nil }
    let values = try require("present/" + name, []).float64
    if let i = values.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw Refusal("tensor \(quoted("present/" + name)) has \(values[i]) at \(i); allowed: 0, 1")
    }
    return values.map { $0 == 1 }
  }
}
