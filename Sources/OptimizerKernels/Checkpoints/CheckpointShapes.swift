internal import Safetensors

/// The tensors of a checkpoint, held against what its metadata promise: none is missing, none is another's, each has its type and shape.
struct CheckpointShapes {
  /// For each parameter its extents.
  private(set) var shapes: [[Int]] = []

  init(_ metadata: CheckpointMetadata, _ file: SafetensorsLayout) throws {
    var expected = 0
    var known: Set<String> = []
    for parameter in metadata.parameters {
      let key = CheckpointSlot.parameterKey(parameter.name)
      guard let tensor = file.tensors[key] else { throw CheckpointRefusal("tensor \(shown(key)) is missing") }
      shapes.append(tensor.shape)
      let configuration = metadata.groups[parameter.group].configuration
      var end = 0
      let slots = SlotOffsets(configuration, count: 0, end: &end)
      var keys = [(key, true)]
      for slot in CheckpointSlot.allCases where slot.offset(slots) != nil { keys.append((slot.key(parameter.name), slot != .slowWeights)) }
      keys.append((CheckpointSlot.learningRatesKey(parameter.name), false))
      for (key, isRequired) in keys {
        guard let found = file.tensors[key] else {
          if isRequired { throw CheckpointRefusal("tensor \(shown(key)) is missing, and \(configuration.title) keeps it") }
          continue
        }
        guard found.elementType == .f32 else {
          throw CheckpointRefusal("tensor \(shown(key)) is \(found.elementType.rawValue); allowed: F32")
        }
        guard found.shape == tensor.shape else {
          throw CheckpointRefusal("tensor \(shown(key)) has shape \(found.shape); allowed: \(tensor.shape), as its parameter")
        }
        expected += 1
        known.insert(key)
      }
    }
    guard expected != file.names.count, let stray = file.names.first(where: { !known.contains($0) }) else { return }
    throw CheckpointRefusal("tensor \(shown(stray)) is not one of a checkpoint of \(metadata.title) with these parameters")
  }
}
