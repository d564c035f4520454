internal import Foundation
internal import OptimizerKernels

/// A value of JSON.
enum OptionValue: Decodable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([OptionValue])
  case object([String: OptionValue])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([OptionValue].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: OptionValue].self))
    }
  }

  /// As messages give it.
  var text: String {
    switch self {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    case .list: "a list"
    case .object: "an object"
    }
  }
}

/// The options of a preset, with the names and defaults of its library. Each is asked for once; what was not asked for is refused at the end.
struct PresetOptions {
  private let values: [String: OptionValue]
  private var asked: [String] = []
  private var ignored: [String] = []

  /// - Parameter json: an object; nil for none.
  init(_ json: String?) throws {
    values = try json.map { try JSON.object($0, "options") } ?? [:]
  }

  /// A number; required where it has no default.
  mutating func number(_ key: String, _ standard: Double? = nil) throws -> Double {
    switch take(key) {
    case .number(let number): return number
    case let value:
      if value == nil, let standard { return standard }
      throw refusal(key, value, allowed: "a number")
    }
  }

  /// A number, or null for none.
  mutating func optionalNumber(_ key: String) throws -> Double? {
    switch take(key) {
    case nil, .null: return nil
    case .number(let number): return number
    case let value: throw refusal(key, value, allowed: "a number or null")
    }
  }

  mutating func count(_ key: String, _ standard: Int) throws -> Int {
    switch take(key) {
    case nil: return standard
    case .number(let number):
      guard let count = Int(exactly: number) else { throw refusal(key, .number(number), allowed: "a whole number") }
      return count
    case let value: throw refusal(key, value, allowed: "a whole number")
    }
  }

  mutating func flag(_ key: String, _ standard: Bool = false) throws -> Bool {
    switch take(key) {
    case nil: return standard
    case .flag(let flag): return flag
    case let value: throw refusal(key, value, allowed: "true or false")
    }
  }

  /// β1 and β2.
  mutating func betas(_ standard: (Double, Double) = (0.9, 0.999)) throws -> (Double, Double) {
    switch take("betas") {
    case nil: return standard
    case .list(let list):
      guard list.count == 2, case .number(let first) = list[0], case .number(let second) = list[1] else {
        throw refusal("betas", .list(list), allowed: "two numbers")
      }
      return (first, second)
    case let value: throw refusal("betas", value, allowed: "two numbers")
    }
  }

  /// Options that change how a library computes, and not what.
  mutating func ignore(_ keys: String...) { ignored += keys }

  /// - Throws: for an option that the preset does not have.
  func finish() throws {
    if let stranger = values.keys.filter({ !asked.contains($0) && !ignored.contains($0) }).min() {
      throw CallError(.invalidConfiguration, "there is no option \(stranger); allowed: \(asked.joined(separator: ", "))")
    }
  }

  private mutating func take(_ key: String) -> OptionValue? {
    asked.append(key)
    return values[key]
  }

  private func refusal(_ key: String, _ value: OptionValue?, allowed: String) -> CallError {
    CallError(.invalidConfiguration, "\(key) is \(value?.text ?? "missing"); allowed: \(allowed)")
  }
}
