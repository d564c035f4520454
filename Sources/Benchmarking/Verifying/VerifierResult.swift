/// How fast kernels are judged.
public struct VerifierResult: Codable, Equatable, Sendable {
  /// What was timed.
  public let name: String
  /// Elements times steps that were judged in a second, on one thread; a step from θ = 0 counts as one more.
  public let elementStepsPerSecond: Spread
}
