import KernelVerification

/// Notices what the gradients of a case are, in one pass.
struct GradientEdges {
  /// Half of ε and its double; empty where there is no ε.
  private let nearε: ClosedRange<Double>?

  init(ε: Double) { nearε = ε > 0 && ε < 0x1p100 ? ε / 2...ε * 2 : nil }

  func notice(_ gradients: [Double], _ seen: inout EdgeSet) {
    let (least, most) = (nearε?.lowerBound ?? .infinity, nearε?.upperBound ?? -.infinity)
    var (meetsε, isPower) = (false, false)
    for g in gradients {
      let x = g.magnitude
      if x >= least && x <= most { meetsε = true }
      // Most end here, with a few comparisons.
      if x >= 0x1p-63 && x < 0x1.fffp63 {
        if g.bitPattern & 0xf_ffff_ffff_ffff == 0 { isPower = true }
      } else {
        noticeRare(g, &seen)
      }
    }
    seen.insert(.gradientMeetsEpsilon, if: meetsε)
    seen.insert(.gradientIsPowerOfTwo, if: isPower)
  }

  private func noticeRare(_ g: Double, _ seen: inout EdgeSet) {
    let x = g.magnitude
    guard x < .infinity else {
      seen.insert(g.isNaN ? .gradientIsNaN : g > 0 ? .gradientIsInfinite : .gradientIsMinusInfinite)
      return
    }
    guard x > 0 else {
      seen.insert(g.sign == .plus ? .gradientIsZero : .gradientIsMinusZero)
      return
    }
    seen.insert(.gradientIsPowerOfTwo, if: g.bitPattern & 0xf_ffff_ffff_ffff == 0)
    if x < 1 {
      // Half of the least subnormal rounds to 0: the square of 2⁻⁷⁵ does.
      seen.insert(x <= 0x1p-75 ? .squareVanishes : .squareIsSubnormal)
      seen.insert(.gradientIsSubnormal, if: x < 0x1p-126)
      seen.insert(.gradientIsLeastSubnormal, if: x == 0x1p-149)
      seen.insert(.gradientIsLargestSubnormal, if: x == 0x1p-126 - 0x1p-149)
      seen.insert(.gradientIsLeastNormal, if: x == 0x1p-126)
    } else {
      // The square of the last Float below 2⁶⁴ is finite.
      seen.insert(x < 0x1p64 ? .squareIsNearlyTooLarge : .squareOverflows)
      seen.insert(.gradientIsLargest, if: x == Double(Float.greatestFiniteMagnitude))
    }
  }
}
