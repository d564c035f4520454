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

  /// - Parameter earlier: the schedule of the same β1 and ψ at a step before t, whose product is gone on from; it changes no bit.
  /// - Precondition: 0 ≤ β1 < 1, ψ ≥ 0, t ≥ 1.
  init(β1: Double, ψ: Double, t: Int, after earlier: NesterovSchedule? = nil) {
    let base = earlier?.base ?? Elementary.power(0.96, ψ)
    func μ(_ t: Int) -> Double { β1 * (1 - 0.5 * BiasCorrection.power(base, t).high) }
    var product = earlier?.product ?? 1
    var i = earlier?.t ?? 0
    // 1 − product is 1 below 2⁻⁵⁴.
    while i < t && product >= 0x1p-54 {
      i += 1
      product *= μ(i)
    }
    (self.β1, self.ψ, self.t, self.base) = (β1, ψ, t, base)
    (now, next) = (μ(t), μ(t + 1))
    self.product = product
    nextProduct = product * next
  }
}
