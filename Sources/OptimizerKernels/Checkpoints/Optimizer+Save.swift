internal import Safetensors

extension Optimizer {
  /// Writes a checkpoint: the parameters, and all that the next step hangs on. ``load(from:fileLimit:)`` continues with the same bits.
  ///
  /// A safetensors file with `parameters/NAME`, `state/NAME/SLOT` and, where elements have their own, `learningRates/NAME`, all in single precision;
  /// the slots are those of ``OptimizerState``. Its metadata hold the groups with their rules and schedules, the clipping, the policy for gradients
  /// that are not finite, and each parameter's group and step. `threads` depends on the machine, and is not in it.
  ///
  /// The file is written beside the old one and moved over it: whenever the process is killed, one of both is there, whole. A symbolic link
  /// stays, and what it leads to is replaced; the mode of the old file stays, and where the system allows it its owner and group. A directory,
  /// device, FIFO or socket is refused. Another hard link to the old file keeps the old contents. What a killed
  /// process left beside it, `.FILE.….partial`, goes with the next checkpoint. It takes a few kilobytes of memory beside the state.
  ///
  /// - Parameters:
  ///   - parameters: all parameters of the optimizer, in any order; no others.
  ///   - path: where the file shall be, in a directory that exists.
  ///   - survivingPowerLoss: whether to wait until the file and its name are on the disk, as long as the disk takes. Without it the system
  ///     writes them later: a loss of power until then may take the new file, and on some file systems the old one with it. A killed
  ///     process never does.
  /// - Throws: ``CheckpointError`` where a parameter is missing, unknown or of another count, or the file cannot be written. The old one is
  ///   there then.
  public func save(_ parameters: Tensors<Float>, to path: String, survivingPowerLoss: Bool = false) throws(CheckpointError) {
    try CheckpointError.wrap(path) {
      let pieces = try pieces(parameters)
      var writer = try SafetensorsWriter(
        path: path, metadata: try CheckpointMetadata(self).encoded(),
        tensors: try pieces.map { ($0.name, try .init(elementType: .f32, shape: $0.shape)) })
      for piece in pieces { try append(piece, parameters, to: &writer) }
      try writer.finish(surviving: survivingPowerLoss ? .powerLoss : .killedProcess)
    }
  }

  /// A tensor of the file and where its elements are.
  private struct Piece {
    enum Source {
      case parameter(position: Int)
      case slot(offset: Int)
      case learningRates
    }

    let name: String
    let shape: [Int]
    let record: Int
    let source: Source
  }

  private func append(_ piece: Piece, _ parameters: Tensors<Float>, to writer: inout SafetensorsWriter) throws {
    let record = records[piece.record]
    let start: UnsafeMutablePointer<Float>?
    switch piece.source {
    case .parameter(let position): unsafe start = parameters.pointer(at: position)
    case .slot(let offset): unsafe start = slot(piece.record, offset)
    case .learningRates:
      let rates = record.learningRates ?? []
      return try writer.append(rates.span)
    }
    // Both hold `record.count` Floats, and the arguments keep them alive past the call.
    let values = unsafe UnsafeBufferPointer(start: start, count: unsafe start == nil ? 0 : record.count)
    try unsafe writer.append(values.span)
    withExtendedLifetime((parameters, arenas)) {}
  }

  /// All tensors, in the order in which they are written: a parameter, then what is remembered of it.
  private func pieces(_ parameters: Tensors<Float>) throws -> [Piece] {
    try check(parameters)
    var pieces: [Piece] = []
    for (i, record) in records.enumerated() {
      func add(_ name: String, _ source: Piece.Source) {
        pieces.append(Piece(name: name, shape: record.shape, record: i, source: source))
      }
      guard let position = parameters.layout.position(of: record.name) else { continue }
      add(CheckpointSlot.parameterKey(record.name), .parameter(position: position))
      for slot in CheckpointSlot.allCases where slot != .slowWeights || record.hasSlowWeights {
        if let offset = slot.offset(record.slots) { add(slot.key(record.name), .slot(offset: offset)) }
      }
      if record.learningRates != nil { add(CheckpointSlot.learningRatesKey(record.name), .learningRates) }
    }
    return pieces
  }

  /// That the parameters are all of this optimizer and no others.
  func check(_ parameters: Tensors<Float>) throws {
    for record in records {
      guard let count = parameters.count(of: record.name) else { throw OptimizerError.missingParameter(name: record.name) }
      guard count == record.count else {
        throw OptimizerError.unequalCounts(name: record.name, what: "tensor", count: count, parameters: record.count)
      }
    }
    let known = Set(records.map(\.name))
    if let stranger = parameters.names.first(where: { !known.contains($0) }) {
      throw OptimizerError.unknownTensor(name: stranger, what: "tensor")
    }
  }
}
