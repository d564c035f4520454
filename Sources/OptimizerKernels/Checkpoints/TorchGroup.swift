internal import Safetensors

/// One of the `param_groups` of torch's `state_dict()`, and the rule that its numbers say.
struct TorchGroup {
  let rule: String
  let configuration: RuleConfiguration
  /// torch's numbers of its parameters.
  let indices: [Int]

  /// torch's classes, and under which names they keep what this package calls otherwise. SGD keeps no step.
  static let classes: [String: [(slot: CheckpointSlot, key: String)]] = [
    "Adam": [(.firstMoment, "exp_avg"), (.secondMoment, "exp_avg_sq"), (.maximum, "max_exp_avg_sq")],
    "AdamW": [(.firstMoment, "exp_avg"), (.secondMoment, "exp_avg_sq"), (.maximum, "max_exp_avg_sq")],
    "RAdam": [(.firstMoment, "exp_avg"), (.secondMoment, "exp_avg_sq")],
    "SGD": [(.firstMoment, "momentum_buffer")],
    "Adagrad": [(.secondMoment, "sum")],
  ]

  /// torch's name for a rule of this package.
  static func className(of rule: String) -> String { rule == "AdaGrad" ? "Adagrad" : rule }

  /// How torch computes, not what: nothing of a rule.
  private static let ignored: Set<String> = ["capturable", "differentiable", "foreach", "fused", "initial_lr", "params"]

  /// Reads a group of a class.
  init(_ value: JSONValue, rule: String, place: String) throws {
    guard case .object(let members) = value else { throw CheckpointRefusal("\(place) is no object; allowed: a group of parameters") }
    var numbers = TorchNumbers(members.filter { !Self.ignored.contains($0.key) }, place: place)
    guard case .array(let elements) = members.first(where: { $0.key == "params" })?.value else {
      throw CheckpointRefusal("\(place).params is missing or no array; allowed: an array of whole numbers")
    }
    indices = try elements.map {
      guard case .number(let literal) = $0, let index = Int(literal) else {
        throw CheckpointRefusal("\(place).params holds what is no whole number; allowed: whole numbers")
      }
      return index
    }
    self.rule = rule
    do throws(HyperparameterError) {
      configuration = try numbers.rule(rule).configuration
    } catch {
      throw CheckpointRefusal("\(place): \(error)")
    }
    try numbers.check(for: rule)
  }

  /// The group as JSON, for a rule that is torch's.
  static func json(_ group: ParameterGroup, indices: [Int], number: Int) throws -> String {
    let f = group.configuration.formula
    let rule = className(of: group.configuration.rule)
    var members: [(String, String)] = [("lr", "\(f.learningRate)"), ("weight_decay", "\(f.weightDecay)"), ("maximize", "\(f.maximize)")]
    switch rule {
    case "Adam", "AdamW", "RAdam":
      members += [("betas", "[\(f.beta1), \(f.beta2)]"), ("eps", "\(f.epsilon)")]
      members.append(("decoupled_weight_decay", "\(f.decoupledWeightDecay)"))
      if rule != "RAdam" { members.append(("amsgrad", "\(f.amsgrad)")) }
    case "SGD":
      members += [("momentum", "\(f.momentum)"), ("dampening", "\(f.dampening)"), ("nesterov", "\(f.numerator == .nesterov)")]
    default:
      var decay = 0.0
      if case .inverseTime(let rate, _) = f.schedule.first { decay = rate }
      members += [("eps", "\(f.epsilon)"), ("lr_decay", "\(decay)"), ("initial_accumulator_value", "\(f.initialSecondMoment)")]
    }
    members.append(("params", "[\(indices.map(String.init).joined(separator: ", "))]"))
    let text = "{" + members.sorted { $0.0 < $1.0 }.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
    // What torch would make of it must be this rule, number for number.
    let back = try TorchGroup(try JSONValue.parse(text.utf8), rule: rule, place: "group \(number)")
    guard back.configuration.formula == f else {
      throw CheckpointRefusal(
        "group \(number) is not torch's \(rule), with its conventions and no schedule; allowed: what its preset `torch` makes")
    }
    return text
  }
}

/// The numbers of a group, each taken once.
struct TorchNumbers {
  private let members: [JSONMember]
  private let place: String
  private var taken: Set<String> = []
  private var missing: [String] = []

  init(_ members: [JSONMember], place: String) {
    self.members = members
    self.place = place
  }

  /// The rule that the numbers say; a number that is not there is 0, and ``check(for:)`` complains.
  mutating func rule(_ name: String) throws(HyperparameterError) -> any TrainingRule {
    let (lr, decay, maximize) = (number("lr"), number("weight_decay"), flag("maximize"))
    switch name {
    case "Adam":
      return try Adam.torch(
        lr: lr, betas: betas(), eps: number("eps"), weightDecay: decay, amsgrad: flag("amsgrad"), maximize: maximize,
        decoupledWeightDecay: flag("decoupled_weight_decay"))
    case "AdamW":
      taken.insert("decoupled_weight_decay")
      return try AdamW.torch(
        lr: lr, betas: betas(), eps: number("eps"), weightDecay: decay, amsgrad: flag("amsgrad"), maximize: maximize)
    case "RAdam":
      return try RAdam.torch(
        lr: lr, betas: betas(), eps: number("eps"), weightDecay: decay, decoupledWeightDecay: flag("decoupled_weight_decay"),
        maximize: maximize)
    case "SGD":
      return try SGD.torch(
        lr: lr, momentum: number("momentum"), dampening: number("dampening"), weightDecay: decay, nesterov: flag("nesterov"),
        maximize: maximize)
    default:
      return try AdaGrad.torch(
        lr: lr, lrDecay: number("lr_decay"), weightDecay: decay, initialAccumulatorValue: number("initial_accumulator_value"),
        eps: number("eps"), maximize: maximize)
    }
  }

  /// That none was missing or of another type, and that none is left.
  func check(for rule: String) throws {
    if let first = missing.first { throw CheckpointRefusal("\(place).\(first)") }
    if let stray = members.first(where: { !taken.contains($0.key) }) {
      throw CheckpointRefusal("\(place) has \(shown(stray.key)), which is no number of torch's \(rule)")
    }
  }

  private mutating func value(_ key: String) -> JSONValue? {
    taken.insert(key)
    return members.first { $0.key == key }?.value
  }

  private mutating func number(_ key: String) -> Double {
    guard let value = value(key) else { return refuse("\(key) is missing") }
    guard let number = Self.number(value) else { return refuse("\(key) is no number; allowed: a number") }
    return number
  }

  private mutating func betas() -> (Double, Double) {
    guard let value = value("betas") else { return (refuse("betas is missing"), 0) }
    guard case .array(let elements) = value, elements.count == 2, let first = Self.number(elements[0]),
      let second = Self.number(elements[1])
    else { return (refuse("betas is no pair of numbers; allowed: two numbers"), 0) }
    return (first, second)
  }

  private mutating func flag(_ key: String) -> Bool {
    guard let value = value(key) else { return refuse("\(key) is missing") != 0 }
    guard case .bool(let flag) = value else { return refuse("\(key) is neither true nor false; allowed: true, false") != 0 }
    return flag
  }

  private mutating func refuse(_ reason: String) -> Double {
    missing.append(reason)
    return 0
  }

  private static func number(_ value: JSONValue) -> Double? {
    guard case .number(let literal) = value else { return nil }
    return Double(literal)
  }
}
