public import Foundation

extension Report {
  /// The report as JSON: keys in order, no clock, a number that is not finite as null.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(JSONReport(self)) + Data("\n".utf8)
  }
}

/// The layout of the JSON report.
private struct JSONReport: Encodable {
  struct Result: Encodable {
    let name, implementation, verdict: String
    let reason, fit: String?
    let isStill: Bool
    let worstRatio: Double?
    let elementSteps: Int
    let checks: [Check]
    let again: String

    enum CodingKeys: CodingKey {
      case name, implementation, verdict, reason, fit, isStill, worstRatio, elementSteps, checks, again
    }

    /// `worstRatio` is always there, as null where it is infinite. `isStill` is there where no parameter changed.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(implementation, forKey: .implementation)
      try container.encode(verdict, forKey: .verdict)
      try container.encodeIfPresent(reason, forKey: .reason)
      try container.encodeIfPresent(fit, forKey: .fit)
      if isStill { try container.encode(true, forKey: .isStill) }
      try container.encode(worstRatio, forKey: .worstRatio)
      try container.encode(elementSteps, forKey: .elementSteps)
      try container.encode(checks, forKey: .checks)
      try container.encode(again, forKey: .again)
    }
  }

  struct Check: Encodable {
    let check: String
    let limit: Double
    let elementSteps, comparisons, infiniteBounds: Int
    let worstRatio, worstUlp, worstRelativeError: Double?
    let mismatch: Place?
  }

  struct Place: Encodable {
    let tensor, observable, variant: String
    let step, element: Int
    let got, reference, bound, ratio: Double?
  }

  struct Bias: Encodable {
    let implementation: String
    let meanUlps: Double?
    let allowedUlps: Double?
    let elements: Int
    let biased: Bool
    let broken: String?
    let again: String

    enum CodingKeys: CodingKey { case implementation, meanUlps, allowedUlps, elements, biased, broken, again }

    /// `meanUlps` is always there, as null where it is not a finite number.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(implementation, forKey: .implementation)
      try container.encode(meanUlps, forKey: .meanUlps)
      try container.encode(allowedUlps, forKey: .allowedUlps)
      try container.encode(elements, forKey: .elements)
      try container.encode(biased, forKey: .biased)
      try container.encodeIfPresent(broken, forKey: .broken)
      try container.encode(again, forKey: .again)
    }
  }

  struct Unreadable: Encodable { let path, reason: String }

  let schema = "optimizer-report/1"
  let cases, passed, failed, elementSteps, comparisons, infiniteBounds: Int
  let worstRatio: Double?
  let results: [Result]
  let bias: [Bias]
  let unreadable: [Unreadable]
  let shortfalls: [String]
  /// True, or absent.
  let interrupted: Bool?
  let exitCode: Int32

  enum CodingKeys: CodingKey {
    case schema, cases, passed, failed, elementSteps, comparisons, infiniteBounds, worstRatio, results, bias, unreadable, shortfalls,
      interrupted, exitCode
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(cases, forKey: .cases)
    try container.encode(passed, forKey: .passed)
    try container.encode(failed, forKey: .failed)
    try container.encode(elementSteps, forKey: .elementSteps)
    try container.encode(comparisons, forKey: .comparisons)
    try container.encode(infiniteBounds, forKey: .infiniteBounds)
    try container.encode(worstRatio, forKey: .worstRatio)
    try container.encode(results, forKey: .results)
    try container.encode(bias, forKey: .bias)
    try container.encode(unreadable, forKey: .unreadable)
    try container.encode(shortfalls, forKey: .shortfalls)
    try container.encodeIfPresent(interrupted, forKey: .interrupted)
    try container.encode(exitCode, forKey: .exitCode)
  }

  init(_ report: Report) {
    let sum = report.tally
    (cases, passed, failed) = (report.results.count, report.passed, report.failed)
    (elementSteps, comparisons, infiniteBounds) = (sum.elementSteps, sum.comparisons, sum.infiniteBounds)
    worstRatio = finite(sum.worstRatio)
    results = report.results.map { result in
      Result(
        name: result.name, implementation: result.implementation, verdict: result.verdict.rawValue, reason: result.reason,
        fit: result.fit, isStill: result.isStill,
        worstRatio: finite(result.tally.worstRatio), elementSteps: result.tally.elementSteps, checks: result.checks.map(Check.init),
        again: result.rerun)
    }
    bias = report.bias.map {
      Bias(
        implementation: $0.implementation, meanUlps: finite($0.meanUlps), allowedUlps: finite($0.allowedUlps), elements: $0.elements,
        biased: $0.isBiased, broken: $0.broken, again: $0.rerun)
    }
    unreadable = report.unreadable.map { Unreadable(path: $0.path, reason: $0.reason) }
    shortfalls = report.shortfalls
    interrupted = report.isInterrupted ? true : nil
    exitCode = report.exitCode.rawValue
  }
}

extension JSONReport.Check {
  init(_ result: CheckResult) {
    let tally = result.tally
    self.init(
      check: result.name, limit: result.limit, elementSteps: tally.elementSteps, comparisons: tally.comparisons,
      infiniteBounds: tally.infiniteBounds, worstRatio: finite(tally.worstRatio), worstUlp: finite(tally.worstUlp),
      worstRelativeError: finite(tally.worstRelativeError),
      mismatch: result.mismatch.map {
        JSONReport.Place(
          tensor: $0.tensor, observable: "\($0.observable)", variant: $0.variant, step: $0.step, element: $0.element,
          got: finite($0.got), reference: finite($0.reference), bound: finite($0.bound), ratio: finite($0.ratio))
      })
  }
}

/// JSON has no infinity and no NaN.
private func finite(_ x: Double) -> Double? { x.isFinite ? x : nil }
