/// A class of torch.optim: what it is called here, and under which names it keeps its state.
struct TorchClass {
  /// torch's name, and the `optimizer` of the file.
  let name: String
  /// The rule of this package.
  let rule: String
  /// Which tensor of the state is which slot.
  let slots: [(slot: CheckpointSlot, key: String)]
  /// Whether it counts steps.
  var keepsStep = true
  /// Whether it keeps NAdam's product of momenta.
  var keepsProduct = false
  /// Whether a parameter has a state before its first step.
  var beginsWithState = false

  /// Those that are read and written.
  static let all: [TorchClass] = [
    TorchClass(name: "Adagrad", rule: "AdaGrad", slots: [(.secondMoment, "sum")], beginsWithState: true),
    TorchClass(name: "Adam", rule: "Adam", slots: averages + [(.maximum, "max_exp_avg_sq")]),
    TorchClass(name: "AdamW", rule: "AdamW", slots: averages + [(.maximum, "max_exp_avg_sq")]),
    TorchClass(name: "Adamax", rule: "Adamax", slots: [(.firstMoment, "exp_avg"), (.secondMoment, "exp_inf")]),
    TorchClass(name: "NAdam", rule: "NAdam", slots: averages, keepsProduct: true),
    TorchClass(name: "RAdam", rule: "RAdam", slots: averages),
    TorchClass(
      name: "RMSprop", rule: "RMSProp", slots: [(.firstMoment, "momentum_buffer"), (.secondMoment, "square_avg")]),
    TorchClass(name: "SGD", rule: "SGD", slots: [(.firstMoment, "momentum_buffer")], keepsStep: false),
  ]

  /// What all of them together take: a class refuses an option of another's, since the file then is not of that class.
  static let options: Set<String> = [
    "alpha", "amsgrad", "betas", "centered", "dampening", "decoupled_weight_decay", "eps", "initial_accumulator_value",
    "lr", "lr_decay",
    "maximize", "momentum", "momentum_decay", "nesterov", "weight_decay",
  ]

  /// How torch computes, and not what: kept aside like unknown keys, and not worth a word.
  static let paths: Set<String> = ["capturable", "differentiable", "foreach", "fused"]

  /// All names, for the sentence that refuses another.
  static var allowed: String { all.map(\.name).joined(separator: ", ") }

  static func named(_ name: String) -> TorchClass? { all.first { $0.name == name } }
  static func of(rule: String) -> TorchClass? { all.first { $0.rule == rule } }

  private static let averages: [(slot: CheckpointSlot, key: String)] = [
    (.firstMoment, "exp_avg"), (.secondMoment, "exp_avg_sq"),
  ]
}
