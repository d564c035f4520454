public import KernelVerification

/// A bug to plant, and the kernel that has it.
public struct PlantedBug: Sendable {
  /// The bug in a few words.
  public let name: String
  /// The kernel with the bug. It fails at least one case that an honest one passes.
  public let kernel: @Sendable (_ hyperparameters: String) throws -> any Candidate

  public init(name: String, kernel: @escaping @Sendable (_ hyperparameters: String) throws -> any Candidate) {
    self.name = name
    self.kernel = kernel
  }
}
