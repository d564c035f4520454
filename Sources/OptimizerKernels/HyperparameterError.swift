/// A hyperparameter outside its range: which, what it was, and what is allowed.
///
/// ```
/// beta2 is 1.5; allowed: 0 ≤ beta2 < 1
/// ```
public struct HyperparameterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the property, which is also its key in JSON.
  public let parameter: String
  /// The value that was refused, as text.
  public let value: String
  /// What is allowed, in words.
  public let allowed: String

  /// An error for a hyperparameter of a rule of your own.
  public init(parameter: String, value: String, allowed: String) {
    self.parameter = parameter
    self.value = value
    self.allowed = allowed
  }

  /// The whole sentence.
  public var description: String { "\(parameter) is \(value); allowed: \(allowed)" }
}

/// The ranges, each stated once. NaN is in none of them.
enum HyperparameterRange {
  private static let least = Double(Float.leastNormalMagnitude)
  private static let greatest = Double(Float.greatestFiniteMagnitude)

  /// A decay: in [0, 1).
  static func decay(_ name: String, _ value: Double) throws(HyperparameterError) {
    guard value >= 0, value < 1 else { throw error(name, value, "0 ≤ \(name) < 1") }
  }

  /// A constant that the kernel holds as Float, or 0. A subnormal would lose its digits, what is smaller would silently be 0.
  static func constant(_ name: String, _ value: Double) throws(HyperparameterError) {
    guard value == 0 || (value >= least && value <= greatest) else {
      throw error(name, value, "0 or \(Float.leastNormalMagnitude) ≤ \(name) ≤ \(Float.greatestFiniteMagnitude), a normal Float")
    }
  }

  /// The same without 0.
  static func positiveConstant(_ name: String, _ value: Double) throws(HyperparameterError) {
    guard value >= least, value <= greatest else {
      throw error(name, value, "\(Float.leastNormalMagnitude) ≤ \(name) ≤ \(Float.greatestFiniteMagnitude), a normal Float")
    }
  }

  /// A number that only enters coefficients computed in Double.
  static func nonnegative(_ name: String, _ value: Double) throws(HyperparameterError) {
    guard value >= 0, value.isFinite else { throw error(name, value, "0 ≤ \(name), finite") }
  }

  /// A length or a divisor, in Double.
  static func positive(_ name: String, _ value: Double) throws(HyperparameterError) {
    guard value > 0, value.isFinite else { throw error(name, value, "0 < \(name), finite") }
  }

  /// The rates of a step, each with its range and with what it is combined with.
  static func rates(
    learningRate α: Double, beta1 β1: Double, beta2 β2: Double, weightDecay λ: Double, decoupled: Bool
  ) throws(HyperparameterError) {
    try constant("learningRate", α)
    try decay("beta1", β1)
    try decay("beta2", β2)
    try constant("weightDecay", λ)
    guard α / (1 - β1) <= greatest else {
      throw error("learningRate", α, "learningRate / (1 − beta1) ≤ \(Float.greatestFiniteMagnitude), the greatest Float")
    }
    guard !decoupled || α * λ <= greatest else {
      throw error("weightDecay", λ, "learningRate · weightDecay ≤ \(Float.greatestFiniteMagnitude), the greatest Float")
    }
  }

  private static func error(_ name: String, _ value: Double, _ allowed: String) -> HyperparameterError {
    HyperparameterError(parameter: name, value: "\(value)", allowed: allowed)
  }
}
