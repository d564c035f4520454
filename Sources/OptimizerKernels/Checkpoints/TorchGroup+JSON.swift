internal import Safetensors

extension TorchGroup {
  /// A group as torch's JSON, for a rule that is torch's, with what was kept aside.
  ///
  /// - Parameters:
  ///   - names: torch's names of the parameters; nil for a state_dict without names.
  ///   - number: the number of the group, for messages.
  static func json(_ group: ParameterGroup, _ kind: TorchClass, indices: [Int], names: [String]?, number: Int) throws
    -> String
  {
    let f = group.configuration.formula
    var members = options(f, kind)
    members.append(("params", .array(indices.map { .number("\($0)") })))
    if let names { members.append((namesKey, .array(names.map { .string($0) }))) }
    let written = Set(members.map(\.key))
    for member in try group.foreignMembers?.members ?? [] where member.key != namesKey {
      guard !written.contains(member.key) else {
        throw CheckpointRefusal(
          "group \(number) keeps \(shown(member.key)) aside, which torch's \(kind.name) has itself; allowed: other keys"
        )
      }
      members.append((member.key, member.value))
    }
    members.sort { $0.key < $1.key }
    let value = JSONValue.object(members.map { JSONMember(key: $0.key, value: $0.value) })
    // What torch would make of it must be this rule, number for number.
    guard try TorchGroup(value, kind, place: "group \(number)").configuration.formula == f else {
      throw CheckpointRefusal(
        "group \(number) is not torch's \(kind.name), with its conventions and no schedule;"
          + " allowed: what its preset `torch` makes")
    }
    return value.text
  }

  private static func options(_ f: RuleFormula, _ kind: TorchClass) -> [(key: String, value: JSONValue)] {
    func number(_ value: Double) -> JSONValue { .number("\(value)") }
    let epsilon = ("eps", number(kind.name == "Adamax" ? f.momentEpsilon : f.epsilon))
    let betas = ("betas", JSONValue.array([number(f.beta1), number(f.beta2)]))
    let decoupled = ("decoupled_weight_decay", JSONValue.bool(f.decoupledWeightDecay))
    let own: [(String, JSONValue)] =
      switch kind.name {
      case "Adam", "AdamW": [betas, epsilon, decoupled, ("amsgrad", .bool(f.amsgrad))]
      case "Adamax": [betas, epsilon]
      case "NAdam": [betas, epsilon, decoupled, ("momentum_decay", number(f.momentumDecay))]
      case "RAdam": [betas, epsilon, decoupled]
      case "RMSprop":
        [("alpha", number(f.beta2)), epsilon, ("momentum", number(f.momentum)), ("centered", .bool(false))]
      case "SGD":
        [
          ("momentum", number(f.momentum)), ("dampening", number(f.dampening)),
          ("nesterov", .bool(f.numerator == .nesterov)),
        ]
      default:
        [epsilon, ("lr_decay", number(rateDecay(f))), ("initial_accumulator_value", number(f.initialSecondMoment))]
      }
    return [("lr", number(f.learningRate)), ("weight_decay", number(f.weightDecay)), ("maximize", .bool(f.maximize))]
      + own
  }

  /// Adagrad's `lr_decay`.
  private static func rateDecay(_ f: RuleFormula) -> Double {
    if case .inverseTime(let rate, _) = f.schedule.first { return rate }
    return 0
  }
}

extension ParameterGroup {
  /// What was kept aside, read again.
  var foreignMembers: ForeignMembers? {
    get throws(HyperparameterError) {
      guard let setAside else { return nil }
      return try ForeignMembers(text: setAside)
    }
  }
}
