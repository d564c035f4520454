extension Optimizer {
  /// Reads a checkpoint into this optimizer: parameters, state and steps are the file's; numbers, schedules, clipping, policies and learning
  /// rates of elements stay as the program has them. ``load(from:fileLimit:)`` takes all of it from the file.
  ///
  /// The file must be of the same rules with the same choices, and of the same parameters in the same groups; their order is free. The old
  /// state is held until the new one is read.
  ///
  /// - Parameters:
  ///   - parameters: all parameters of the optimizer, in any order; no others.
  ///   - path: a regular file.
  ///   - fileLimit: the longest file that is taken, in bytes; nil for as much as the process may have memory.
  /// - Throws: ``CheckpointError`` with the first thing that is wrong: for a checkpoint of another optimizer, which it is. Nothing is changed then.
  public mutating func restore(
    _ parameters: inout Tensors<Float>, from path: String, fileLimit: Int? = nil
  ) throws(CheckpointError) {
    let (loaded, read) = try Self.load(from: path, fileLimit: fileLimit)
    try CheckpointError.wrap(path) {
      try CheckpointComparison(file: loaded, program: self).check()
      try check(parameters)
    }
    var positions: [String: Int] = [:]
    for (position, record) in loaded.records.enumerated() { positions[record.name] = position }
    for i in records.indices {
      let (own, name) = (records[i], records[i].name)
      guard let position = positions[name] else { preconditionFailure("\(name) was found and is gone") }
      let new = loaded.records[position]
      var record = ParameterRecord(
        name: name, shape: own.shape, count: own.count, group: own.group, decays: own.decays, centralizes: own.centralizes,
        arena: new.arena, slots: new.slots)
      record.stepCount = new.stepCount
      record.hasSlowWeights = new.hasSlowWeights
      record.learningRates = own.learningRates
      records[i] = record
      read.withSpan(of: name) { from in
        parameters.withMutableSpan(of: name) { to in
          for j in from.indices { to[j] = from[j] }
        }
      }
    }
    arenas = loaded.arenas
    workspace = StepWorkspace()
  }
}
