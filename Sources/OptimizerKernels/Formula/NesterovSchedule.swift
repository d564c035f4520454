/// NAdam's momentum at step t, μt = β1 · (1 − ½ · 0.96^(tψ)), and its products (Dozat, *Incorporating Nesterov Momentum into Adam*, 2016).
struct NesterovSchedule {
  let β1: Double
  let ψ: Double
  let t: Int
  /// μt
  let now: Double
  /// μt₊₁
  let next: Double
  /// μ1 · … · μt
  let product: Double
  /// μ1 · … · μt₊₁
  let nextProduct: Double
  /// 0.96^ψ
  private let base: Double
  /// The step up to which factors were multiplied one by one, and their product.
  private let counted: (t: Int, product: Double)

  /// - Parameter earlier: the schedule of the same β1 and ψ at a step before t, whose product is gone on from; it changes no bit.
  /// - Precondition: 0 ≤ β1 < 1, ψ ≥ 0, t ≥ 1.
  init(β1: Double, ψ: Double, t: Int, after earlier: NesterovSchedule? = nil) {
    let base = earlier?.base ?? Elementary.power(0.96, ψ)
    func μ(_ t: Int) -> Double { β1 * (1 - 0.5 * BiasCorrection.power(base, t).high) }
    var counted = earlier?.counted ?? (t: 0, product: 1)
    // A product below 2⁻⁵⁴ leaves 1 as it is. Before μ is β1 for good, or the product is so small, there are less than ten thousand steps.
    while counted.t < t && counted.product >= 0x1p-54 && (counted.t == 0 || μ(counted.t) < β1) {
      counted.t += 1
      counted.product *= μ(counted.t)
    }
    (self.β1, self.ψ, self.t, self.base, self.counted) = (β1, ψ, t, base, counted)
    (now, next) = (μ(t), μ(t + 1))
    product = counted.product >= 0x1p-54 ? counted.product * BiasCorrection.power(β1, t - counted.t).high : counted.product
    nextProduct = product * next
  }
}
