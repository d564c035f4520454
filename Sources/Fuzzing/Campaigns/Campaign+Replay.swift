public import KernelVerification
import OptimizerReference

extension Campaign {
  /// Judges the campaign's kernel again on a case that failed, properties included.
  ///
  /// - Parameter line: the replay line of the case.
  /// - Throws: `ReplayLineError` for a line that is none, `InvalidHyperparameter` for an
  ///   implementation or a value that is unknown, and what the campaign's `makeKernel` throws.
  public func replay(_ line: String) throws -> Report {
    var report = Report()
    let testCase = try ReplayLine.parse(line)
    report.add(
      try judge(makeKernel == nil ? testCase : testCase.again(CampaignReport.replay(of: ReplayLine(testCase)))))
    return report
  }

  /// Judges the campaign's kernel again on the case of a failure.
  ///
  /// - Throws: what ``replay(_:)-(String)`` throws; ``NoLine`` for a failure without a line.
  public func replay(_ failure: CampaignFailure) throws -> Report {
    guard let line = failure.line else { throw NoLine(place: failure.place.name) }
    return try replay(line)
  }

  /// Makes the case of a failure small, on the campaign's kernel.
  ///
  /// - Throws: ``ShrinkingError``, and what ``replay(_:)-(CampaignFailure)`` throws.
  public func shrink(_ failure: CampaignFailure) throws -> Shrunk {
    guard let line = failure.line else { throw NoLine(place: failure.place.name) }
    let testCase = try ReplayLine.parse(line)
    let implementation = try known(testCase.implementation)
    let shrinker = Shrinker(implementation, verifier: verifier) { try self.kernel(implementation, $0) }
    var shrunk =
      failure.kind == .property
      ? try shrinker.shrink(
        testCase, key: { try self.violation(on: $0, implementation).map { FailureKey(reason: $0.property) } })
      : try shrinker.shrink(testCase) {
        try self.verifier.judge(self.kernel(implementation, $0.hyperparameters), on: $0)
      }
    shrunk.isOfOwnKernel = makeKernel != nil
    return shrunk
  }

  /// A failure that has no line to be read.
  public struct NoLine: Error, CustomStringConvertible {
    let place: String
    public var description: String { "the failure at \(place) has no line; allowed: one that has" }
  }

  private func judge(_ testCase: Case) throws -> CaseResult {
    let implementation = try known(testCase.implementation)
    if makeKernel == nil { return try verifier.judgeWithProperties(testCase) }
    let result = try verifier.judge(kernel(implementation, testCase.hyperparameters), on: testCase)
    guard result.verdict.isPassed, let violation = try violation(on: testCase, implementation) else { return result }
    return result.failing("\(violation)")
  }

  private func known(_ name: String) throws(InvalidHyperparameter) -> Implementation {
    guard let implementation = implementations.first(where: { $0.name == name }) else {
      throw InvalidHyperparameter(
        name: "implementation", found: name, allowed: implementations.map(\.name).joined(separator: ", "))
    }
    return implementation
  }

  private func kernel(_ implementation: Implementation, _ hyperparameters: String) throws -> any Candidate {
    guard let make = makeKernel ?? implementation.kernel.map({ kernel in { _, json in try kernel(json) } }) else {
      throw NoKernel(implementation: implementation.name)
    }
    return try make(implementation, hyperparameters)
  }

  private func violation(on testCase: Case, _ implementation: Implementation) throws -> PropertyViolation? {
    try Property.violation(
      by: { try self.kernel(implementation, testCase.hyperparameters) }, on: testCase, of: implementation)
  }
}

extension Property {
  /// The first violation of any property.
  ///
  /// - Throws: what ``violation(by:on:of:)`` throws.
  public static func violation(
    by makeCandidate: @escaping () throws -> any Candidate, on testCase: Case, of implementation: Implementation
  ) throws -> PropertyViolation? {
    for property in all {
      if let violation = try property.violation(by: makeCandidate, on: testCase, of: implementation) {
        return violation
      }
    }
    return nil
  }
}

extension Verifier {
  /// Judges an implementation's own kernel on `testCase`, properties included.
  ///
  /// - Throws: what ``KernelVerification/Verifier/judge(_:kernel:)`` throws.
  public func judgeWithProperties(_ testCase: Case) throws -> CaseResult {
    let result = try judge(testCase)
    guard result.verdict.isPassed, let implementation = implementation(testCase.implementation),
      let kernel = implementation.kernel
    else {
      return result
    }
    let violation = try Property.violation(
      by: { try kernel(testCase.hyperparameters) }, on: testCase, of: implementation)
    return violation.map { result.failing("\($0)") } ?? result
  }
}
