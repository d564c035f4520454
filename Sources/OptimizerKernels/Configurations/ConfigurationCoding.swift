internal import Foundation
internal import Safetensors

/// Codable values as strict JSON text.
enum ConfigurationCoding {
  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Nothing that was validated is NaN or infinite, which is all that an encoder refuses.
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  static func read<Value: Codable>(_ type: Value.Type, _ json: String) throws(ConfigurationError) -> Value {
    // The decoder keeps the first of two equal keys and leaves out what it does not know: both are looked for here.
    let given: JSONValue
    do {
      given = try JSONValue.parse(json.utf8)
    } catch {
      throw ConfigurationError(path: "", reason: .notJSON(error.description))
    }
    try refuseNumbers(given, "", "")
    let value = try decoded(type, json, given)
    let known = try? JSONValue.parse(text(value).utf8)
    if let known { try refuseUnknown(given, known, "") }
    return value
  }

  private static func decoded<Value: Codable>(
    _ type: Value.Type, _ json: String, _ given: JSONValue
  ) throws(ConfigurationError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(json.utf8))
    } catch let error as HyperparameterError {
      throw ConfigurationError(error)
    } catch DecodingError.keyNotFound(let key, let context) {
      throw ConfigurationError(
        path: path(context.codingPath + [key]), reason: .missing(allowed: "a value; every number and choice is given"))
    } catch DecodingError.typeMismatch(let type, let context) {
      throw .invalid(path(context.codingPath), summary(given, context.codingPath), allowed: allowed(type))
    } catch DecodingError.valueNotFound(let type, let context) {
      throw .invalid(path(context.codingPath), "null", allowed: allowed(type))
    } catch DecodingError.dataCorrupted(let context) {
      let choices = RuleFormula.choices[context.codingPath.last?.stringValue ?? ""]
      throw .invalid(
        path(context.codingPath), summary(given, context.codingPath), allowed: choices?.joined(separator: ", ") ?? "what this package wrote"
      )
    } catch {
      throw ConfigurationError(path: "", reason: .notJSON("\(error)"))
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
  }

  private static func allowed(_ type: Any.Type) -> String {
    switch type {
    case is Double.Type: "a number"
    case is Int.Type: "a whole number"
    case is Bool.Type: "true or false"
    case is String.Type: "a string"
    case is [Any].Type: "an array"
    case is LearningRateSchedule.Type: "an object with one key, the name of a schedule"
    default: "an object"
    }
  }

  /// What stands at the end of a path, in a few words.
  private static func summary(_ value: JSONValue, _ path: [any CodingKey]) -> String {
    guard let key = path.first else { return value.summary }
    switch value {
    case .object(let members):
      guard let next = members.first(where: { $0.key == key.stringValue }) else { return value.summary }
      return summary(next.value, Array(path.dropFirst()))
    case .array(let elements):
      guard let index = key.intValue, elements.indices.contains(index) else { return value.summary }
      return summary(elements[index], Array(path.dropFirst()))
    default: return value.summary
    }
  }

  /// Refuses numbers past the greatest Double, and fractions where something is counted: the decoder does not say where they are.
  private static func refuseNumbers(_ value: JSONValue, _ key: String, _ path: String) throws(ConfigurationError) {
    switch value {
    case .object(let members):
      for member in members { try refuseNumbers(member.value, member.key, ConfigurationError.joined(path, shortened(member.key))) }
    case .array(let elements):
      for (index, element) in elements.enumerated() { try refuseNumbers(element, key, ConfigurationError.joined(path, "\(index)")) }
    case .number(let literal):
      guard let number = Double(literal), number.isFinite else { throw .invalid(path, value.summary, allowed: "a finite number") }
      guard !["syncPeriod", "first"].contains(key) || Int(exactly: number) != nil else {
        throw .invalid(path, value.summary, allowed: "a whole number")
      }
    default: break
    }
  }

  /// Refuses a key that is not written again. null stands for a value that is left out.
  private static func refuseUnknown(_ given: JSONValue, _ known: JSONValue, _ path: String) throws(ConfigurationError) {
    switch (given, known) {
    case (.object(let given), .object(let known)):
      for member in given where member.value != .null {
        let here = ConfigurationError.joined(path, shortened(member.key))
        guard let match = known.first(where: { $0.key == member.key }) else {
          throw ConfigurationError(path: here, reason: .unknown(allowed: known.map(\.key)))
        }
        try refuseUnknown(member.value, match.value, here)
      }
    case (.array(let given), .array(let known)):
      for (index, pair) in zip(given, known).enumerated() {
        try refuseUnknown(pair.0, pair.1, ConfigurationError.joined(path, "\(index)"))
      }
    default: break
    }
  }
}

extension RuleFormula {
  /// The names that each choice may have, by its key.
  fileprivate static let choices: [String: [String]] = [
    "firstMoment": FirstMoment.allCases.map(\.rawValue), "secondMoment": SecondMoment.allCases.map(\.rawValue),
    "momentEpsilonForm": MomentEpsilonForm.allCases.map(\.rawValue), "maximum": Maximum.allCases.map(\.rawValue),
    "secondCorrection": SecondCorrection.allCases.map(\.rawValue), "numerator": Numerator.allCases.map(\.rawValue),
    "rateAverage": RateAverage.allCases.map(\.rawValue), "weightDecayForm": WeightDecayForm.allCases.map(\.rawValue),
    "weightDecayScale": WeightDecayScale.allCases.map(\.rawValue), "absentRows": AbsentRows.allCases.map(\.rawValue),
    "boundScale": BoundScale.allCases.map(\.rawValue),
    "below": BelowThreshold.allCases.map(\.rawValue), "phase": LookaheadPhase.allCases.map(\.rawValue),
    "meeting": LookaheadMeeting.allCases.map(\.rawValue), "momentum": LookaheadMomentum.allCases.map(\.rawValue),
  ]
}
