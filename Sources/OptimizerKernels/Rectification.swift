/// RAdam's ρt and rt (Liu et al., ICLR 2020, Algorithm 2), without the cancellation of the paper's form.
///
/// ρt = 1 + 2 · Σ_{j<t} j·β2ʲ / Σ_{j<t} β2ʲ, one plus twice the mean age of the gradients in the average: every term is positive.
/// Algebraically this is the paper's ρ∞ − 2t·β2ᵗ/(1 − β2ᵗ).
package struct Rectification {
  private let sums: Sums

  /// c2 = 1 − β2ᵗ, whose power ρt needs too.
  package let complement: Double

  /// ρt, the length of the approximated simple moving average.
  package var length: Double { (Self.above(0, sums) / sums.sum).high }

  /// - Precondition: 0 ≤ β2 < 1, t ≥ 1.
  package init(β2: Double, t: Int) {
    var sums = Sums(β2)
    while sums.n < t { sums = sums.following(t) }
    self.init(sums, Limit(β2))
  }

  private init(_ sums: Sums, _ limit: Limit) {
    self.sums = sums
    complement = (DoubleDouble(1) - sums.power).high
    let numerator = Self.above(4, sums) * Self.above(2, sums) * limit.share
    // Numerator and denominator times A².
    rate = BiasCorrection.squareRoot(numerator.quotient(Self.above(0, sums) * sums.sum))
  }

  /// (ρt − a) · A, of which the quotient by A is never taken.
  private static func above(_ a: Double, _ sums: Sums) -> DoubleDouble {
    let rest = DoubleDouble(sum: 1, -a)
    return sums.ageSum.doubled + (rest.low == 0 ? sums.sum * rest.high : sums.sum * rest)
  }

  /// Whether ρt > threshold, decided before ρt is rounded to Double.
  package func exceeds(_ threshold: Double) -> Bool { Self.above(threshold, sums).high > 0 }

  /// Whether a step with this ρt is rectified.
  func passes(_ form: RuleFormula.RectificationForm) -> Bool {
    form.includesThreshold ? Self.above(form.threshold, sums).high >= 0 : exceeds(form.threshold)
  }

  /// rt = √[(ρt−4)(ρt−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρt)].
  ///
  /// NaN for 2 < ρt < 4, and a number without meaning for ρt < 2.
  package let rate: Double
}

extension Rectification {
  /// What β2 alone says.
  fileprivate struct Limit {
    /// ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)), where ρ∞ = 2/(1 − β2) − 1 = (1 + β2)/(1 − β2).
    let share: DoubleDouble

    init(_ β2: Double) {
      let ρ = DoubleDouble(sum: 1, β2) / DoubleDouble(sum: 1, -β2)
      share = ρ / ((ρ - DoubleDouble(4)) * (ρ - DoubleDouble(2)))
    }
  }

  /// βⁿ, A = Σ_{j<n} βʲ and B = Σ_{j<n} j·βʲ.
  fileprivate struct Sums {
    let β: Double
    private(set) var n = 1
    private(set) var power: DoubleDouble
    private(set) var sum = DoubleDouble(1)
    private(set) var ageSum = DoubleDouble(0)

    /// Those of n = 1.
    init(_ β: Double) {
      self.β = β
      power = DoubleDouble(β)
    }

    /// Those of the leading digits of t, one more than n has: A(2n) = A + βⁿA, B(2n) = B + βⁿ(B + nA), A(n+1) = A + βⁿ, B(n+1) = B + nβⁿ.
    ///
    /// - Precondition: the digits of n are the first of t's, which has more.
    func following(_ t: Int) -> Sums {
      var next = self
      next.ageSum = ageSum + power * (ageSum + Self.times(n, sum))
      next.sum = sum + power * sum
      next.power = power * power
      next.n = t >> (n.leadingZeroBitCount - t.leadingZeroBitCount - 1)
      guard next.n & 1 == 1 else { return next }
      next.ageSum = next.ageSum + Self.times(next.n - 1, next.power)
      next.sum = next.sum + next.power
      next.power = next.power * β
      return next
    }

    /// Whether the terms from the other's n to this one's are too small to change anything, as all later ones are then.
    func isSum(of other: Sums) -> Bool {
      sum.high == other.sum.high && sum.low == other.sum.low && ageSum.high == other.ageSum.high && ageSum.low == other.ageSum.low
    }

    private static func times(_ n: Int, _ x: DoubleDouble) -> DoubleDouble {
      n < 1 << 53 ? x * Double(n) : x * DoubleDouble(n)
    }
  }

  /// The sums for every number of leading digits of a t: the next step's t begins with most of them.
  struct Prefixes {
    let β2: Double
    fileprivate let limit: Limit
    /// The first `count` are known. A t has no more digits than there is room for.
    private var known: [Sums]
    private var count = 1

    init(_ β2: Double) {
      self.β2 = β2
      limit = Limit(β2)
      known = Array(repeating: Sums(β2), count: Int.bitWidth)
    }

    /// What the last step came to whose sums were those of a half of its t: with c2 = 1 it stays so.
    private var last: (from: Int, rectification: Rectification)?

    /// ρt, rt and c2 at t.
    mutating func rectification(_ t: Int) -> Rectification {
      if let last, t >= last.from { return last.rectification }
      let now = sums(t)
      let rectification = Rectification(now, limit)
      if count > 1 && rectification.complement == 1 && now.isSum(of: known[count - 2]) { last = (t, rectification) }
      return rectification
    }

    private mutating func sums(_ t: Int) -> Sums {
      let digits = Int.bitWidth - t.leadingZeroBitCount
      count = min(count, digits)
      while known[count - 1].n != t >> (digits - count) { count -= 1 }
      while count < digits {
        known[count] = known[count - 1].following(t)
        count += 1
      }
      return known[digits - 1]
    }
  }
}
