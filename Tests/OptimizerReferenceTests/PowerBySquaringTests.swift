import OptimizerReference
import Testing

/// βᵗ as XLA computes it.
@Suite struct PowerBySquaringTests {
  /// 0.9999 by itself in Double, squared and multiplied as XLA does.
  private static func squared(_ β: Double, _ t: Int) -> Double {
    var (product, square, rest) = (1.0, β, t)
    while rest > 0 {
      if rest % 2 == 1 { product *= square }
      square *= square
      rest /= 2
    }
    return product
  }

  /// It is further from the nearest number than a `pow` of one ulp may be, and within its bound.
  @Test(arguments: [85, 99, 333, 1000, 1499])
  func itsRoundingsAreInItsBound(t: Int) {
    let β = 0.9999
    let power = Coefficient<Bounded<Double>>(β).powerBySquaring(t).scalar
    let trusted = Coefficient<Bounded<Double>>(β).power(t).scalar
    #expect(power.value == Self.squared(β, t))
    #expect(abs(power.value - trusted.value) <= power.bound)
    #expect(power.bound < Double(2 * t) * 0x1p-53)
  }

  @Test func aPowOfOneUlpIsNearer() {
    let β = 0.9999
    let beyond = (50...1500).filter { t in
      let trusted = Coefficient<Bounded<Double>>(β).power(t).scalar
      return abs(Self.squared(β, t) - trusted.value) > trusted.bound
    }
    #expect(!beyond.isEmpty)
  }

  @Test func aScheduleInFloatKeepsItsOwn() {
    let power = FloatSchedule<PowerBySquaring>(constant: 0.9999, bound: 0).powerBySquaring(85)
    #expect(power.value == Double(PowerBySquaring.power(0.9999, 85)) && power.bound == 0)
  }
}
