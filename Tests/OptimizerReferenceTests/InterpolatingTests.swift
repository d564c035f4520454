import OptimizerReference
import Testing

/// Bounded, but for averages: there the bound holds both ways of computing one.
@Suite struct InterpolatingTests {
  typealias I = Interpolating<Bounded<Float>>
  typealias F = Bounded<Float>
  typealias K = Coefficient<Bounded<Double>>

  static func pair(_ value: Double, _ bound: Double) -> (I, F) { (I(value: value, bound: bound), F(value: value, bound: bound)) }

  static func areSame(_ a: I, _ b: F) -> Bool { a.value.bitPattern == b.value.bitPattern && a.bound.bitPattern == b.bound.bitPattern }

  /// Everything but an average has the value and the bound that it has over Bounded.
  @Test func isBoundedElsewhere() {
    var random = Random(seed: 11)
    for _ in 0..<2000 {
      let a = Double(abs(random.float(exponents: -20...20)))
      let b = Double(random.float(exponents: -20...20))
      let ((x, p), (y, q)) = (Self.pair(a, a * random.pick([0, 0.01])), Self.pair(b, abs(b) * random.pick([0, 0.01])))
      let (w, u) = (K(random.pick([0.1, 0.25])), K(0.5))
      #expect(Self.areSame(x + y, p + q))
      #expect(Self.areSame(x - y, p - q))
      #expect(Self.areSame(x * y, p * q))
      #expect(Self.areSame(x / y, p / q))
      #expect(Self.areSame(√x, √p))
      #expect(Self.areSame(-x, -p))
      #expect(Self.areSame(.max(x, y), .max(p, q)))
      #expect(Self.areSame(w * x, w * p))
      #expect(Self.areSame(x + w, p + w))
      // Weights whose sum is not 1, one weight alone, and a difference.
      #expect(Self.areSame(w * x + u * y, w * p + u * q))
      #expect(Self.areSame(w * x + y, w * p + q))
      #expect(Self.areSame(w * x - (1 - w) * y, w * p - (1 - w) * q))
      // What has been done to a product since is no product any more.
      #expect(Self.areSame(-(w * x) + (1 - w) * y, -(w * p) + (1 - w) * q))
    }
    #expect(I(value: 0.5, bound: 0.01).power(3).bound == F(value: 0.5, bound: 0.01).power(3).bound)
    let (literal, constant): (I, I) = (3, I(constant: 0.1, bound: 0))
    #expect(literal.bound == 0 && literal.value == 3 && constant.bound == F(constant: 0.1, bound: 0).bound)
  }

  /// β · old + (1 − β) · new as PyTorch's `lerp` has it: from the nearer end.
  static func lerp(_ old: Float, _ new: Float, weight: Double) -> Float {
    weight < 0.5 ? old + Float(weight) * (new - old) : new - (new - old) * Float(1 - weight)
  }

  /// Both ways of averaging are within the bound, for weights on both sides of one half.
  @Test(arguments: [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999])
  func holdsBothWaysOfAveraging(β: Double) {
    var random = Random(seed: 12)
    var isWider = false
    for _ in 0..<10_000 {
      let old = random.float(exponents: -10...10)
      // Often of about the size of the old one, where the two differ most.
      let new = random.unit() < 0.5 ? random.float(exponents: -10...10) : -old * Float(1 + random.unit())
      let (β1, w) = (K(β), 1 - K(β))
      let z = β1 * I(value: Double(old), bound: 0) + w * I(value: Double(new), bound: 0)
      let plain = β1 * F(value: Double(old), bound: 0) + w * F(value: Double(new), bound: 0)
      #expect(z.value == plain.value && z.bound >= plain.bound)
      isWider = isWider || z.bound > plain.bound * 1.01
      let lerp = Double(Self.lerp(old, new, weight: 1 - β))
      let sum = Double(Float(β) * old + Float(1 - β) * new)
      guard abs(lerp - z.value) <= z.bound, abs(sum - z.value) <= z.bound else {
        Issue.record("\(old), \(new): \(lerp) or \(sum) is not within \(z.value) ± \(z.bound)")
        return
      }
    }
    #expect(isWider || β == 0, "the bound of an average is never wider than that of a sum")
  }

  /// The case that it is for: a lerp beyond the bound of the sum. Its fourth rounding shows where the significands are near 1.
  @Test func theSumAloneDoesNotHoldEveryLerp() {
    var random = Random(seed: 13)
    // Nearly half an ulp above a Float.
    let weight = 0.25 * (1 + 0x1p-10 + 0x0.ffp-24)
    let (β1, w) = (K(1 - weight), K(weight))
    var beyond = 0
    for _ in 0..<20_000 {
      let (old, new) = (random.float(exponents: -16 ... -10), Float(1 + random.unit() * 0x1p-8))
      let plain = β1 * F(value: Double(old), bound: 0) + w * F(value: Double(new), bound: 0)
      let average = β1 * I(value: Double(old), bound: 0) + w * I(value: Double(new), bound: 0)
      let error = abs(Double(Self.lerp(old, new, weight: weight)) - plain.value)
      if error > plain.bound { beyond += 1 }
      #expect(error <= average.bound)
    }
    #expect(beyond > 0)
  }

  /// Where the weight is large the interpolation starts from the new number: the old one is rounded with its weight, not whole.
  @Test func aLargeWeightStartsFromTheNewNumber() {
    let β = 0x1p-13
    let average = K(β) * I(value: 0x1p20, bound: 0) + (1 - K(β)) * I(value: 1, bound: 0)
    // The weight kept in Float, 2²⁰ u, and a few roundings of numbers of the size of β · 2²⁰; from the old number it would be twice that.
    #expect(average.bound < 0x1p-24 * 0x1p20 * (1 + 8 * β))
  }

  /// Weights that do not add up to 1 make no average.
  @Test func aSumOfOtherWeightsIsASum() {
    let (x, y) = (Self.pair(1, 0), Self.pair(1000, 0))
    for w in [0.25 + 0x1p-30, 0.5] { #expect(Self.areSame(K(0.75) * x.0 + K(w) * y.0, K(0.75) * x.1 + K(w) * y.1)) }
  }

  /// Two ways to one number: as far as the other goes beyond the first, at least as far as that.
  @Test func twoWays() {
    func covering(_ a: F, _ b: F) -> F { .covering(a, b) }
    #expect(covering(F(value: 1, bound: 0.25), F(value: 2, bound: 0.25)).bound == 1.25)
    #expect(covering(F(value: 1, bound: 2), F(value: 1.5, bound: 0.25)).bound == 2)
    #expect(covering(F(value: 1, bound: 0.25), F(value: 2, bound: 0.25)).value == 1)
  }

  /// Where an end is infinite the interpolation may be ∞ − ∞, NaN: nothing can be said. Else the sum's own class decides.
  @Test func specialValues() {
    let (β1, w) = (K(0.9), 1 - K(0.9))
    func average(_ a: Double, _ b: Double) -> I { β1 * I(value: a, bound: 0) + w * I(value: b, bound: 0) }
    #expect(average(.infinity, 1).value == .infinity && average(.infinity, 1).bound == .infinity)
    #expect(average(1, -.infinity).value == -.infinity && average(1, -.infinity).bound == 0)
    #expect(average(.nan, 1).value.isNaN && average(.nan, 1).bound == 0)
    #expect(average(0, 0).value == 0 && average(0, 0).bound == 0)
    // new − old overflows, the sum of the products does not.
    #expect(average(3e38, -3e38).bound == .infinity)
  }
}
