public import KernelVerification

/// What makes two failures the same one, and where it is.
public struct FailureKey: Sendable, Hashable, CustomStringConvertible {
  /// Where a failure is in its case.
  public struct Place: Sendable, Hashable {
    /// The step, from 1.
    public let step: Int
    /// The parameter's name.
    public let tensor: String
    /// The element, from 0.
    public let element: Int

    public init(step: Int, tensor: String, element: Int) { (self.step, self.tensor, self.element) = (step, tensor, element) }
  }

  /// Which check, which observable and what kind of number it gave for what kind: two failures with the same reason are taken for one.
  public let reason: String
  /// Where it is; nil where that is not known. It is no part of what makes two failures the same.
  public let place: Place?

  public init(reason: String, place: Place? = nil) { (self.reason, self.place) = (reason, place) }

  /// The failure of a judged case; nil where it passed.
  public init?(_ result: CaseResult) {
    guard !result.verdict.isPassed else { return nil }
    guard let check = result.checks.first(where: { $0.mismatch != nil || $0.broken != nil }), result.verdict == .fail else {
      self.init(reason: "\(result.verdict.rawValue): \(Self.withoutNumbers(result.reason ?? ""))")
      return
    }
    if let broken = check.broken {
      // The step is said in the sentence, and is another when steps are left out.
      self.init(reason: check.isUnsteady ? "not deterministic" : "broken: \(Self.withoutNumbers(broken))")
    } else if let mismatch = check.mismatch {
      // The update is the parameter's, from θ = 0.
      let observable = mismatch.observable == .update ? Observable.parameter : mismatch.observable
      // A right kernel would have nothing finite to compare either: such a case can only ever fail.
      let isHollow = !mismatch.reference.isFinite && !check.emptyObservables.isEmpty
      self.init(
        reason: "\(check.name), \(observable), \(Self.kind(mismatch.got)) for \(Self.kind(mismatch.reference))"
          + (isHollow ? ", and nothing to compare" : ""),
        place: Place(step: mismatch.step, tensor: mismatch.tensor, element: mismatch.element))
    } else {
      return nil
    }
  }

  public var description: String { reason }

  public static func == (a: FailureKey, b: FailureKey) -> Bool { a.reason == b.reason }

  public func hash(into hasher: inout Hasher) { hasher.combine(reason) }

  private static func kind(_ x: Double) -> String { x.isNaN ? "NaN" : x.isInfinite ? "infinite" : "finite" }

  private static func withoutNumbers(_ text: String) -> String { text.filter { !$0.isNumber && !$0.isNewline } }
}
