/// NAdam's momentum at step t, μt = β1 · (1 − ½ · 0.96^(tψ)), and its products (Dozat, *Incorporating Nesterov Momentum into Adam*, 2016).
struct NesterovSchedule {
  /// μt
  let now: Double
  /// μt₊₁
  let next: Double
  /// μ1 · … · μt
  let product: Double
  /// μ1 · … · μt₊₁
  let nextProduct: Double

  /// - Precondition: 0 ≤ β1 < 1, ψ ≥ 0, t ≥ 1.
  init(β1: Double, ψ: Double, t: Int) {
    let base = Elementary.power(0.96, ψ)
    func μ(_ t: Int) -> Double { β1 * (1 - 0.5 * BiasCorrection.power(base, t).high) }
    var product = 1.0
    for i in 1...t {
      product *= μ(i)
      // 1 − product is 1 from here on.
      if product < 0x1p-54 { break }
    }
    (now, next) = (μ(t), μ(t + 1))
    self.product = product
    nextProduct = product * next
  }
}
