public import KernelVerification

/// A kernel with one bug that somebody has shipped, or could: what `fuzz mutants` must find.
///
/// The bug stands in a scalar kernel (``PlainKernel``, `FormulaKernel` or `PlainLookahead`) or around one. The same kernel without it, which
/// `makeHonest` gives, passes all generated cases of its implementation: a test says so. Otherwise a mutant would prove nothing.
public struct Mutant: Sendable {
  /// The bug in a few words. No other mutant has it.
  public let name: String
  /// Who shipped it: a library with the version, issue or file; or what could let it happen.
  public let source: String
  /// Whose rules the kernel claims to follow.
  public let implementation: String
  /// The kernel with the bug for these hyperparameters, a JSON object in the implementation's names.
  public let makeKernel: @Sendable (_ hyperparameters: String) throws -> any Candidate
  /// The same kernel without the bug.
  public let makeHonest: @Sendable (_ hyperparameters: String) throws -> any Candidate

  public init(
    name: String, source: String, implementation: String,
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

extension Mutant {
  /// The catalogue: all, by family, in the order in which reports list them.
  public static let all: [Mutant] = [
    plainKernels, rectified, schedules, beliefs, bounds, averagedRates, descents, adaptiveSums, lookaheads, wholeGradients, arrays,
  ].flatMap { $0 }
}

/// A kernel in which a bug cannot be planted.
struct MutantError: Error, CustomStringConvertible {
  let description: String
}
