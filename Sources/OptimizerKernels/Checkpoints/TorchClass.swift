/// A class of torch.optim: what it is called here, and under which names it keeps its state.
struct TorchClass {
  /// torch's name, and the `optimizer` of the file.
  let name: String
  /// The rule of this package.
  let rule: String
  /// Which tensor of the state is which slot.
  let slots: [(slot: CheckpointSlot, key: String)]
  /// Options that older versions did not write, and torch's `__setstate__` fills in with the defaults.
  var added: Set<String> = []
  /// Whether it counts steps.
  var keepsStep = true
  /// Whether it keeps NAdam's product of momenta.
  var keepsProduct = false
  /// Whether a parameter has a state before its first step.
  var beginsWithState = false

  /// Those that are read and written.
  static let all: [TorchClass] = [
    // torch reads the initial value when it makes the state, and never again.
    TorchClass(
      name: "Adagrad", rule: "AdaGrad", slots: [(.secondMoment, "sum")], added: ["initial_accumulator_value", "maximize"],
      beginsWithState: true),
    TorchClass(name: "Adam", rule: "Adam", slots: averages + [(.maximum, "max_exp_avg_sq")], added: adam),
    TorchClass(name: "AdamW", rule: "AdamW", slots: averages + [(.maximum, "max_exp_avg_sq")], added: adam),
    TorchClass(
      name: "Adamax", rule: "Adamax", slots: [(.firstMoment, "exp_avg"), (.secondMoment, "exp_inf")], added: ["maximize"]),
    TorchClass(
      name: "NAdam", rule: "NAdam", slots: averages, added: ["decoupled_weight_decay", "maximize"], keepsProduct: true),
    TorchClass(name: "RAdam", rule: "RAdam", slots: averages, added: ["decoupled_weight_decay", "maximize"]),
    TorchClass(
      name: "RMSprop", rule: "RMSProp", slots: [(.firstMoment, "momentum_buffer"), (.secondMoment, "square_avg")],
      added: ["centered", "maximize", "momentum"]),
    TorchClass(
      name: "SGD", rule: "SGD", slots: [(.firstMoment, "momentum_buffer")], added: ["maximize", "nesterov"], keepsStep: false),
  ]

  /// What all of them together take: a class refuses an option of another's, since the file then is not of that class.
  static let options: Set<String> = all.reduce(into: []) { options, kind in
    guard let none = try? ConfigurationObject(json: "{}"), let row = try? kind.row else { return }
    var reader = PresetReader(none)
    _ = try? row.rule(&reader)
    options.formUnion(reader.known)
  }

  /// The preset that reads its options.
  var row: PresetRow {
    get throws(ConfigurationError) { try Preset.row("torch.optim.\(name)", at: "optimizer") }
  }

  /// How torch computes, and not what: kept aside like unknown keys, and not worth a word.
  static let paths: Set<String> = ["capturable", "differentiable", "foreach", "fused"]

  /// All names, for the sentence that refuses another.
  static var allowed: String { all.map(\.name).joined(separator: ", ") }

  static func named(_ name: String) -> TorchClass? { all.first { $0.name == name } }
  static func of(rule: String) -> TorchClass? { all.first { $0.rule == rule } }

  private static let adam: Set<String> = ["amsgrad", "decoupled_weight_decay", "maximize"]

  private static let averages: [(slot: CheckpointSlot, key: String)] = [
    (.firstMoment, "exp_avg"), (.secondMoment, "exp_avg_sq"),
  ]
}
