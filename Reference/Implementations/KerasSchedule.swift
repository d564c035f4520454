import Foundation

/// A number, or one of Keras' schedules in its place: `keras/optimizers/schedules/learning_rate_schedule.py` of Keras 2.15.0.
///
/// A schedule is evaluated at the step counted from 0. It computes in the type of its first number, and Python's numbers are Float32 to
/// it: so one whose numbers all are Floats computes in Float, whatever the parameter is. Any other was given numbers in Float64 and computes
/// in Double, or Python's numbers were written as they stood: ``KerasSchedule/givenPythonNumbers(_:)`` is what it computes with then.
public enum KerasNumber: Sendable {
  case constant(Double)
  case schedule(KerasSchedule)

  /// A number, which Keras keeps in Float32, or `{"class_name": …, "config": {…}}`.
  ///
  /// - Parameter keepsFloat: whether a number is rounded to Float.
  init(_ given: Hyperparameters, _ key: String, keepsFloat: Bool) throws(InvalidHyperparameter) {
    if given.isObject(key) {
      self = .schedule(try KerasSchedule(given, key))
    } else {
      self = .constant(try given.keras(key, keepsFloat: keepsFloat))
    }
  }

  /// Whether it is the number 0. A schedule is not, whatever its values are.
  public var isZero: Bool {
    if case .constant(0) = self { true } else { false }
  }

  /// The number at step `s`, counted from 0.
  public func value<C: Scalar>(at s: Int, in schedule: C.Type) -> Coefficient<C> {
    switch self {
    case .constant(let number): Coefficient(number)
    case .schedule(let schedule): Coefficient(value: schedule.rate(at: s))
    }
  }
}

/// A learning rate, or a weight decay, that depends on the step.
public struct KerasSchedule: Sendable {
  private enum Kind: Sendable {
    case exponential(first: Double, rate: Double, steps: Double, isStaircase: Bool)
    case inverseTime(first: Double, rate: Double, steps: Double, isStaircase: Bool)
    case polynomial(first: Double, last: Double, power: Double, steps: Double, isCycle: Bool)
    case cosine(first: Double, alpha: Double, steps: Double, warmup: (target: Double, steps: Double)?)
    case piecewise(boundaries: [Double], values: [Double])
    case restarts(KerasRestarts)
  }

  private let kind: Kind
  /// Whether it computes in Float.
  private let isFloat: Bool

  static let names = [
    "CosineDecay", "CosineDecayRestarts", "ExponentialDecay", "InverseTimeDecay", "PiecewiseConstantDecay", "PolynomialDecay",
  ]

  init(_ given: Hyperparameters, _ key: String) throws(InvalidHyperparameter) {
    let whole = try given.object(key, keys: ["class_name", "config"])
    func config(_ keys: [String]) throws(InvalidHyperparameter) -> Hyperparameters {
      try whole.object("config", keys: keys, optional: ["name"])
    }
    let numbers: [Double]
    switch try whole.text("class_name", Self.names) {
    case "CosineDecay":
      let c = try config(["initial_learning_rate", "decay_steps", "alpha", "warmup_target", "warmup_steps"])
      let first = try c.number("initial_learning_rate")
      let steps = try c.number("warmup_steps", .nonNegative)
      let warmup = c.isNull("warmup_target") ? nil : (target: try c.number("warmup_target"), steps: steps)
      kind = .cosine(first: first, alpha: try c.number("alpha"), steps: try c.number("decay_steps", .positive), warmup: warmup)
      numbers = [first, warmup?.target ?? 0]
    case "CosineDecayRestarts":
      let restarts = try KerasRestarts(config(KerasRestarts.keys))
      kind = .restarts(restarts)
      numbers = restarts.numbers
    case "PiecewiseConstantDecay":
      let c = try config(["boundaries", "values"])
      let (boundaries, values) = (try c.numbers("boundaries"), try c.numbers("values"))
      guard values.count == boundaries.count + 1 else {
        throw InvalidHyperparameter(
          name: key + ".config.values", found: "\(values.count) numbers", allowed: "one more than there are boundaries")
      }
      kind = .piecewise(boundaries: boundaries, values: values)
      numbers = values
    case "PolynomialDecay":
      let c = try config(["initial_learning_rate", "decay_steps", "end_learning_rate", "power", "cycle"])
      let (first, last) = (try c.number("initial_learning_rate"), try c.number("end_learning_rate"))
      let power = try c.number("power", .nonNegative)
      kind = .polynomial(
        first: first, last: last, power: power, steps: try c.number("decay_steps", .positive), isCycle: try c.flag("cycle"))
      numbers = [first, last, power]
    case let name:
      let c = try config(["initial_learning_rate", "decay_steps", "decay_rate", "staircase"])
      let first = try c.number("initial_learning_rate")
      let rate = try c.number("decay_rate", .nonNegative)
      let (steps, isStaircase) = (try c.number("decay_steps", .positive), try c.flag("staircase"))
      kind =
        name == "ExponentialDecay"
        ? .exponential(first: first, rate: rate, steps: steps, isStaircase: isStaircase)
        : .inverseTime(first: first, rate: rate, steps: steps, isStaircase: isStaircase)
      numbers = [first, rate]
    }
    isFloat = numbers.allSatisfy(Float.holds)
  }

  /// The rate at step `s`, counted from 0, with the bound of its own arithmetic.
  public func rate(at s: Int) -> Bounded<Double> {
    guard isFloat else { return rate(Double(s)) }
    let rate: Bounded<Float> = rate(Double(s))
    return Bounded(value: rate.value, bound: rate.bound)
  }

  private func rate<Format: RoundingFormat>(_ s: Double) -> Bounded<Format> {
    func number(_ x: Double) -> Bounded<Format> { Bounded(constant: x, bound: 0) }
    switch kind {
    case .exponential(let first, let rate, let steps, let isStaircase):
      return number(first) * number(rate).raised(to: progress(s, steps, isStaircase))
    case .inverseTime(let first, let rate, let steps, let isStaircase):
      return number(first) / (1 + number(rate) * progress(s, steps, isStaircase))
    case .polynomial(let first, let last, let power, let steps, let isCycle):
      let whole = isCycle ? max((s / steps).rounded(.up), 1) * steps : steps
      let left = 1 - number(min(s, whole)) / number(whole)
      return (number(first) - number(last)) * left.raised(to: number(power)) + number(last)
    case .cosine(let first, let alpha, let steps, nil):
      return Self.cosine(from: number(first), alpha, number(min(s, steps)) / number(steps))
    case .cosine(let first, let alpha, let steps, let warmup?):
      let s = min(s, steps + warmup.steps)
      if s < warmup.steps {
        return (number(warmup.target) - number(first)) * (number(s) / number(warmup.steps)) + number(first)
      }
      return Self.cosine(from: number(warmup.target), alpha, number(s - warmup.steps) / number(steps))
    case .restarts(let restarts): return restarts.rate(s, as: Format.self)
    case .piecewise(let boundaries, let values):
      return number(zip(boundaries, values).first { s <= $0.0 }?.1 ?? values[boundaries.count])
    }
  }

  /// Steps of the decay, whole ones where it is a staircase.
  private func progress<Format: RoundingFormat>(_ s: Double, _ steps: Double, _ isStaircase: Bool) -> Bounded<Format> {
    if isStaircase { return Bounded(constant: (s / steps).rounded(.down), bound: 0) }
    return Bounded(constant: s, bound: 0) / Bounded(constant: steps, bound: 0)
  }

  /// `alpha` stays a Python number, and so does 1 − alpha: each is rounded by itself.
  private static func cosine<Format: RoundingFormat>(
    from first: Bounded<Format>, _ alpha: Double, _ share: Bounded<Format>
  ) -> Bounded<Format> {
    let wave = Bounded(constant: 0.5, bound: 0) * (1 + (Bounded(constant: .pi, bound: 0x1p-52) * share).cosine)
    return first * (Bounded(constant: 1 - alpha, bound: 0) * wave + Bounded(constant: alpha, bound: 0))
  }
}

extension KerasSchedule {
  /// The same hyperparameters with the numbers of every schedule rounded to Float, as they are where Python's numbers were given and written
  /// as they stood. CosineDecay's `alpha` is never rounded by itself.
  public static func givenPythonNumbers(_ json: String) -> String {
    func rounded(_ value: Any) -> Any {
      if let number = value as? Double { return Float(number).isFinite ? Double(Float(number)) : number }
      return (value as? [Any])?.map(rounded) ?? value
    }
    func read(_ value: Any) -> Any {
      guard let members = value as? [String: Any] else { return value }
      guard members["class_name"] != nil, let config = members["config"] as? [String: Any] else { return members.mapValues(read) }
      var kept = config
      for (key, value) in config where key != "alpha" { kept[key] = rounded(value) }
      return members.merging(["config": kept]) { $1 }
    }
    guard let object = ExactJSON.object(json),
      let data = try? JSONSerialization.data(withJSONObject: read(object), options: [.sortedKeys])
    else { return json }
    return String(decoding: data, as: UTF8.self)
  }
}

extension Hyperparameters {
  /// A number that Keras keeps in a Float32 variable.
  func keras(_ key: String, _ range: Range = .finite, keepsFloat: Bool) throws(InvalidHyperparameter) -> Double {
    let number = try number(key, range)
    guard keepsFloat else { return number }
    let kept = Double(Float(number))
    guard range.contains(kept) else {
      throw InvalidHyperparameter(name: key, found: "\(number), which is \(kept) in Float", allowed: range.words)
    }
    return kept
  }
}
