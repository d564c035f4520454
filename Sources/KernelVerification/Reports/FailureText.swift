import OptimizerReference

/// A failed case in at most 12 lines: what, where, the inputs to the bit, and how to run it again.
struct FailureText {
  let lines: [String]

  init(_ result: CaseResult) {
    var lines = ["\(result.verdict.rawValue.uppercased()): \(printable(result.name)) (\(result.implementation))"]
    let failing = result.checks.first { !$0.isWithinLimit }
    if let mismatch = failing?.mismatch, let failing {
      lines += FailureText.describe(mismatch, failing)
    } else {
      lines.append("  \(printable(result.reason ?? ""))")
    }
    if result.isStill { lines.append("  θ never changed, at any step") }
    if let fit = result.fit { lines.append("  it matches \(fit)") }
    lines.append("  hyperparameters \(oneLine(result.hyperparameters))")
    lines.append("  again: \(printable(result.rerun))")
    self.lines = lines
  }

  private static func describe(_ mismatch: Mismatch, _ check: CheckResult) -> [String] {
    let what = (check.kind == .recording ? "recorded value" : "kernel") + (check.isFreeRun ? ", free run" : "")
    let allowed = check.limit == 1 ? "1 bound is allowed" : "\(Int(check.limit)) bounds are allowed"
    let overflow = mismatch.possibilities > 1 ? "; the nearest of \(mismatch.possibilities), where something may overflow" : ""
    // A share of an infinite bound is no number.
    let dominant =
      mismatch.dominant.flatMap { $0.share.isFinite ? ", \(Int((100 * $0.share).rounded())) % of it from \($0.operation)" : nil } ?? ""
    let start = mismatch.observable == .update ? ", stepped from θ = 0" : ""
    var lines = [
      "  \(what): \(mismatch.observable) of \(printable(mismatch.tensor)), step \(mismatch.step), element \(mismatch.element)\(start)",
      "  before  " + input("θ", mismatch.before.θ, mismatch) + "  " + input("g", mismatch.before.g, mismatch),
      "          " + mismatch.slots.map { input($0.rawValue, mismatch.before[$0], mismatch) }.joined(separator: "  "),
      "  got        \(number(mismatch.got, isDouble: mismatch.isDouble))",
      "  reference  \(decimal(mismatch.reference)) (\(mismatch.variant)\(overflow))",
      "  bound      \(decimal(mismatch.bound))\(dominant)",
    ]
    lines.append("  |got − reference| / bound = \(formatRatio(mismatch.ratio)); \(allowed)")
    return lines
  }

  private static func input(_ name: String, _ x: Bounded<Double>, _ mismatch: Mismatch) -> String {
    // In a free run, and of a slot that the case does not show, the reference's own number is known up to a bound.
    if x.bound != 0 { return "\(name) \(decimal(x.value)) ± \(decimal(x.bound))" }
    return "\(name) \(number(x.value, isDouble: mismatch.isDouble))"
  }

  /// A value in hexadecimal, as its own format holds it, and in decimal.
  private static func number(_ x: Double, isDouble: Bool) -> String {
    if isDouble { return hexadecimal(x.bitPattern) + " (\(decimal(x)))" }
    return hexadecimal(Float(x).bitPattern) + " (\(Float(x)))"
  }

  private static func decimal(_ x: Double) -> String { "\(x)" }
}

extension CaseResult {
  /// What failed, in at most 12 lines.
  public var failureText: String { FailureText(self).lines.joined(separator: "\n") + "\n" }
}
