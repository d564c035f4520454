public import KernelVerification

/// Something that holds of a kernel to the bit: zeros are equal whatever their sign, and NaN is equal to NaN.
///
/// It compares a kernel with itself (on the same numbers in another order, negated, scaled, from a copy of its state), or with a bound that no
/// rounding crosses, so that no tolerance is needed. Where it is not exact it does not apply, and says so: each states for itself which
/// conventions and which numbers it takes.
public struct Property: Sendable {
  /// What holds, in a few words.
  public let name: String
  private let applicability: @Sendable (PropertySubject) -> Bool
  private let body: @Sendable (PropertySubject, _ tensor: Int, inout PropertyCheck) throws -> Void

  /// - Parameters:
  ///   - applies: whether it is exact for what the subject is. It may still take none of its numbers.
  ///   - check: steps the candidate and compares.
  init(
    _ name: String, appliesTo applies: @escaping @Sendable (PropertySubject) -> Bool,
    check: @escaping @Sendable (PropertySubject, _ tensor: Int, inout PropertyCheck) throws -> Void
  ) {
    self.name = name
    applicability = applies
    body = check
  }

  /// All properties.
  public static let all: [Property] = [
    permutation, split, threads, negation, scaling, zeroGradient, resumption, maximum, averagedRate, boundedRate, momentumBelowThreshold,
  ]

  /// What the candidates that `makeCandidate` gives show on `testCase`. Each is stepped through one run, or from states of its own runs.
  ///
  /// - Throws: `InvalidHyperparameter` for hyperparameters that the implementation does not take, what `makeCandidate` throws, and an error
  ///   for a candidate that throws or changes the count of an array.
  public func outcome(
    by makeCandidate: @escaping () throws -> any Candidate, on testCase: Case, of implementation: Implementation
  ) throws -> PropertyOutcome {
    let subject = try PropertySubject(testCase, implementation, makeCandidate)
    guard applicability(subject) else { return .doesNotApply }
    var comparisons = 0
    for tensor in subject.testCase.tensors.indices {
      var check = PropertyCheck(property: name, tensor: subject.testCase.tensors[tensor].name, slots: subject.reference.slots)
      try body(subject, tensor, &check)
      if let violation = check.violation { return .violated(violation) }
      comparisons += check.comparisons
    }
    return comparisons == 0 ? .doesNotApply : .holds(comparisons: comparisons)
  }

  /// The first value that is not as the property has it; nil also where it does not apply.
  public func violation(
    by makeCandidate: @escaping () throws -> any Candidate, on testCase: Case, of implementation: Implementation
  ) throws -> PropertyViolation? {
    guard case .violated(let violation) = try outcome(by: makeCandidate, on: testCase, of: implementation) else { return nil }
    return violation
  }
}

/// What came of looking for a property.
public enum PropertyOutcome: Sendable, Equatable {
  /// It is not exact for this implementation with these hyperparameters, or for any number of the case.
  case doesNotApply
  /// It holds, of so many values.
  case holds(comparisons: Int)
  case violated(PropertyViolation)
}
