internal import Safetensors

extension Optimizer {
  /// Reads a checkpoint that ``save(_:to:survivingPowerLoss:)`` wrote: the optimizer as it was, and its parameters, in the order in which they were added.
  ///
  /// Every claim of the file is checked before memory is taken for it. A name pattern for decay is run on the names again. NaN and ∞ in parameters
  /// and state are kept; a second moment, a maximum or an averaged rate that is negative is refused.
  ///
  /// - Parameters:
  ///   - path: a regular file.
  ///   - fileLimit: the longest file that is taken, in bytes; nil for as much as the process may have memory.
  /// - Throws: ``CheckpointError`` with the first thing that is wrong.
  public static func load(
    from path: String, fileLimit: Int? = nil
  ) throws(CheckpointError) -> (optimizer: Optimizer, parameters: Tensors<Float>) {
    try CheckpointError.wrap(path) {
      let reader = try SafetensorsReader(path: path, fileLimit: fileLimit ?? ProcessMemory.limit)
      let metadata = try CheckpointMetadata(reader.layout.metadata)
      let shapes = try CheckpointShapes(metadata, reader.layout)
      var parameters = Tensors<Float>()
      for (parameter, shape) in zip(metadata.parameters, shapes.shapes) {
        try parameters.layout.append(parameter.name, checked: shape)
      }
      parameters.storage = try AlignedBuffer(byteCount: parameters.layout.byteCount)
      var optimizer = try Optimizer(metadata, parameters.layout)
      try optimizer.read(reader, into: &parameters)
      return (optimizer, parameters)
    }
  }

  /// The optimizer of a checkpoint, before its state is read.
  private init(_ metadata: CheckpointMetadata, _ layout: TensorLayout) throws(OptimizerError) {
    groups = metadata.groups
    clipping = metadata.clipping
    nonFiniteGradients = metadata.nonFiniteGradients
    threads = nil
    try append(layout, groups: metadata.parameters.map(\.group))
    forgetLastStep()
    for i in records.indices { records[i].stepCount = metadata.parameters[i].step }
  }

  /// Reads parameters and state into the memory that is theirs.
  private mutating func read(_ reader: borrowing SafetensorsReader, into parameters: inout Tensors<Float>) throws {
    let present = reader.layout.tensors
    for i in records.indices {
      let record = records[i]
      func fill(_ key: String, _ start: UnsafeMutablePointer<Float>?, _ slot: CheckpointSlot? = nil) throws {
        // The memory holds `record.count` Floats and is this value's own: it was made above.
        var span = unsafe UnsafeMutableBufferPointer(start: start, count: start == nil ? 0 : record.count).mutableSpan
        try reader.read(key, into: &span)
        try slot?.check(span.span, of: key)
      }
      try unsafe fill(CheckpointSlot.parameterKey(record.name), parameters.pointer(at: i))
      for slot in CheckpointSlot.allCases {
        guard let offset = slot.offset(record.slots), present[slot.key(record.name)] != nil else { continue }
        try unsafe fill(slot.key(record.name), self.slot(i, offset), slot)
        if slot == .slowWeights { records[i].hasSlowWeights = true }
      }
      let key = CheckpointSlot.learningRatesKey(record.name)
      guard present[key] != nil else { continue }
      try ProcessMemory.require(record.count * MemoryLayout<Float>.stride)
      var rates = [Float](repeating: 0, count: record.count)
      var span = rates.mutableSpan
      try reader.read(key, into: &span)
      do {
        try setLearningRates(rates, ofNumber: i)
      } catch {
        throw CheckpointRefusal("tensor \(shown(key)): \(error)")
      }
    }
  }
}

extension TensorLayout {
  /// Appends a parameter of Floats whose shape the file has bytes for.
  fileprivate func append(_ name: String, checked shape: [Int]) throws {
    let count = shape.contains(0) ? 0 : shape.reduce(1, *)
    append(name, shape: shape, count: count, elementSize: MemoryLayout<Float>.stride)
  }
}
