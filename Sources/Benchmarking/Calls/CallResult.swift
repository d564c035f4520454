/// What something around a step costs.
public struct CallResult: Codable, Equatable, Sendable {
  /// What was timed.
  public let name: String
  /// What it is a multiple of; nil for a time.
  public let comparedTo: String?
  /// The multiple, or microseconds.
  public let value: Spread
}
