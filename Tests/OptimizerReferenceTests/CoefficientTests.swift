import OptimizerReference
import Testing

/// Numbers that are computed once a step, and comparisons of them.
@Suite struct CoefficientTests {
  typealias K = Coefficient<Bounded<Double>>

  @Test func aHyperparameterIsExactInDoubleAndRoundedToFloat() {
    #expect(K(0.1).scalar.bound == 0)
    let rounded = Coefficient<Bounded<Float>>(0.1).scalar
    #expect(rounded.value == 0.1 && rounded.bound >= 0.1 * 0x1p-24 && rounded.bound < 0.1 * 0x1p-23)
    let t = 16_777_217
    #expect(Coefficient<Bounded<Float>>(t).scalar.bound >= 1, "a step number that Float does not hold is rounded")
  }

  /// Between two schedules: kept like a constant, its bound on top.
  @Test func betweenSchedules() {
    let c = Coefficient<Bounded<Float>>(1 - K(0.999))
    #expect(c.scalar.value == 1 - 0.999)
    #expect(c.scalar.bound >= (1 - 0.999) * 0x1p-24 && c.scalar.bound < (1 - 0.999) * 0x1p-23)
  }

  /// A bound that holds for either of two; the value is the first's.
  @Test func covering() {
    let (near, far) = (K(value: Bounded(value: 1, bound: 0.25)), K(value: Bounded(value: 1.5, bound: 0.125)))
    let (both, inside) = (K.covering(near, far).scalar, K.covering(near, K(1)).scalar)
    #expect(both.value == 1 && both.bound >= 0.625 && both.bound < 0.625 + 1e-12)
    #expect(inside.bound >= 0.25 && inside.bound < 0.25 + 1e-12)
    #expect(K.min(near, far).scalar.value == 1 && K.max(near, far).scalar.value == 1.5)
  }

  @Test func decisions() {
    #expect((K(4.5) > K(4)) == .yes)
    #expect((K(3.5) > K(4)) == .no)
    #expect((K(4) > K(4)) == .no, "exact and equal is not above")
    // 1/3 of 3 may come out on either side of 1.
    #expect((K(1) / K(3) * K(3) > 1) == .undecidable)
    #expect((K(1) / K(3) * K(3) > K(1.0000001)) == .no)
    #expect((K(1.0000001) > K(1) / K(3) * K(3)) == .yes)
    #expect((K(.nan) > K(4)) == .undecidable)
  }

  /// A coefficient becomes a constant in the format of what it meets, on whichever side it stands.
  @Test func meetsAnElement() {
    let x = Bounded<Float>(value: 3, bound: 0)
    let c = K(0.1)
    let products: [(Bounded<Float>, Double)] = [(c * x, 0.1 * 3), (c / x, 0.1 / 3), (x / c, 3 / 0.1)]
    for (z, value) in products {
      // One rounding of the constant and one of the operation.
      #expect(z.value == value)
      #expect(z.bound > abs(value) * 0x1.fffp-24 && z.bound < abs(value) * 0x1.001p-23)
    }
    let sum = x + c
    #expect(sum.value == 3.1 && sum.bound > (3.1 + 0.1) * 0x1.fffp-25 && sum.bound < (3.1 + 0.1) * 0x1.001p-24)
  }
}
