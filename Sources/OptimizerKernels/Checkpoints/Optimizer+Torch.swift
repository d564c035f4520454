internal import Safetensors

extension Optimizer {
  /// Makes an optimizer of what torch's `state_dict()` holds: rules, numbers, moments and steps of `Adam`, `AdamW`, `RAdam`, `SGD` and `Adagrad`.
  ///
  /// ```python
  /// state = optimizer.state_dict()
  /// tensors = {f"state.{i}.{key}": value for i, slots in state["state"].items() for key, value in slots.items() if torch.is_tensor(value)}
  /// metadata = {"optimizer": type(optimizer).__name__, "param_groups": json.dumps(state["param_groups"])}
  /// safetensors.torch.save_file(tensors, path, metadata)
  /// ```
  ///
  /// A parameter without state has taken no step. SGD keeps no step: one with a momentum has t = 1, which only a schedule could tell from a later
  /// one. `foreach`, `fused`, `capturable`, `differentiable` and `initial_lr` are not read. A learning rate scheduler is not in the file.
  ///
  /// - Parameters:
  ///   - path: a safetensors file.
  ///   - parameters: the parameters that the optimizer shall step.
  ///   - names: their names in torch's order, which is group after group; nil for the order of `parameters`.
  ///   - fileLimit: the longest file that is taken, in bytes; nil for as much as the process may have memory.
  /// - Throws: ``CheckpointError`` with the first thing that is wrong.
  public static func loadTorch(
    from path: String, parameters: Tensors<Float>, names: [String]? = nil, fileLimit: Int? = nil
  ) throws(CheckpointError) -> Optimizer {
    try CheckpointError.wrap(path) {
      var file = try ForeignTensors(path: path, fileLimit: fileLimit)
      let names = names ?? parameters.names
      let groups = try torchGroups(file.reader.layout.metadata)
      try check(groups.flatMap(\.indices), count: names.count)
      var optimizer = try Optimizer(
        parameters,
        groups: groups.enumerated().map { number, group in
          try ParameterGroup(name: "\(number)", configuration: group.configuration, parameters: group.indices.map { names[$0] })
        })
      for group in groups {
        for index in group.indices {
          let shape = parameters.shape(of: names[index]) ?? []
          if let state = try torchState(&file, group, index, shape) { try optimizer.setState(state, of: names[index]) }
        }
      }
      try file.checkNoneIsLeft(in: "a state_dict of torch's \(groups[0].rule)")
      return optimizer
    }
  }

  /// Writes the state as torch's `load_state_dict` takes it, in the form of ``loadTorch(from:parameters:names:fileLimit:)``.
  ///
  /// ```python
  /// with safe_open(path, "pt") as file:
  ///     groups = json.loads(file.metadata()["param_groups"])
  /// state = {}
  /// for name, value in load_file(path).items():
  ///     _, index, key = name.split(".")
  ///     state.setdefault(int(index), {})[key] = value
  /// optimizer.load_state_dict({"state": state, "param_groups": groups})
  /// ```
  ///
  /// torch numbers parameters group after group: first those that a group names, in that order, then others as they were added.
  ///
  /// - Throws: ``CheckpointError`` where a rule is not torch's, or the optimizer has what torch has no place for: Lookahead, a schedule, names that do not
  ///   decay, centralised gradients, learning rates of elements, more steps than a float32 counts. Nothing is written then.
  public func exportTorch(to path: String, survivingPowerLoss: Bool = false) throws(CheckpointError) {
    try CheckpointError.wrap(path) {
      let rules = Set(groups.map(\.configuration.rule)).sorted()
      guard rules.count == 1, let slots = TorchGroup.classes[TorchGroup.className(of: rules[0])] else {
        throw CheckpointRefusal("this optimizer is \(Self.title(groups)); allowed for torch: one of \(Self.torchClasses), for all groups")
      }
      var file = SafetensorsFile()
      var texts: [String] = []
      var next = 0
      for (number, group) in groups.enumerated() {
        try checkTorchHasPlace(group, number)
        let members = torchOrder(group, number)
        texts.append(try TorchGroup.json(group, indices: Array(next..<next + members.count), number: number))
        for record in members {
          try addTorchState(record, next, slots, to: &file)
          next += 1
        }
      }
      file.metadata = ["optimizer": TorchGroup.className(of: rules[0]), "param_groups": "[\(texts.joined(separator: ", "))]"]
      try file.write(to: path, surviving: survivingPowerLoss ? .powerLoss : .killedProcess)
    }
  }
}

extension Optimizer {
  /// Up to here a float32 counts by ones.
  private static let mostTorchSteps = 1 << 24
  private static var torchClasses: String { TorchGroup.classes.keys.sorted().joined(separator: ", ") }

  private static func torchGroups(_ metadata: [String: String]) throws -> [TorchGroup] {
    guard let rule = metadata["optimizer"] else { throw CheckpointRefusal("metadata optimizer is missing; allowed: \(torchClasses)") }
    guard TorchGroup.classes[rule] != nil else {
      throw CheckpointRefusal("metadata optimizer is \(shown(rule)); allowed: \(torchClasses)")
    }
    guard let text = metadata["param_groups"] else { throw CheckpointRefusal("metadata param_groups is missing") }
    guard case .array(let elements) = try CheckpointJSON.parse("param_groups", text), !elements.isEmpty else {
      throw CheckpointRefusal("metadata param_groups is no array with a group; allowed: at least one group")
    }
    return try elements.enumerated().map { try TorchGroup($1, rule: rule, place: "metadata param_groups[\($0)]") }
  }

  private static func check(_ indices: [Int], count: Int) throws {
    guard indices.count == count else {
      throw CheckpointRefusal("metadata param_groups has \(indices.count) parameters; allowed: \(count), as were given")
    }
    guard indices.sorted() == Array(0..<count) else {
      throw CheckpointRefusal("metadata param_groups numbers its parameters otherwise than 0 to \(count - 1), each once")
    }
  }

  /// What the file has of a parameter; nil for nothing.
  private static func torchState(
    _ file: inout ForeignTensors, _ group: TorchGroup, _ index: Int, _ shape: [Int]
  ) throws -> OptimizerState? {
    let layout = group.configuration.formula.layout
    let key = "state.\(index)."
    let slots = (TorchGroup.classes[group.rule] ?? []).filter { $0.slot.isKept(layout) }
    guard slots.contains(where: { file.has(key + $0.key) }) || file.has(key + "step") else { return nil }
    var state = OptimizerState(count: 0, layout: layout)
    for slot in slots { state[slot.slot] = try file.floats(key + slot.key, shape: shape) }
    guard group.rule != "SGD" else {
      state.stepCount = 1
      return state
    }
    let step = try file.floats(key + "step", shape: [])[0]
    guard step >= 0, step <= Float(mostTorchSteps), step.rounded() == step else {
      throw CheckpointRefusal("tensor \(shown(key + "step")) is \(step); allowed: whole numbers from 0 to \(mostTorchSteps)")
    }
    state.stepCount = Int(step)
    return state
  }

  private func addTorchState(
    _ record: ParameterRecord, _ index: Int, _ slots: [(slot: CheckpointSlot, key: String)], to file: inout SafetensorsFile
  ) throws {
    let (rule, name) = (groups[record.group].configuration.rule, shown(record.name))
    if record.learningRates != nil {
      throw CheckpointRefusal("parameter \(name) has learning rates of its elements, which torch has no place for")
    }
    guard record.stepCount <= Self.mostTorchSteps else {
      throw CheckpointRefusal("parameter \(name) has taken \(record.stepCount) steps; allowed for torch: up to \(Self.mostTorchSteps)")
    }
    // torch makes the state at the first step, but Adagrad's.
    guard record.stepCount > 0 || rule == "AdaGrad", let state = state(of: record.name) else { return }
    let layout = groups[record.group].configuration.formula.layout
    for slot in slots where slot.slot.isKept(layout) {
      file.tensors["state.\(index).\(slot.key)"] = try Tensor(shape: record.shape, float32: state[slot.slot])
    }
    if rule != "SGD" { file.tensors["state.\(index).step"] = try Tensor(shape: [], float32: [Float(record.stepCount)]) }
  }

  private func torchOrder(_ group: ParameterGroup, _ number: Int) -> [ParameterRecord] {
    var places: [String: Int] = [:]
    for (place, name) in (group.parameters ?? []).enumerated() { places[name] = place }
    let members = records.filter { $0.group == number }
    let named = members.filter { places[$0.name] != nil }.sorted { places[$0.name, default: 0] < places[$1.name, default: 0] }
    return named + members.filter { places[$0.name] == nil }
  }

  private func checkTorchHasPlace(_ group: ParameterGroup, _ number: Int) throws {
    let what: String? =
      group.configuration.lookahead != nil
      ? "Lookahead"
      : !group.excludedFromDecay.isEmpty ? "names that do not decay" : group.centralization != .none ? "centralised gradients" : nil
    if let what { throw CheckpointRefusal("group \(number) has \(what), which torch's state_dict has no place for") }
  }
}

extension CheckpointSlot {
  /// Whether a rule keeps the slot, Lookahead aside.
  func isKept(_ layout: StateLayout) -> Bool {
    switch self {
    case .firstMoment: layout.keepsFirstMoment
    case .secondMoment: layout.keepsSecondMoment
    case .maximum: layout.keepsMaximum
    case .averagedRate: layout.keepsAveragedRate
    case .slowWeights: false
    }
  }
}
