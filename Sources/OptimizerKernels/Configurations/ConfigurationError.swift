/// Why a configuration cannot be read or written: where, what stands there, and what is allowed.
///
/// ```
/// config.beta_1 is 1.5; allowed: 0 ≤ beta_1 < 1
/// ```
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The keys on the way to it, joined by points; empty for the text as a whole.
  public let path: String
  /// What is wrong there.
  public let reason: Reason

  /// What is wrong with a configuration.
  public enum Reason: Hashable, Sendable {
    /// The text is not JSON, or has a key twice.
    case notJSON(String)
    /// There is no such key.
    case missing(allowed: String)
    /// There is a key that nothing reads.
    case unknown(allowed: [String])
    /// A value of another type or out of range.
    case invalid(value: String, allowed: String)
  }

  /// The whole sentence.
  public var description: String {
    let what = path.isEmpty ? "the configuration" : path
    return switch reason {
    case .notJSON(let reason): "\(what) is not JSON: \(reason)"
    case .missing(let allowed): "\(what) is missing; allowed: \(allowed)"
    case .unknown(let allowed): "\(what) is not known; allowed: \(allowed.joined(separator: ", "))"
    case .invalid(let value, let allowed): "\(what) is \(value); allowed: \(allowed)"
    }
  }
}

extension ConfigurationError {
  static func invalid(_ path: String, _ value: String, allowed: String) -> ConfigurationError {
    ConfigurationError(path: path, reason: .invalid(value: value, allowed: allowed))
  }

  /// A hyperparameter that was refused, under its key in the text.
  init(_ error: HyperparameterError, in path: String = "", keys: [String: String] = [:]) {
    let key = keys[error.parameter] ?? error.parameter
    // A word of the range may be a parameter, or only have one in it: norm, and normal.
    let allowed = error.allowed.replacing(/[A-Za-z0-9]+/) { word in keys[String(word.output)] ?? String(word.output) }
    self = .invalid(Self.joined(path, key), error.value, allowed: allowed)
  }

  static func joined(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
