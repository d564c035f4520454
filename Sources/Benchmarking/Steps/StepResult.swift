/// How fast an optimizer steps.
public struct StepResult: Codable, Equatable, Sendable {
  /// What a step of it cannot be faster than.
  public enum Limit: String, Codable, Sendable {
    /// Its arrays read and written, and nothing else.
    case memory
    /// One root and one division an element, and nothing else.
    case divider
  }

  public let optimizer: String
  public let elements: Int
  public let threads: Int
  /// What is read and written in memory, slow weights apart.
  public let bytesPerElement: Int
  /// The time from call to return, for each element.
  public let nanosecondsPerElement: Spread
  /// Bytes an element by that time.
  public let gigabytesPerSecond: Double
  /// The limits' own times, measured between the steps; the divider's is nil where there is no root.
  public let memoryNanosecondsPerElement: Double
  public let dividerNanosecondsPerElement: Double?
  /// The slower of the two.
  public let limit: Limit
  /// The step's time as a multiple of that limit's, within one round.
  public let ratio: Spread
}
