extension Convention.Rectification {
  /// Whether ρt can be the threshold exactly, so that > and ≥ differ, with a β2 that is a Double. Of whole numbers only 1 can, at t = 1; of
  /// others it is not known here.
  ///
  /// ρt = 1 + 2 · Σ j β2ʲ / Σ β2ʲ, j from 0 to t − 1, so ρt = n means Σ (2j − (n − 1)) β2ʲ = 0. Let n ≥ 2. β2 is p / 2ᵏ with p odd and
  /// k ≥ 1, and would be a root of a polynomial with whole coefficients, the constant one 1 − n and the leading one 2t − n − 1. Where that is
  /// 0, all others are negative, and there is no root. Else p divides n − 1 and 2ᵏ divides 2t − n − 1 (rational root theorem). So n is
  /// odd, p ≤ (n − 1)/2, and ρ∞ = 2ᵏ⁺¹ / (2ᵏ − p) − 1 ≤ 2p + 1 ≤ n. But ρt < ρ∞.
  public var canBeMet: Bool { threshold <= 1 || Int(exactly: threshold) == nil }
}
