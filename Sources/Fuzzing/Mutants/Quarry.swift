public import KernelVerification

/// A kernel with a bug, to be found.
public struct Quarry: Sendable {
  /// The bug in a few words.
  public let name: String
  /// Who shipped it.
  public let source: String
  /// Whose rules the kernel claims to follow.
  public let implementation: Implementation
  /// The kernel with the bug.
  public let makeKernel: @Sendable (_ hyperparameters: String) throws -> any Candidate
  /// The same kernel without it.
  public let makeHonest: @Sendable (_ hyperparameters: String) throws -> any Candidate

  public init(
    name: String, source: String, implementation: Implementation,
    makeKernel: @escaping @Sendable (_ hyperparameters: String) throws -> any Candidate,
    makeHonest: @escaping @Sendable (_ hyperparameters: String) throws -> any Candidate
  ) {
    self.name = name
    self.source = source
    self.implementation = implementation
    self.makeKernel = makeKernel
    self.makeHonest = makeHonest
  }
}
