/// The `mu_product` of torch's NAdam: μ1 · … · μt, which is computed from t here and kept by torch.
struct TorchProduct {
  let β1: Double
  let ψ: Double

  init(_ f: RuleFormula) { (β1, ψ) = (f.beta1, f.momentumDecay) }

  /// Below it, 1 less a product is 1 in Double, and two products are one as far as a step can tell.
  private static let least = 0x1p-54

  /// The product after t steps.
  func value(_ t: Int) -> Double { t == 0 ? 1 : NesterovSchedule(β1: β1, ψ: ψ, t: t).product }

  /// Whether a product of torch's is this one after t steps, within its rounding.
  ///
  /// torch multiplies a Float by μt at each step, with u = 2⁻²⁴: μt is rounded to Float, and the product is.
  /// `capturable` computes μt itself in Float: x = 0.96^(tψ) is off by 9.9 u of 1 at most, for powf by 4 ulp and its
  /// exponent and base rounded, where x · tψ ≤ 9.01; 1 − x/2 is no less than a half, so μt is off by 22 u of itself,
  /// and the product adds one.
  func agrees(with theirs: Double, after t: Int, capturable: Bool) -> Bool {
    let ours = value(t)
    if theirs >= 0, max(ours, theirs) < Self.least { return true }
    let roundings = Double(t) * (capturable ? 23 : 2)
    // (1 + u)ⁿ − 1, from above.
    let growth = Elementary.exponential(roundings * 0x1p-24) - 1
    return abs(theirs - ours) <= growth * ours
  }

  /// How many products are made again as torch makes them: the work of a parameter stays below a millisecond.
  private static let mostReplayed = 1 << 14

  /// The product as torch would have it, a Float of Floats.
  func replayed(_ t: Int) -> Float {
    var product: Float = 1
    var step = 0
    while step < t, Double(product) >= Self.least {
      guard step < Self.mostReplayed else { return Float(value(t)) }
      step += 1
      product *= Float(β1 * (1 - 0.5 * Elementary.power(0.96, Double(step) * ψ)))
    }
    return product
  }
}
