extension Bounded {
  @inlinable public static func max(_ a: Bounded, _ b: Bounded) -> Bounded {
    Bounded(value: Double.max(a.value, b.value), bound: Swift.max(a.bound, b.bound))
  }

  @inlinable public static func min(_ a: Bounded, _ b: Bounded) -> Bounded {
    Bounded(value: Double.min(a.value, b.value), bound: Swift.max(a.bound, b.bound))
  }

  @inlinable public static func clamp(_ x: Bounded, from low: Bounded, to high: Bounded) -> Bounded {
    let distance = ((high.value - low.value) + high.bound + low.bound) * upward
    let clamped = min(max(x, low), high)
    // What may be anything may be NaN, which no end holds back.
    guard x.bound.isFinite else { return Bounded(value: clamped.value, bound: .infinity) }
    // Not a number where an end is not finite: then the distance says nothing.
    return Bounded(value: clamped.value, bound: distance < clamped.bound ? distance : clamped.bound)
  }
}

extension Bounded {
  @inlinable public static func sum(_ terms: [Bounded]) -> Bounded {
    let (total, bounds) = terms.reduce((0.0, 0.0)) { ($0.0 + $1.value, $0.1 + $1.bound) }
    guard terms.count > 1 else { return Bounded(value: total, bound: bounds) }
    // A partial sum is no larger than all magnitudes together, their bounds included.
    let magnitudes = terms.reduce(0.0) { $0 + abs($1.value) } + bounds
    let roundoff = Double(terms.count - 1) * (Format.unitRoundoff + Format.ownRoundoff)
    // The bound's own roundings grow with the terms too.
    let bound = (bounds + roundoff * magnitudes) * (1 + Double(terms.count) * 0x1p-50)
    if magnitudes + bound <= Format.largest { return Bounded(value: total, bound: bound) }
    let areFinite = terms.allSatisfy { $0.value.isFinite }
    let areBounded = terms.allSatisfy { $0.bound.isFinite }
    return Bounded(value: total, bound: !areFinite && areBounded ? 0 : .infinity)
  }

  @inlinable public func float32() -> Bounded {
    let z = Double(Float(value))
    guard z.isFinite else { return Bounded(value: z, bound: value.isFinite || bound != 0 ? .infinity : 0) }
    let rounding = Float.unitRoundoff * (abs(value) + bound) + Float.underflow
    return Bounded(value: z, bound: (bound + rounding + abs(z - value)) * Self.upward)
  }

  @inlinable public func power(_ t: Int) -> Bounded {
    let z = value.power(t)
    let ζ = bound == 0 ? 0 : (value + bound).power(t) - z
    // One ulp is 2u at most: `pow` is trusted to that, not to half of it.
    return Bounded.rounded(z, ζ + Format.unitRoundoff * z, from: self, self)
  }
}
