internal import Safetensors

/// The options of a group of torch's, each taken once.
struct TorchNumbers {
  private let members: [JSONMember]
  private let place: String
  private var taken: Set<String> = []
  private var refusals: [String] = []
  /// Options that are not there, with what torch's `__setstate__` fills in.
  private(set) var filledIn: [(key: String, value: String)] = []

  init(_ members: [JSONMember], place: String) {
    self.members = members
    self.place = place
  }

  /// The rule that the options say; one that is wrong is 0 in it, and ``check(for:)`` complains.
  mutating func rule(_ name: String) throws(HyperparameterError) -> any TrainingRule {
    let (lr, decay, maximize) = (number("lr"), number("weight_decay"), flag("maximize", or: false))
    switch name {
    case "Adam":
      return try Adam.torch(
        lr: lr, betas: betas(), eps: number("eps"), weightDecay: decay, amsgrad: flag("amsgrad", or: false),
        maximize: maximize,
        decoupledWeightDecay: flag("decoupled_weight_decay", or: false))
    case "AdamW":
      // torch sets it, whatever the file says.
      _ = flag("decoupled_weight_decay", or: true)
      return try AdamW.torch(
        lr: lr, betas: betas(), eps: number("eps"), weightDecay: decay, amsgrad: flag("amsgrad", or: false),
        maximize: maximize)
    case "Adamax":
      return try Adamax.torch(lr: lr, betas: betas(), eps: number("eps"), weightDecay: decay, maximize: maximize)
    case "NAdam":
      return try NAdam.torch(
        lr: lr, betas: betas(), eps: number("eps"), weightDecay: decay, momentumDecay: number("momentum_decay"),
        decoupledWeightDecay: flag("decoupled_weight_decay", or: false), maximize: maximize)
    case "RAdam":
      return try RAdam.torch(
        lr: lr, betas: betas(), eps: number("eps"), weightDecay: decay,
        decoupledWeightDecay: flag("decoupled_weight_decay", or: false), maximize: maximize)
    case "RMSprop":
      if flag("centered", or: false) {
        refusals.append("centered is true; allowed: false, since RMSProp here keeps no average gradient")
      }
      return try RMSProp.torch(
        lr: lr, alpha: number("alpha"), eps: number("eps"), weightDecay: decay, momentum: number("momentum", or: 0),
        maximize: maximize)
    case "SGD":
      return try SGD.torch(
        lr: lr, momentum: number("momentum"), dampening: number("dampening"), weightDecay: decay,
        nesterov: flag("nesterov", or: false),
        maximize: maximize)
    default:
      // torch reads the initial value when it makes the state, and never again.
      return try AdaGrad.torch(
        lr: lr, lrDecay: number("lr_decay"), weightDecay: decay,
        initialAccumulatorValue: number("initial_accumulator_value", or: 0),
        eps: number("eps"), maximize: maximize)
    }
  }

  /// That no option was wrong, and none is of another class.
  func check(for name: String) throws {
    if let first = refusals.first { throw CheckpointRefusal("\(place).\(first)") }
    if let stray = members.first(where: { !taken.contains($0.key) && TorchClass.options.contains($0.key) }) {
      throw CheckpointRefusal("\(place) has \(shown(stray.key)), which is no number of torch's \(name)")
    }
  }

  /// What is no option: a scheduler's, a trainer's, or torch's choice of a path.
  var others: [JSONMember] { members.filter { !taken.contains($0.key) } }

  private mutating func value(_ key: String, or missing: String?) -> JSONValue? {
    taken.insert(key)
    if let value = members.first(where: { $0.key == key })?.value { return value }
    if let missing { filledIn.append((key, missing)) } else { refusals.append("\(key) is missing") }
    return nil
  }

  private mutating func number(_ key: String, or missing: Double? = nil) -> Double {
    guard let value = value(key, or: missing.map { "\($0)" }) else { return missing ?? 0 }
    return Self.number(value) ?? refuse("\(key) is \(value.summary); allowed: a number")
  }

  private mutating func betas() -> (Double, Double) {
    guard let value = value("betas", or: nil) else { return (0, 0) }
    guard case .array(let elements) = value, elements.count == 2, let first = Self.number(elements[0]),
      let second = Self.number(elements[1])
    else { return (refuse("betas is \(value.summary); allowed: two numbers"), 0) }
    return (first, second)
  }

  private mutating func flag(_ key: String, or missing: Bool) -> Bool {
    guard let value = value(key, or: "\(missing)") else { return missing }
    guard case .bool(let flag) = value else { return refuse("\(key) is \(value.summary); allowed: true, false") != 0 }
    return flag
  }

  private mutating func refuse(_ reason: String) -> Double {
    refusals.append(reason)
    return 0
  }

  private static func number(_ value: JSONValue) -> Double? {
    guard case .number(let literal) = value else { return nil }
    return Double(literal)
  }
}
