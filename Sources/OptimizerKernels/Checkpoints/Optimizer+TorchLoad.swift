internal import Safetensors

extension Optimizer {
  /// Makes an optimizer of what torch's `state_dict()` holds: rules, numbers, moments and steps of `Adagrad`, `Adam`,
  /// `AdamW`, `Adamax`, `NAdam`, `RAdam`, `RMSprop` and `SGD`.
  ///
  /// ```python
  /// state = optimizer.state_dict()
  /// tensors = {
  ///     f"state.{index}.{key}": torch.as_tensor(value).detach().contiguous()
  ///     for index, slots in state["state"].items()
  ///     for key, value in slots.items()
  ///     if value is not None
  /// }
  /// metadata = {"optimizer": type(optimizer).__name__, "param_groups": json.dumps(state["param_groups"], default=float)}
  /// safetensors.torch.save_file(tensors, path, metadata)
  /// ```
  ///
  /// The report says what was not taken as it stands:
  ///
  /// - Moments may be BF16, F16 or F64; they become Floats.
  /// - Options that an older torch did not write are filled in as torch does.
  /// - Keys of schedulers and trainers (`initial_lr`, `max_lr`, `lr_scale`, …) are kept aside, with `foreach`, `fused`,
  ///   `capturable` and `differentiable`: saved in a checkpoint, and written back by
  ///   ``exportTorch(to:survivingPowerLoss:)``. A learning rate scheduler itself is not in the file.
  /// - NaN and ∞ in moments are kept.
  ///
  /// A step may be F32, F64, I32 or I64, alone or in an axis of one. A parameter without state has taken no step. SGD
  /// keeps no step: one with a momentum has t = 1, which only a schedule could tell from a later one. NAdam's
  /// `mu_product` is computed from t here, and must be that of one β1.
  ///
  /// - Parameters:
  ///   - path: a safetensors file.
  ///   - parameters: the parameters that the optimizer shall step.
  ///   - names: their names in torch's order, which is group after group; nil for the file's `param_names`, and without
  ///     these for the order of `parameters`. Where the file has the name of another one of `parameters` in a place,
  ///     the order is wrong, and is refused.
  ///   - fileLimit: the longest file that is taken, in bytes; nil for as much as the process may have memory.
  /// - Throws: ``CheckpointError`` with the first thing that is wrong: among others a second moment below 0, a number
  ///   past the greatest Float, a step that is not whole, an option of another class, RMSprop with `centered`.
  public static func loadTorch(
    from path: String, parameters: Tensors<Float>, names: [String]? = nil, fileLimit: Int? = nil
  ) throws(CheckpointError) -> (optimizer: Optimizer, report: TorchImportReport) {
    try CheckpointError.wrap(path) {
      var file = try ForeignTensors(path: path, fileLimit: fileLimit)
      let groups = try torchGroups(file.reader.layout.metadata)
      let names = try TorchNames(groups, given: names, parameters: parameters.names).inOrder
      var optimizer = try Optimizer(
        parameters,
        groups: groups.enumerated().map { number, group in
          var made = try ParameterGroup(
            name: "\(number)", configuration: group.configuration, parameters: group.indices.map { names[$0] })
          made.setAside = try group.setAside?.checkedText()
          return made
        })
      for group in groups {
        for index in group.indices {
          let shape = parameters.shape(of: names[index]) ?? []
          if let state = try torchState(&file, group, index, shape) { try optimizer.setState(state, of: names[index]) }
        }
      }
      try file.checkNoneIsLeft(in: "a state_dict of torch's \(groups[0].kind.name)")
      return (optimizer, report(groups, converted: file.converted, notFinite: file.notFinite))
    }
  }

  private static func torchGroups(_ metadata: [String: String]) throws -> [TorchGroup] {
    guard let name = metadata["optimizer"] else {
      throw CheckpointRefusal("metadata optimizer is missing; allowed: \(TorchClass.allowed)")
    }
    guard let kind = TorchClass.named(name) else {
      throw CheckpointRefusal("metadata optimizer is \(shown(name)); allowed: \(TorchClass.allowed)")
    }
    guard let text = metadata["param_groups"] else { throw CheckpointRefusal("metadata param_groups is missing") }
    guard case .array(let elements) = try CheckpointJSON.parse("param_groups", text), !elements.isEmpty else {
      throw CheckpointRefusal("metadata param_groups is no array with a group; allowed: at least one group")
    }
    return try elements.enumerated().map { try TorchGroup($1, kind, place: "metadata param_groups[\($0)]") }
  }

  /// What the file has of a parameter; nil for nothing.
  private static func torchState(
    _ file: inout ForeignTensors, _ group: TorchGroup, _ index: Int, _ shape: [Int]
  ) throws -> OptimizerState? {
    let (kind, layout) = (group.kind, group.configuration.formula.layout)
    let key = "state.\(index)."
    let slots = kind.slots.filter { $0.slot.isKept(layout) }
    guard slots.contains(where: { file.has(key + $0.key) }) || file.has(key + "step") else { return nil }
    var state = OptimizerState(count: 0, layout: layout)
    for slot in slots {
      state[slot.slot] = try file.floats(key + slot.key, shape: shape, slot: slot.slot, types: FloatConversion.types)
    }
    state.stepCount = kind.keepsStep ? try file.count(key + "step") : 1
    if kind.keepsProduct { try checkProduct(&file, group, key + "mu_product", state.stepCount) }
    return state
  }

  private static func checkProduct(_ file: inout ForeignTensors, _ group: TorchGroup, _ key: String, _ t: Int) throws {
    let formula = group.configuration.formula
    let (found, product) = (try file.number(key), TorchProduct(formula))
    guard product.agrees(with: found, after: t, capturable: group.isCapturable) else {
      throw CheckpointRefusal(
        "tensor \(shown(key)) is \(found); allowed: \(product.value(t)), the product of the momenta of \(t) steps"
          + " with betas[0] \(formula.beta1) and momentum_decay \(formula.momentumDecay)")
    }
  }

  private static func report(
    _ groups: [TorchGroup], converted: [(key: String, type: ElementType)], notFinite: [String]
  ) -> TorchImportReport {
    var report = TorchImportReport()
    report.conversions = converted.map { .init(tensor: $0.key, type: $0.type.rawValue) }
    report.notFinite = notFinite
    for (number, group) in groups.enumerated() {
      report.filledIn += group.filledIn.map { .init(group: number, key: $0.key, value: $0.standard) }
      report.setAside += group.strangers.map { .init(group: number, key: $0.key, value: $0.value.text) }
    }
    return report
  }
}
