import Foundation

/// An implementation's hyperparameters as its recordings write them: a JSON object, read by the implementation's own names.
public struct Hyperparameters: Sendable {
  private enum Value: Decodable {
    case flag(Bool)
    case number(Double)
    case numbers([Double])
    case text(String)
    case texts([String])
    case object([String: Value])
    case null
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let numbers = try? container.decode([Double].self) {
        self = .numbers(numbers)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let texts = try? container.decode([String].self) {
        self = .texts(texts)
      } else if let members = try? container.decode([String: Value].self) {
        self = .object(members)
      } else if container.decodeNil() {
        self = .null
      } else {
        self = .other
      }
    }
  }

  /// What errors call all of them together.
  static let all = "hyperparameters"

  private let values: [String: Value]

  /// Where the object stands among others: empty, or what goes before its keys in an error.
  private let path: String

  /// - Throws: ``InvalidHyperparameter`` where the text is not a JSON object, or its keys are not exactly `keys`, with
  ///   any of `optional`.
  public init(json: String, keys: [String], optional: [String] = []) throws(InvalidHyperparameter) {
    try self.init(Self.decode(json), path: "", keys: keys, optional: optional)
  }

  private init(_ values: [String: Value], path: String, keys: [String], optional: [String]) throws(InvalidHyperparameter) {
    self.values = values
    self.path = path
    let allowed = keys.joined(separator: ", ")
    for key in values.keys.sorted() where !keys.contains(key) && !optional.contains(key) {
      throw InvalidHyperparameter(name: path + key, found: "unknown", allowed: allowed)
    }
    for key in keys where values[key] == nil {
      throw InvalidHyperparameter(name: path + key, found: "missing", allowed: "present, like all of \(allowed)")
    }
  }

  private static func decode(_ json: String) throws(InvalidHyperparameter) -> [String: Value] {
    do {
      return try JSONDecoder().decode([String: Value].self, from: Data(json.utf8))
    } catch {
      throw InvalidHyperparameter(name: all, found: "not a JSON object", allowed: "a JSON object")
    }
  }

  /// The member of a JSON object that is itself one, as JSON: the hyperparameters of an optimizer inside another.
  public static func member(_ key: String, of json: String) throws(InvalidHyperparameter) -> String {
    let members = ExactJSON.object(json)
    guard let member = members?[key] as? [String: Any],
      let data = try? JSONSerialization.data(withJSONObject: member, options: [.sortedKeys])
    else { throw InvalidHyperparameter(name: key, found: "not an object", allowed: "an object") }
    return String(decoding: data, as: UTF8.self)
  }

  /// Whether the key holds an object.
  public func isObject(_ key: String) -> Bool {
    if case .object = values[key] { true } else { false }
  }

  /// An object with exactly these keys, and any of `optional`. Errors name its members as `key.member`.
  public func object(_ key: String, keys: [String], optional: [String] = []) throws(InvalidHyperparameter) -> Hyperparameters {
    guard case .object(let members) = values[key] else { throw wrongKind(key, "an object") }
    return try Hyperparameters(members, path: path + key + ".", keys: keys, optional: optional)
  }

  /// Finite numbers, as many as there are.
  public func numbers(_ key: String, _ range: Range = .finite) throws(InvalidHyperparameter) -> [Double] {
    guard case .numbers(let numbers) = values[key] else { throw wrongKind(key, "an array of numbers, each \(range.words)") }
    for (i, number) in numbers.enumerated() { _ = try check(number, "\(key)[\(i)]", range) }
    return numbers
  }

  /// A whole number in `range`.
  public func count(_ key: String, _ range: ClosedRange<Int>) throws(InvalidHyperparameter) -> Int {
    let number = try number(key)
    guard let count = Int(exactly: number), range.contains(count) else {
      throw InvalidHyperparameter(
        name: path + key, found: "\(number)", allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return count
  }

  /// A text that is one of `allowed`.
  public func text(_ key: String, _ allowed: [String]) throws(InvalidHyperparameter) -> String {
    guard case .text(let text) = values[key], allowed.contains(text) else { throw wrongKind(key, allowed.joined(separator: ", ")) }
    return text
  }

  /// Texts, as many as there are.
  public func texts(_ key: String) throws(InvalidHyperparameter) -> [String] {
    switch values[key] {
    case .texts(let texts): return texts
    // An empty array is one of either.
    case .numbers(let numbers) where numbers.isEmpty: return []
    default: throw wrongKind(key, "an array of texts")
    }
  }

  /// Whether the key holds null.
  public func isNull(_ key: String) -> Bool {
    if case .null = values[key] { true } else { false }
  }

  /// Whether an optional key is there, and does not hold null.
  public func has(_ key: String) -> Bool { values[key] != nil && !isNull(key) }

  /// A finite number in `range`.
  public func number(_ key: String, _ range: Range = .finite) throws(InvalidHyperparameter) -> Double {
    guard case .number(let number) = values[key] else { throw wrongKind(key, "a number, \(range.words)") }
    return try check(number, key, range)
  }

  /// A number that an array holds at each of its two places, both in `range`.
  public func pair(_ key: String, _ range: Range) throws(InvalidHyperparameter) -> (Double, Double) {
    guard case .numbers(let numbers) = values[key], numbers.count == 2 else {
      throw wrongKind(key, "an array of two numbers, each \(range.words)")
    }
    return (try check(numbers[0], key + "[0]", range), try check(numbers[1], key + "[1]", range))
  }

  /// `true` or `false`.
  public func flag(_ key: String) throws(InvalidHyperparameter) -> Bool {
    guard case .flag(let flag) = values[key] else { throw wrongKind(key, "true or false") }
    return flag
  }

  private func wrongKind(_ key: String, _ allowed: String) -> InvalidHyperparameter {
    let found =
      switch values[key] {
      case .flag(let flag): "\(flag)"
      case .number(let number): "\(number)"
      case .numbers(let numbers): "\(numbers)"
      case .text(let text): "the text \"\(text.prefix(40))\""
      case .texts(let texts): "\(texts)"
      case .null: "null"
      case .object: "an object"
      case .other: "an array, or a number that Double cannot hold"
      case nil: "missing"
      }
    return InvalidHyperparameter(name: path + key, found: found, allowed: allowed)
  }

  private func check(_ number: Double, _ key: String, _ range: Range) throws(InvalidHyperparameter) -> Double {
    guard range.contains(number) else { throw InvalidHyperparameter(name: path + key, found: "\(number)", allowed: range.words) }
    return number
  }

  /// Where a hyperparameter may lie.
  public enum Range: Sendable {
    case finite
    case nonNegative
    case positive
    /// 0 ≤ β < 1.
    case belowOne
    case atLeastOne

    /// The range as a person says it.
    public var words: String {
      switch self {
      case .finite: "finite"
      case .nonNegative: "at least 0 and finite"
      case .positive: "above 0 and finite"
      case .belowOne: "at least 0 and below 1"
      case .atLeastOne: "at least 1 and finite"
      }
    }

    func contains(_ x: Double) -> Bool {
      switch self {
      case .finite: x.isFinite
      case .nonNegative: x >= 0 && x.isFinite
      case .positive: x > 0 && x.isFinite
      case .belowOne: x >= 0 && x < 1
      case .atLeastOne: x >= 1 && x.isFinite
      }
    }
  }
}

/// A hyperparameter that its implementation does not take.
public struct InvalidHyperparameter: Error, Hashable, Sendable, CustomStringConvertible {
  /// Its name, in the implementation's own words.
  public let name: String
  /// What was found.
  public let found: String
  /// What is allowed.
  public let allowed: String

  public init(name: String, found: String, allowed: String) {
    self.name = name
    self.found = found
    self.allowed = allowed
  }

  public var description: String {
    (name == Hyperparameters.all ? "" : "hyperparameter ") + "\(Self.brief(name)) is \(Self.brief(found)); allowed: \(allowed)"
  }

  /// A key or a value may come from a file, which may be of any length.
  private static func brief(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(200)
    return String(start) + (start.endIndex < text.unicodeScalars.endIndex ? "…" : "")
  }
}
