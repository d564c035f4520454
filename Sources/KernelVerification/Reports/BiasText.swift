/// A kernel that failed the judgement for bias, in at most 6 lines: which, by how much, what is allowed, what usually causes it, and how to
/// judge it again.
struct BiasText {
  let lines: [String]

  init(_ result: BiasResult) {
    let title = "\(printable(result.name)) (\(printable(result.implementation)))"
    let again = "  again: \(printable(result.rerun))"
    if let broken = result.broken {
      lines = ["FAIL: \(title)", "  \(printable(broken))", again]
    } else if result.isVacuous {
      let whole = formatCount(BiasPopulation.count)
      lines = ["VACUOUS: \(title)", "  \(formatCount(result.elements)) of \(whole) updates could be compared", again]
    } else {
      lines = [
        "BIASED: \(title)",
        "  the kernel's update is off by \(formatMean(result.meanUlps)) ulp on the mean of \(formatCount(result.elements, "element"))",
        "  at most \(formatRatio(result.allowedUlps)) ulp either way is allowed; + is toward larger updates",
        "  usual causes: a coefficient that is off by an ulp or more, an approximate root or reciprocal without its last Newton step",
        again,
      ]
    }
  }
}
