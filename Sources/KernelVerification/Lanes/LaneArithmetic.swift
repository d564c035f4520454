import OptimizerReference

@usableFromInline func exactLanes(_ value: Double, _ bound: Double) -> BoundedLanes { BoundedLanes(Bounded(value: value, bound: bound)) }

@usableFromInline func constantLanes(_ value: Double, _ bound: Double) -> BoundedLanes {
  BoundedLanes(Bounded(constant: value, bound: bound))
}

@usableFromInline func sumOfLanes(_ a: BoundedLanes, _ b: BoundedLanes) -> BoundedLanes {
  sum(a.values + b.values, a, b) ?? .each(a, b, +)
}

@usableFromInline func differenceOfLanes(_ a: BoundedLanes, _ b: BoundedLanes) -> BoundedLanes {
  sum(a.values - b.values, a, b) ?? .each(a, b, -)
}

@usableFromInline func productOfLanes(_ a: BoundedLanes, _ b: BoundedLanes) -> BoundedLanes {
  let ζ = a.values.magnitudes * b.bounds + b.values.magnitudes * a.bounds + a.bounds * b.bounds
  let z = a.values * b.values
  guard var product = rounded(z, ζ) else { return .each(a, b, *) }
  let isExact = (z .== 0) .& (ζ .== 0)
  if isExact.isAnywhere { product.bounds.replace(with: 0, where: isExact .& (a.areExactZero .| b.areExactZero)) }
  return product
}

@usableFromInline func quotientOfLanes(_ a: BoundedLanes, _ b: BoundedLanes) -> BoundedLanes {
  let q = a.values / b.values
  let least = b.values.magnitudes - b.bounds
  guard (least .> 0).isEverywhere, var quotient = rounded(q, (a.bounds + q.magnitudes * b.bounds) / least) else { return .each(a, b, /) }
  let isZero = q .== 0
  if isZero.isAnywhere {
    let isInfinite = (b.values.magnitudes .== .infinity) .& (b.bounds .== 0)
    quotient.bounds.replace(with: 0, where: isZero .& (a.areExactZero .| isInfinite))
  }
  return quotient
}

@usableFromInline func negativeOfLanes(_ a: BoundedLanes) -> BoundedLanes { BoundedLanes(values: a.values.negatives, bounds: a.bounds) }

@usableFromInline func rootOfLanes(_ a: BoundedLanes) -> BoundedLanes {
  let s = a.values.roots
  guard (a.bounds .<= a.values).isEverywhere, let root = rounded(s, a.bounds / (s + (a.values - a.bounds).roots)) else {
    return .each(a, a) { x, _ in √x }
  }
  return root
}

@usableFromInline func largerOfLanes(_ a: BoundedLanes, _ b: BoundedLanes) -> BoundedLanes {
  BoundedLanes(
    values: a.values.replacing(with: b.values, where: (b.values .> a.values) .| (b.values .!= b.values)),
    bounds: a.bounds.replacing(with: b.bounds, where: b.bounds .>= a.bounds))
}

@usableFromInline func smallerOfLanes(_ a: BoundedLanes, _ b: BoundedLanes) -> BoundedLanes {
  BoundedLanes(
    values: a.values.replacing(with: b.values, where: (b.values .< a.values) .| (b.values .!= b.values)),
    bounds: a.bounds.replacing(with: b.bounds, where: b.bounds .>= a.bounds))
}

@usableFromInline func clampedLanes(_ x: BoundedLanes, _ low: BoundedLanes, _ high: BoundedLanes) -> BoundedLanes {
  let distance = ((high.values - low.values) + high.bounds + low.bounds) * upward
  var clamped = smallerOfLanes(largerOfLanes(x, low), high)
  clamped.bounds.replace(with: distance, where: distance .< clamped.bounds)
  // What may be anything may be NaN, which no end holds back.
  clamped.bounds.replace(with: .infinity, where: .!(x.bounds .< .infinity))
  return clamped
}

/// As in `Bounded`.
private var upward: Double { 1 + 0x1p-49 }

/// z ± ζ after its own rounding; nil where a lane may have overflowed, or is not a number.
@inline(__always) private func rounded(_ z: SIMD8<Double>, _ ζ: SIMD8<Double>) -> BoundedLanes? {
  let magnitude = z.magnitudes + ζ
  let bound = (ζ + (Float.unitRoundoff + Float.ownRoundoff) * magnitude + Float.underflow) * upward
  return (magnitude + bound .<= Float.largest).isEverywhere ? BoundedLanes(values: z, bounds: bound) : nil
}

/// z = a ± b.
@inline(__always) private func sum(_ z: SIMD8<Double>, _ a: BoundedLanes, _ b: BoundedLanes) -> BoundedLanes? {
  let ζ = a.bounds + b.bounds
  guard var sum = rounded(z, ζ) else { return nil }
  // Adding 0 rounds nothing.
  let isExact = ζ .== 0
  if isExact.isAnywhere { sum.bounds.replace(with: 0, where: isExact .& ((z .== 0) .| (a.values .== 0) .| (b.values .== 0))) }
  return sum
}

extension BoundedLanes {
  /// Where this is 0 and nothing else.
  @inline(__always) fileprivate var areExactZero: SIMDMask<SIMD8<Int64>> { (values .== 0) .& (bounds .== 0) }
}

extension SIMD8<Double> {
  /// The absolute values.
  @inline(__always) var magnitudes: Self {
    var result = self
    for i in 0..<8 { result[i] = abs(self[i]) }
    return result
  }

  /// The numbers with the other sign. The library's `-` is 0 − x, which of 0 is 0 and not −0.
  @inline(__always) fileprivate var negatives: Self {
    var result = self
    for i in 0..<8 { result[i] = -self[i] }
    return result
  }

  /// The square roots.
  @inline(__always) fileprivate var roots: Self {
    var result = self
    for i in 0..<8 { result[i] = self[i].squareRoot() }
    return result
  }
}
