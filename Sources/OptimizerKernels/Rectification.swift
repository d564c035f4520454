/// RAdam's ρt and rt (Liu et al., ICLR 2020, Algorithm 2), without the cancellation of the paper's form.
///
/// ρt = 1 + 2 · Σ_{j<t} j·β2ʲ / Σ_{j<t} β2ʲ, one plus twice the mean age of the gradients in the average: every term is positive.
/// Algebraically this is the paper's ρ∞ − 2t·β2ᵗ/(1 − β2ᵗ).
package struct Rectification {
  private let ρ: DoubleDouble
  private let ρLimit: DoubleDouble

  /// c2 = 1 − β2ᵗ, whose power ρt needs too.
  package let complement: Double

  /// ρt, the length of the approximated simple moving average.
  package var length: Double { ρ.high }

  /// - Precondition: 0 ≤ β2 < 1, t ≥ 1.
  package init(β2: Double, t: Int) {
    let (power, sum, ageSum) = Self.sums(β2, t)
    complement = (DoubleDouble(1) - power).high
    ρ = DoubleDouble(1) + DoubleDouble(2) * ageSum / sum
    // ρ∞ = 2/(1 − β2) − 1 = (1 + β2)/(1 − β2)
    ρLimit = DoubleDouble(sum: 1, β2) / DoubleDouble(sum: 1, -β2)
  }

  /// Whether ρt > threshold, decided before ρt is rounded to Double.
  package func exceeds(_ threshold: Double) -> Bool {
    let difference = ρ - DoubleDouble(threshold)
    return difference.high > 0
  }

  /// Whether a step with this ρt is rectified.
  func passes(_ form: RuleFormula.RectificationForm) -> Bool {
    if form.includesThreshold { return (ρ - DoubleDouble(form.threshold)).high >= 0 }
    return exceeds(form.threshold)
  }

  /// rt = √[(ρt−4)(ρt−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρt)].
  ///
  /// NaN for 2 < ρt < 4, and a number without meaning for ρt < 2.
  package var rate: Double {
    let numerator = (ρ - DoubleDouble(4)) * (ρ - DoubleDouble(2)) * ρLimit
    let denominator = (ρLimit - DoubleDouble(4)) * (ρLimit - DoubleDouble(2)) * ρ
    return BiasCorrection.squareRoot((numerator / denominator).high)
  }

  /// βᵗ, A = Σ_{j<t} βʲ and B = Σ_{j<t} j·βʲ, by the digits of t:
  /// A(2n) = A + βⁿA, B(2n) = B + βⁿ(B + nA), A(n+1) = A + βⁿ, B(n+1) = B + nβⁿ.
  private static func sums(_ β: Double, _ t: Int) -> (power: DoubleDouble, sum: DoubleDouble, ageSum: DoubleDouble) {
    let base = DoubleDouble(β)
    var n = 1
    var (power, sum, ageSum) = (base, DoubleDouble(1), DoubleDouble(0))
    var digit = Int.bitWidth - t.leadingZeroBitCount - 1
    while digit > 0 {
      digit -= 1
      ageSum = ageSum + power * (ageSum + DoubleDouble(n) * sum)
      sum = sum + power * sum
      power = power * power
      n = t >> digit
      guard n & 1 == 1 else { continue }
      ageSum = ageSum + DoubleDouble(n - 1) * power
      sum = sum + power
      power = power * base
    }
    return (power, sum, ageSum)
  }
}
