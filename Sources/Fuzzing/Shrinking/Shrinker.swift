public import KernelVerification
import OptimizerReference

/// Makes a failing case small: one step, one parameter, one element, round numbers, as long as it fails for the same reason.
///
/// Deterministic: the same case gives the same bytes. Hypothesis' rule is kept: a failure is repeated before it is shrunk.
public struct Shrinker {
  /// How many cases it judges at most, the first two among them.
  public static let evaluationLimit = 499

  private let samples: [String]
  private let restart: (_ testCase: Case, _ step: Int, _ tensor: String?) -> Case?

  /// A shrinker of cases of one implementation.
  ///
  /// - Parameters:
  ///   - implementation: whose samples of hyperparameters are the roundest.
  ///   - verifier: knows the implementation.
  ///   - makeCandidate: a new candidate for these hyperparameters, whose own state a case is started again from; nil where there is none.
  public init(_ implementation: Implementation, verifier: Verifier, makeCandidate: ((_ hyperparameters: String) throws -> any Candidate)?) {
    samples = implementation.samples
    restart = { testCase, step, tensor in
      guard let candidate = try? makeCandidate?(testCase.hyperparameters) else { return nil }
      return try? verifier.restart(testCase, at: step, of: tensor, by: candidate)
    }
  }

  /// Shrinks a case that the verifier fails.
  ///
  /// - Parameters:
  ///   - testCase: one that fails.
  ///   - judge: judges a case, with a candidate of its own each time. What it throws is taken for no failure.
  /// - Returns: the small case; it has been judged as its line is read.
  /// - Throws: ``ShrinkingError``.
  public func shrink(_ testCase: Case, judge: @escaping (Case) throws -> CaseResult) throws(ShrinkingError) -> Shrunk {
    let last = LastResult()
    var shrunk = try shrink(testCase) { testCase in
      last.result = nil
      let result = try judge(testCase)
      last.result = result
      return FailureKey(result)
    }
    // The small case was judged last.
    shrunk.result = last.result
    return shrunk
  }

  /// Shrinks a case that fails by any rule: a property, a gate of your own.
  ///
  /// - Parameters:
  ///   - testCase: one that fails.
  ///   - key: says how a case fails; nil where it passes. What it throws is taken for no failure.
  /// - Throws: ``ShrinkingError``.
  public func shrink(_ testCase: Case, key: @escaping (Case) throws -> FailureKey?) throws(ShrinkingError) -> Shrunk {
    let (first, second) = (try? key(testCase), try? key(testCase))
    guard let wanted = first, first == second else {
      if first == nil && second == nil { throw .passes(testCase.name) }
      throw .notDeterministic(first: first?.reason ?? "passes", second: second?.reason ?? "passes")
    }
    // Two are spent, and one is kept for the end.
    var attempts = Attempts(CaseParts(testCase), wanted, evaluations: 2, limit: Self.evaluationLimit - 1, judge: key)
    fewer(&attempts)
    var before = -1
    while attempts.evaluations > before && attempts.isOpen {
      let isFirst = before < 0
      before = attempts.evaluations
      RounderHyperparameters(samples: samples).run(&attempts)
      RounderNumbers.run(&attempts)
      // Round numbers may need fewer steps and elements; once, for it costs most where many must stay.
      if isFirst { fewer(&attempts) }
    }
    let line = ReplayLine(attempts.parts.testCase)
    guard let small = try? ReplayLine.parse(line.text), let again = try? key(small), again == wanted else {
      throw .notReplayed(line)
    }
    return Shrunk(testCase: small, key: again, line: line, evaluations: attempts.evaluations + 1)
  }

  private func fewer(_ attempts: inout Attempts) {
    let parts = FewerParts(restart: restart)
    parts.steps(&attempts)
    parts.tensors(&attempts)
    FewerElements.run(&attempts)
  }
}

/// The result of the case that was judged last.
private final class LastResult {
  var result: CaseResult?
}

/// Why a case was not shrunk.
public enum ShrinkingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// It failed in one of two runs, or for two reasons: exit code 8.
  case notDeterministic(first: String, second: String)
  /// It does not fail.
  case passes(String)
  /// It does not fail any more when it is read from its line.
  case notReplayed(ReplayLine)

  public var description: String {
    switch self {
    case .notDeterministic(let first, let second): "not deterministic: judged twice it came to: \(first); and to: \(second)"
    case .passes(let name): "\(name) does not fail, and is not shrunk"
    case .notReplayed(let line): "not deterministic: it fails, and does not when it is read from \(line.text)"
    }
  }

  /// The exit code of a program that meets it.
  public var exitCode: ExitCode {
    switch self {
    case .notDeterministic, .notReplayed: .notDeterministic
    case .passes: .usage
    }
  }
}
