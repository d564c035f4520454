import OptimizerReference
import Testing

/// Each rule of the table in `Bounded`, against numbers worked out by hand with mpmath, at 60 digits.
@Suite struct BoundedRuleTests {
  /// A rule's result: the value exactly, the bound to the few last bits that rounding it up adds, and never below.
  struct Expected: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let value, bound: Double

    init(_ name: String, _ value: Double, _ bound: Double) { (testDescription, self.value, self.bound) = (name, value, bound) }

    func check(_ got: some Scalar) {
      #expect(got.value == value)
      // The literal is the nearest Double, so it may be above the exact bound by half an ulp.
      #expect(got.bound >= bound.nextDown && got.bound <= bound * (1 + 0x1p-47))
    }
  }

  /// 3 ± 1/64 and −2 ± 1/32, or both exact.
  static func operands<F>(_: F.Type, exact: Bool) -> (Bounded<F>, Bounded<F>) {
    (Bounded(value: 3, bound: exact ? 0 : 0x1p-6), Bounded(value: -2, bound: exact ? 0 : 0x1p-5))
  }

  @Test func floatArithmetic() {
    let (a, b) = Self.operands(Float.self, exact: false)
    Expected("sum", 1, 0.0468750623986126155).check(a + b)
    Expected("difference", 5, 0.0468753008171921611).check(a - b)
    Expected("product", -6, 0.12548864635755376).check(a * b)
    Expected("quotient", -1.5, 0.0317461230452100244).check(a / b)
  }

  @Test func doubleArithmetic() {
    let (a, b) = Self.operands(Double.self, exact: false)
    Expected("sum", 1, 0.0468750000000001162).check(a + b)
    Expected("difference", 5, 0.0468750000000005603).check(a - b)
    Expected("product", -6, 0.12548828125000068).check(a * b)
    Expected("quotient", -1.5, 0.0317460317460319161).check(a / b)
  }

  /// Only the rounding of the operation itself is left, so u shows.
  @Test func exactOperands() {
    let (a, b) = Self.operands(Float.self, exact: true)
    Expected("sum", 1, 5.96046448864129275e-8).check(a + b)
    Expected("product", -6, 3.57627869318477565e-7).check(a * b)
    Expected("quotient", -1.5, 8.94069673296193912e-8).check(a / b)
    let (c, d) = Self.operands(Double.self, exact: true)
    Expected("sum", 1, 1.11022302462515654e-16).check(c + d)
    Expected("product", -6, 6.66133814775093924e-16).check(c * d)
    Expected("quotient", -1.5, 1.66533453693773481e-16).check(c / d)
  }

  /// The rounding of a result below the normal numbers is absolute, so η shows.
  @Test func underflow() {
    Expected("product", 0x1p-160, 7.00649232203191688e-46).check(
      Bounded<Float>(value: 0x1p-140, bound: 0) * Bounded(value: 0x1p-20, bound: 0))
    Expected("product", 0, 0x1p-1074).check(Bounded<Double>(value: 0x1p-600, bound: 0) * Bounded(value: 0x1p-600, bound: 0))
  }

  @Test(arguments: [
    Expected("exact", 4, 1.19209289772825855e-7), Expected("both sides", 4, 0.267949327611428942),
    Expected("α = a", 0.25, 0.500000059604644886), Expected("α > a, the lower side", 0.25, 0.500000059604644886),
    Expected("α > a, the upper side", 0.25, 1.5615529356869536), Expected("a = 0", 0, 0.500000029802322443),
  ])
  func root(_ expected: Expected) {
    let reach = ["exact": 0, "both sides": 1, "α = a": 0.25, "α > a, the lower side": 0.5, "α > a, the upper side": 4, "a = 0": 0.25]
    let root = √Bounded<Float>(value: expected.value, bound: reach[expected.testDescription] ?? .nan)
    Expected(expected.testDescription, expected.value.squareRoot(), expected.bound).check(root)
  }

  @Test func rootInDouble() {
    Expected("exact", 2, 2.22044604925031308e-16).check(√Bounded<Double>(value: 4, bound: 0))
    Expected("both sides", 2, 0.267949192431122958).check(√Bounded<Double>(value: 4, bound: 1))
    Expected("α > a", 0.5, 1.5615528128088305).check(√Bounded<Double>(value: 0.25, bound: 4))
  }

  /// The larger bound of the two, and no rounding.
  @Test func maximum() {
    let (a, b) = (Bounded<Float>(value: 1, bound: 0.25), Bounded<Float>(value: 2, bound: 0.125))
    for larger in [Bounded.max(a, b), Bounded.max(b, a)] { #expect(larger.value == 2 && larger.bound == 0.25) }
    let c = Bounded<Float>(value: 3, bound: 0)
    #expect(Bounded.max(c, c).value == 3 && Bounded.max(c, c).bound == 0)
  }

  @Test func negation() {
    let a = -Bounded<Float>(value: 3, bound: 0.25)
    #expect(a.value == -3 && a.bound == 0.25)
  }

  @Test func constants() {
    Expected("normal", 0.001, 5.96046447753906262e-11).check(Bounded<Float>(constant: 0.001, bound: 0))
    // Twice the bound: the reference is as far from the exact coefficient as a kernel may be. None of that within Double.
    Expected("with a bound", 0.001, 0.000002000059723854064851).check(Bounded<Float>(constant: 0.001, bound: 1e-6))
    Expected("with a bound, a Double", 0.001, 1e-6).check(Bounded<Double>(constant: 0.001, bound: 1e-6))
    Expected("subnormal", 1e-40, 7.06609696639947598e-46).check(Bounded<Float>(constant: 1e-40, bound: 0))
    Expected("none", 0, 0).check(Bounded<Float>(constant: 0, bound: 0))
    Expected("a Double already", 0.001, 0).check(Bounded<Double>(constant: 0.001, bound: 0))
    Expected("subnormal", 0x1p-1030, 0).check(Bounded<Double>(constant: 0x1p-1030, bound: 0))
    #expect(Bounded<Float>(constant: 1e39, bound: 0).bound == .infinity)
  }

  @Test func literalsAreExact() {
    let two: Bounded<Float> = 2
    #expect(two.value == 2 && two.bound == 0)
    let coefficient: Coefficient<Bounded<Float>> = 2
    #expect(coefficient.scalar.value == 2 && coefficient.scalar.bound == 0)
  }

  /// `pow` is trusted to one ulp, 2u, and not to half of it.
  @Test func power() {
    Expected("t = 0", 1, 1.19209293214517238e-7).check(Bounded<Float>(value: 0.5, bound: 0).power(0))
    Expected("t = 1", 0.5, 5.96046466072586189e-8).check(Bounded<Float>(value: 0.5, bound: 0).power(1))
    Expected("with a bound", 0.125, 0.000733868262699902211).check(Bounded<Float>(value: 0.5, bound: 0x1p-10).power(3))
    Expected("to nothing", 0, 0x1p-150).check(Bounded<Float>(value: 0.999, bound: 0).power(1_000_000))
    Expected("t = 0", 1, 2.2204460492503132e-16).check(Bounded<Double>(value: 0.5, bound: 0).power(0))
    Expected("t = 2", 0.5625, 1.24900090270330118e-16).check(Bounded<Double>(value: 0.75, bound: 0).power(2))
    Expected("with a bound", 0.125, 0.000733853317797211828).check(Bounded<Double>(value: 0.5, bound: 0x1p-10).power(3))
  }

  /// The nearest Double to the power, to the last bit.
  @Test func powerOfDouble() {
    #expect(0.999.power(1000) == 0x1.788526411ed72p-2)
    #expect(0.999999.power(1_000_000) == 0x1.78b5570a90a47p-2)
    #expect(0.9999.power(123_457) == 0x1.23a308b0163aep-18)
    #expect(0.9.power(1_000_000) == 0)
    #expect(0.0.power(0) == 1 && 0.0.power(3) == 0)
  }
}
