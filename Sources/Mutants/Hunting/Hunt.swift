public import KernelVerification
import OptimizerReference

/// Looks for the first case on which a kernel with a bug fails and the same kernel without it passes, then for a bias.
///
/// What it finds depends on the bug and the seed alone.
public struct Hunt: Sendable {
  /// Cases before the gate for bias is asked, which takes as long as a hundred of them.
  private let casesBeforeBias: Int
  /// Cases in all.
  private let caseLimit: Int
  private let verifier: Verifier

  public init(_ verifier: Verifier, caseLimit: Int = 4096, casesBeforeBias: Int = 16) {
    (self.verifier, self.caseLimit, self.casesBeforeBias) = (verifier, caseLimit, casesBeforeBias)
  }

  /// What found a bug.
  public struct Catch: Sendable {
    /// The verdict: a `Failure`'s, or `bias`.
    public let verdict: String
    /// The cases that were judged until then, this one among them.
    public let cases: Int
    /// The case that shows it; nil where the gate for bias does.
    public let testCase: Case?
  }

  /// What a hunt came to.
  public struct Result: Sendable {
    /// Nil for a survivor.
    public internal(set) var found: Catch?
    /// The cases on which the kernel without the bug fails: there must be none.
    public internal(set) var falseAlarms: [Case] = []
  }

  /// Hunts one bug over `cases`, which are of its implementation.
  ///
  /// - Throws: what making a kernel throws for hyperparameters that the implementation takes.
  public func run(_ mutant: Mutant, over cases: inout HuntCases) throws -> Result {
    var result = Result()
    for n in 0..<caseLimit {
      if n == casesBeforeBias, try isBiased(mutant, cases) {
        result.found = Catch(verdict: "bias", cases: n, testCase: nil)
        return result
      }
      let testCase = cases.testCase(n)
      guard let failure = try failure(of: mutant.makeKernel, on: testCase, cases.implementation) else { continue }
      if try self.failure(of: mutant.makeHonest, on: testCase, cases.implementation) != nil {
        result.falseAlarms.append(testCase)
        continue
      }
      result.found = Catch(verdict: failure.rawValue, cases: n + 1, testCase: testCase)
      return result
    }
    return result
  }

  /// Whether the gate refuses the kernel and lets the honest one through. An implementation whose hyperparameters cannot be drawn has none.
  private func isBiased(_ mutant: Mutant, _ cases: HuntCases) throws -> Bool {
    guard cases.implementation.dialect != nil else { return false }
    func bias(_ kernel: @escaping @Sendable (String) throws -> any Candidate) throws -> BiasResult {
      try verifier.bias(of: cases.implementation.name, seed: cases.seed, kernel: kernel)
    }
    return try bias(mutant.makeKernel).isBiased && bias(mutant.makeHonest).isPassed
  }

  /// The implementation whose rules a mutant claims to follow.
  ///
  /// - Throws: `InvalidHyperparameter` for one that the verifier does not know.
  func implementation(of mutant: Mutant) throws -> Implementation {
    guard let implementation = verifier.implementation(mutant.implementation) else {
      throw InvalidHyperparameter(name: "implementation", found: mutant.implementation, allowed: "one that the verifier knows")
    }
    return implementation
  }

  /// What is wrong with a kernel on a case: quickly where nothing is.
  func failure(
    of makeKernel: @escaping (String) throws -> any Candidate, on testCase: Case, _ implementation: Implementation
  ) throws -> Failure? {
    let candidate = try makeKernel(testCase.hyperparameters)
    var quick = try QuickJudge(implementation, hyperparameters: testCase.hyperparameters, candidate: candidate)
    if quick.judge(testCase, takesFreeRun: true) != nil { return nil }
    return try verifier.failure(of: candidate, on: testCase)
  }
}
