internal import Safetensors

extension Optimizer {
  /// Takes over what `get_weights()` of Keras' or tensorflow-addons' optimizer returned: `[iterations, slow…, m…, v…, v̂…]`, each for all variables.
  ///
  /// ```python
  /// weights = optimizer.get_weights()
  /// safetensors.numpy.save_file({str(i): numpy.array(weight) for i, weight in enumerate(weights)}, path)
  /// ```
  ///
  /// The legacy `Adam`, `SGD` and `Adagrad` of Keras 2.15, `RectifiedAdam` and `AdaBelief` of tensorflow-addons, and its `Lookahead` around them; this optimizer
  /// must keep the same slots, as the preset `keras` or `tensorFlowAddons` of the rule does. Hyperparameters are not in the file. Keras has one
  /// count of steps: all parameters take it.
  ///
  /// - Parameters:
  ///   - path: a safetensors file with the tensors `0`, `1`, ….
  ///   - names: the parameters in the order of Keras' variables; nil for the order in which they were added here.
  ///   - fileLimit: the longest file that is taken, in bytes; nil for as much as the process may have memory.
  /// - Throws: ``CheckpointError`` with the first thing that is wrong. Nothing is changed then.
  public mutating func importKerasWeights(
    from path: String, names: [String]? = nil, fileLimit: Int? = nil
  ) throws(CheckpointError) {
    self = try CheckpointError.wrap(path) { [self] in
      var (copy, slots) = (self, try kerasSlots())
      let order = try kerasOrder(names)
      var file = try ForeignTensors(path: path, fileLimit: fileLimit)
      let expected = 1 + slots.count * order.count
      let found = file.reader.layout.names.count
      guard found == expected else {
        throw CheckpointRefusal(
          "the file has \(found) tensors; allowed: \(expected), the iterations and \(slots.map(\.rawValue).joined(separator: ", "))"
            + " of \(order.count) parameters")
      }
      let iterations = try file.integer("0")
      guard 0...OptimizerStateError.mostSteps ~= iterations else {
        throw CheckpointRefusal("tensor \"0\", the iterations, is \(iterations); allowed: 0 to \(OptimizerStateError.mostSteps)")
      }
      var states = order.map { OptimizerState(count: 0, layout: groups[$0.group].configuration.formula.layout) }
      var number = 1
      for slot in slots {
        for (i, record) in order.enumerated() {
          states[i][slot] = try file.floats("\(number)", shape: record.shape)
          number += 1
        }
      }
      slots.removeAll()
      for (i, record) in order.enumerated() {
        states[i].stepCount = iterations
        try copy.setState(states[i], of: record.name)
      }
      return copy
    }
  }

  /// Writes what `set_weights()` of Keras' optimizer takes, in the form of ``importKerasWeights(from:names:fileLimit:)``.
  ///
  /// ```python
  /// weights = safetensors.numpy.load_file(path)
  /// optimizer.set_weights([weights[str(i)] for i in range(len(weights))])    # after its slots were made, by a step
  /// ```
  ///
  /// - Throws: ``CheckpointError`` where Keras has no such rule or slots, or parameters have taken different numbers of steps.
  public func exportKerasWeights(to path: String, names: [String]? = nil, survivingPowerLoss: Bool = false) throws(CheckpointError) {
    try CheckpointError.wrap(path) {
      let (slots, order) = (try kerasSlots(), try kerasOrder(names))
      let iterations = order[0].stepCount
      if let other = order.first(where: { $0.stepCount != iterations }) {
        throw CheckpointRefusal(
          "parameter \(shown(order[0].name)) has taken \(iterations) steps and \(shown(other.name)) \(other.stepCount); Keras keeps one count"
        )
      }
      if let record = order.first(where: { $0.slots.slowWeights != nil && !$0.hasSlowWeights }) {
        throw CheckpointRefusal("parameter \(shown(record.name)) has no slow weights before its first step; Keras keeps them")
      }
      var file = SafetensorsFile()
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: iterations >> (8 * $0)) }
      file.tensors["0"] = try Tensor(elementType: .i64, shape: [], bytes: bytes)
      for slot in slots {
        for record in order {
          guard let state = state(of: record.name) else { continue }
          file.tensors["\(file.tensors.count)"] = try Tensor(shape: record.shape, float32: state[slot])
        }
      }
      try file.write(to: path, surviving: survivingPowerLoss ? .powerLoss : .killedProcess)
    }
  }

  /// Keras' slots in their order, one and the same for all groups.
  private func kerasSlots() throws -> [CheckpointSlot] {
    let allowed = ["AMSGrad", "AdaBelief", "AdaGrad", "Adam", "RAdam", "SGD"]
    var all: [[CheckpointSlot]] = []
    for (number, group) in groups.enumerated() {
      let (formula, title) = (group.configuration.formula, group.configuration.title)
      guard allowed.contains(group.configuration.rule) else {
        throw CheckpointRefusal("group \(number) is \(title); allowed for Keras: \(allowed.joined(separator: ", ")), and Lookahead of one")
      }
      let isVelocity = group.configuration.rule != "SGD" || formula.firstMoment == .velocity || formula.firstMoment == .none
      guard isVelocity, formula.maximum != .corrected else {
        let (choice, value) = isVelocity ? ("maximum", formula.maximum.rawValue) : ("firstMoment", formula.firstMoment.rawValue)
        throw CheckpointRefusal(
          "\(choice) is \"\(value)\" in group \(number), which is \(title); Keras keeps another: its preset makes it so")
      }
      var slots: [CheckpointSlot] = group.configuration.lookahead == nil ? [] : [.slowWeights]
      slots += [.firstMoment, .secondMoment, .maximum].filter { $0.isKept(formula.layout) }
      all.append(slots)
    }
    guard let first = all.first, all.allSatisfy({ $0 == first }) else {
      throw CheckpointRefusal("the groups keep different slots: \(Self.title(groups)); allowed for Keras: one rule")
    }
    return first
  }

  private func kerasOrder(_ names: [String]?) throws -> [ParameterRecord] {
    guard let names else { return records }
    var left: [String: ParameterRecord] = [:]
    for record in records { left[record.name] = record }
    let order = try names.map { name in
      guard let record = left.removeValue(forKey: name) else {
        throw CheckpointRefusal("names has \(shown(name)), which is no parameter of this optimizer or stands twice")
      }
      return record
    }
    guard let missing = records.first(where: { left[$0.name] != nil }) else { return order }
    throw CheckpointRefusal("names lacks \(shown(missing.name)); allowed: all parameters of this optimizer")
  }
}
