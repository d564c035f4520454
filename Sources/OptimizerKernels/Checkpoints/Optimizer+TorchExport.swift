internal import Safetensors

extension Optimizer {
  /// Writes the state as torch's `load_state_dict` takes it, in the form of
  /// ``loadTorch(from:parameters:names:fileLimit:)``.
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
  /// torch numbers parameters group after group: first those that a group names, in that order, then others as they
  /// were added. Moments and steps are single precision. What a file of torch's had beside them is written back:
  /// `param_names`, with the names of parameters that were added since, and the keys of schedulers and trainers.
  ///
  /// - Throws: ``CheckpointError`` where a rule is not torch's, or the optimizer has what torch has no place for:
  ///   Lookahead, a schedule, names that do not decay, centralised gradients, learning rates of elements, more steps
  ///   than a float32 counts. Nothing is written then.
  public func exportTorch(to path: String, survivingPowerLoss: Bool = false) throws(CheckpointError) {
    try CheckpointError.wrap(path) {
      let rules = Set(groups.map(\.configuration.rule)).sorted()
      guard rules.count == 1, let kind = TorchClass.of(rule: rules[0]) else {
        throw CheckpointRefusal(
          "this optimizer is \(Self.title(groups)); allowed for torch: one of \(TorchClass.allowed), for all groups")
      }
      let setAside = try groups.map { try $0.foreignMembers }
      let isNamed = setAside.contains { $0?[TorchGroup.namesKey] != nil }
      var file = SafetensorsFile()
      var texts: [String] = []
      var next = 0
      for (number, group) in groups.enumerated() {
        try checkTorchHasPlace(group, number)
        let members = torchOrder(group, number)
        let names = isNamed ? try torchNames(members, group, setAside[number], number) : nil
        texts.append(
          try TorchGroup.json(group, kind, indices: Array(next..<next + members.count), names: names, number: number))
        for record in members {
          try addTorchState(record, next, kind, to: &file)
          next += 1
        }
      }
      file.metadata = ["optimizer": kind.name, "param_groups": "[\(texts.joined(separator: ", "))]"]
      try file.write(to: path, surviving: survivingPowerLoss ? .powerLoss : .killedProcess)
    }
  }

  /// Up to here a float32 counts by ones.
  private static let mostTorchSteps = 1 << 24

  private func addTorchState(
    _ record: ParameterRecord, _ index: Int, _ kind: TorchClass, to file: inout SafetensorsFile
  ) throws {
    let (formula, name) = (groups[record.group].configuration.formula, shown(record.name))
    if record.learningRates != nil {
      throw CheckpointRefusal("parameter \(name) has learning rates of its elements, which torch has no place for")
    }
    guard record.stepCount <= Self.mostTorchSteps else {
      throw CheckpointRefusal(
        "parameter \(name) has taken \(record.stepCount) steps; allowed for torch: up to \(Self.mostTorchSteps)")
    }
    guard record.stepCount > 0 || kind.beginsWithState, let state = state(of: record.name) else { return }
    let key = "state.\(index)."
    for slot in kind.slots where slot.slot.isKept(formula.layout) {
      file.tensors[key + slot.key] = try Tensor(shape: record.shape, float32: state[slot.slot])
    }
    if kind.keepsStep { file.tensors[key + "step"] = try Tensor(shape: [], float32: [Float(record.stepCount)]) }
    if kind.keepsProduct {
      file.tensors[key + "mu_product"] = try Tensor(shape: [], float32: [TorchProduct(formula).replayed(record.stepCount)])
    }
  }

  private func torchOrder(_ group: ParameterGroup, _ number: Int) -> [ParameterRecord] {
    var places: [String: Int] = [:]
    for (place, name) in (group.parameters ?? []).enumerated() { places[name] = place }
    let members = records.filter { $0.group == number }
    let named = members.filter { places[$0.name] != nil }.sorted {
      places[$0.name, default: 0] < places[$1.name, default: 0]
    }
    return named + members.filter { places[$0.name] == nil }
  }

  /// torch's names of the parameters that came from it, which a group names in that order; their own for the others.
  private func torchNames(
    _ members: [ParameterRecord], _ group: ParameterGroup, _ setAside: ForeignMembers?, _ number: Int
  ) throws -> [String] {
    var names = members.map(\.name)
    guard let value = setAside?[TorchGroup.namesKey] else { return names }
    guard case .array(let theirs) = value, theirs.count == group.parameters?.count, theirs.count <= names.count else {
      throw CheckpointRefusal(
        "group \(number) keeps \(TorchGroup.namesKey) aside as \(value.summary);"
          + " allowed: a name for each parameter that it names")
    }
    for (i, element) in theirs.enumerated() {
      guard case .string(let name) = element else {
        throw CheckpointRefusal(
          "group \(number) keeps \(element.summary) aside in \(TorchGroup.namesKey); allowed: names")
      }
      names[i] = name
    }
    return names
  }

  private func checkTorchHasPlace(_ group: ParameterGroup, _ number: Int) throws {
    let what: String? =
      group.configuration.lookahead != nil
      ? "Lookahead"
      : !group.withoutDecay.isEmpty
        ? "names that do not decay" : group.centralization != .none ? "centralised gradients" : nil
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
