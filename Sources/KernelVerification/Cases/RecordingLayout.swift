import OptimizerReference
import Safetensors

/// The tensors that a recording has, by role, checked against the number of steps and each other before one is read.
struct RecordingLayout {
  /// The parameters' names, in order.
  let parameters: [String]
  /// The slots that the implementation keeps.
  let slots: [Slot]
  /// The shape of each parameter.
  private(set) var shapes: [String: [Int]] = [:]

  init(_ file: SafetensorsLayout, _ metadata: RecordingMetadata) throws(Refusal) {
    let takesRows: Bool
    do {
      let reference = try metadata.implementation.reference(metadata.hyperparameters)
      (slots, takesRows) = (reference.slots, reference.takesRows)
    } catch {
      throw Refusal("\(error)")
    }
    let takesRates = metadata.implementation.rateKey != nil
    let prefix = "initial/"
    parameters = file.tensors.keys.filter { $0.hasPrefix(prefix) && $0 != prefix }.map { String($0.dropFirst(prefix.count)) }.sorted()
    guard !parameters.isEmpty else { throw Refusal("tensor \"initial/NAME\" is missing: there is no parameter") }
    let allowed: [ElementType] = metadata.precision == .float32 ? [.f32] : [.f32, .f64]
    for (name, tensor) in file.tensors.sorted(by: { $0.key < $1.key }) where !allowed.contains(tensor.elementType) {
      throw Refusal(
        "tensor \(quoted(name)) is \(tensor.elementType.rawValue); allowed in a \(metadata.precision.rawValue) recording: "
          + allowed.map(\.rawValue).joined(separator: ", "))
    }

    var expected: Set<String> = []
    for name in parameters {
      let shape = file.tensors[prefix + name]?.shape ?? []
      guard !shape.contains(0) else { throw Refusal("tensor \(quoted(prefix + name)) has shape \(shape); allowed: no extent of 0") }
      expected.insert(prefix + name)
      shapes[name] = shape
      for (key, isRequired, inner) in roles(of: name, shape, takesRows: takesRows) {
        guard let tensor = file.tensors[key] else {
          if isRequired { throw Refusal("tensor \(quoted(key)) is missing") }
          continue
        }
        let allowed = [metadata.steps] + inner
        guard tensor.shape == allowed else {
          throw Refusal("tensor \(quoted(key)) has shape \(tensor.shape); allowed for \(metadata.steps) steps: \(allowed)")
        }
        expected.insert(key)
      }
      let key = "learning_rate/" + name
      guard takesRates, let tensor = file.tensors[key] else { continue }
      guard tensor.shape == shape else { throw Refusal("tensor \(quoted(key)) has shape \(tensor.shape); allowed: \(shape)") }
      expected.insert(key)
    }
    if let stray = file.tensors.keys.filter({ !expected.contains($0) }).min() {
      let slotNames = slots.map(\.rawValue).joined(separator: ", ")
      throw Refusal(
        "tensor \(quoted(stray)) is not one of this recording: \(metadata.implementation.name) has initial/, gradient/, parameter/, present/\(takesRows ? ", rows/" : "")\(takesRates ? ", learning_rate/" : "") "
          + "and state/SLOT/ of its parameters, with the slots \(slotNames)")
    }
  }

  /// The tensors of a parameter beside its initial value: the key, whether it must be there, the shape after that of the steps.
  private func roles(of name: String, _ shape: [Int], takesRows: Bool) -> [(key: String, isRequired: Bool, inner: [Int])] {
    [("gradient/" + name, true, shape), ("parameter/" + name, true, shape), ("present/" + name, false, [])]
      + (takesRows && !shape.isEmpty ? [("rows/" + name, false, [shape[0]])] : [])
      + slots.map { ("state/\($0.rawValue)/\(name)", false, shape) }
  }
}
