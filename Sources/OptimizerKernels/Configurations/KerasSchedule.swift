internal import Safetensors

/// Keras' schedules, which stand in place of a number.
enum KerasSchedule: String, CaseIterable {
  case cosineDecay = "CosineDecay"
  case cosineDecayRestarts = "CosineDecayRestarts"
  case exponentialDecay = "ExponentialDecay"
  case inverseTimeDecay = "InverseTimeDecay"
  case piecewiseConstantDecay = "PiecewiseConstantDecay"
  case polynomialDecay = "PolynomialDecay"

  private static let module = "keras.optimizers.schedules"

  /// Our names, as the class's config has them.
  private var keys: [String: String] {
    switch self {
    case .cosineDecay:
      ["steps": "decay_steps", "floor": "alpha", "warmupTarget": "warmup_target", "warmupSteps": "warmup_steps"]
    case .cosineDecayRestarts: ["steps": "first_decay_steps", "periodFactor": "t_mul", "rateFactor": "m_mul", "floor": "alpha"]
    case .exponentialDecay, .inverseTimeDecay: ["steps": "decay_steps", "rate": "decay_rate", "staircase": "staircase"]
    case .piecewiseConstantDecay: ["boundaries": "boundaries", "values": "values"]
    case .polynomialDecay: ["steps": "decay_steps", "end": "end_learning_rate", "power": "power", "cycle": "cycle"]
    }
  }

  /// The rate that a schedule starts from, and the schedule.
  static func read(_ object: ConfigurationObject) throws(ConfigurationError) -> (first: Double, schedule: LearningRateSchedule) {
    let names = allCases.map(\.rawValue).joined(separator: ", ")
    guard let name = try object.text("class_name") else {
      throw ConfigurationError(path: object.path("class_name"), reason: .missing(allowed: names))
    }
    guard let kind = KerasSchedule(rawValue: name) else { throw .invalid(object.path("class_name"), quoted(name), allowed: names) }
    try object.allow(only: ["module", "class_name", "config", "registered_name"])
    let o = try object.object("config")
    let first = kind == .piecewiseConstantDecay ? [] : ["initial_learning_rate"]
    try o.allow(only: kind.keys.values.sorted() + first + ["name"])
    let (rate, schedule) = try kind.read(o)
    do {
      try schedule.validate()
    } catch {
      throw ConfigurationError(error, in: o.path, keys: kind.keys)
    }
    return (rate, schedule)
  }

  private func read(_ o: ConfigurationObject) throws(ConfigurationError) -> (first: Double, schedule: LearningRateSchedule) {
    func required(_ key: String) throws(ConfigurationError) -> Double {
      guard let number = try o.number(key) else {
        throw ConfigurationError(path: o.path(key), reason: .missing(allowed: "a finite number"))
      }
      return number
    }
    if self == .piecewiseConstantDecay {
      let (boundaries, values) = (try o.numbers("boundaries"), try o.numbers("values"))
      return (values.first ?? 0, .piecewiseConstant(boundaries: boundaries, values: values))
    }
    let first = try required("initial_learning_rate")
    let steps = try required(keys["steps", default: "decay_steps"])
    switch self {
    case .exponentialDecay:
      return (first, .exponentialDecay(steps: steps, rate: try required("decay_rate"), staircase: try o.flag("staircase", false)))
    case .inverseTimeDecay:
      return (first, .inverseTimeDecay(steps: steps, rate: try required("decay_rate"), staircase: try o.flag("staircase", false)))
    case .polynomialDecay:
      let (end, power) = (try o.number("end_learning_rate", 1e-4), try o.number("power", 1))
      return (first, .polynomialDecay(steps: steps, end: end, power: power, cycle: try o.flag("cycle", false)))
    case .cosineDecayRestarts:
      let (period, rate) = (try o.number("t_mul", 2), try o.number("m_mul", 1))
      return (first, .cosineDecayRestarts(steps: steps, periodFactor: period, rateFactor: rate, floor: try o.number("alpha", 0)))
    case .cosineDecay, .piecewiseConstantDecay:
      let (floor, target) = (try o.number("alpha", 0), try o.number("warmup_target"))
      return (first, .cosineDecay(steps: steps, floor: floor, warmupTarget: target, warmupSteps: try o.number("warmup_steps", 0)))
    }
  }

  /// A schedule that starts from a rate, as Keras serialises it; nil for one that Keras has not.
  static func written(_ schedule: LearningRateSchedule, from first: Double) -> JSONValue? {
    let rate = JSONMember(key: "initial_learning_rate", value: .number(first))
    return switch schedule {
    case .exponentialDecay(let steps, let decay, let staircase):
      object(.exponentialDecay, [rate], ["decay_steps": .steps(steps), "decay_rate": .number(decay), "staircase": .bool(staircase)])
    case .inverseTimeDecay(let steps, let decay, let staircase):
      object(.inverseTimeDecay, [rate], ["decay_steps": .steps(steps), "decay_rate": .number(decay), "staircase": .bool(staircase)])
    case .polynomialDecay(let steps, let end, let power, let cycle):
      object(
        .polynomialDecay, [rate],
        ["decay_steps": .steps(steps), "end_learning_rate": .number(end), "power": .number(power), "cycle": .bool(cycle)])
    case .cosineDecay(let steps, let floor, let target, let warmupSteps):
      object(
        .cosineDecay, [rate],
        [
          "decay_steps": .steps(steps), "alpha": .number(floor), "warmup_target": target.map { .number($0) } ?? .null,
          "warmup_steps": .steps(warmupSteps),
        ])
    case .cosineDecayRestarts(let steps, let period, let height, let floor):
      object(
        .cosineDecayRestarts, [rate],
        ["first_decay_steps": .steps(steps), "t_mul": .number(period), "m_mul": .number(height), "alpha": .number(floor)])
    case .piecewiseConstant(let boundaries, let values):
      object(
        .piecewiseConstantDecay, [], ["boundaries": .array(boundaries.map { .steps($0) }), "values": .array(values.map { .number($0) })])
    default: nil
    }
  }

  private static func object(
    _ kind: KerasSchedule, _ first: [JSONMember], _ rest: KeyValuePairs<String, JSONValue>
  ) -> JSONValue {
    let config = first + rest.map { JSONMember(key: $0.key, value: $0.value) } + [JSONMember(key: "name", value: .null)]
    return .object([
      "module": .string(module), "class_name": .string(kind.rawValue), "config": .object(config), "registered_name": .null,
    ])
  }
}

extension ConfigurationObject {
  /// A number, or a schedule and the rate that it starts from.
  func rate(_ key: String, _ fallback: Double) throws(ConfigurationError) -> (first: Double, schedule: LearningRateSchedule?) {
    switch value(key) {
    case nil: return (fallback, nil)
    case .object: return try KerasSchedule.read(object(key))
    case .number: return (try number(key, fallback), nil)
    case .some(let value): throw refusal(key, value, "a finite number or a schedule")
    }
  }
}
