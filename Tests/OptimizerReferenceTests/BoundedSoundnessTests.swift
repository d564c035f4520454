import OptimizerReference
import Testing

/// Many random operands: what Float makes of operands that lie within their bounds lies within the bound of the result, and
/// the bound is what the table says and no wider.
@Suite struct BoundedSoundnessTests {
  static let pairs = 20_000

  /// An operation in both arithmetics, and its rule: ζ, the bound before the operation's own rounding.
  struct Operation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bounded: @Sendable (Bounded<Float>, Bounded<Float>) -> Bounded<Float>
    let float: @Sendable (Float, Float) -> Float
    let ζ: @Sendable (_ a: Bounded<Float>, _ b: Bounded<Float>) -> Double
    var rounds = true
  }

  static let operations = [
    Operation(testDescription: "+", bounded: { $0 + $1 }, float: { $0 + $1 }, ζ: { $0.bound + $1.bound }),
    Operation(testDescription: "−", bounded: { $0 - $1 }, float: { $0 - $1 }, ζ: { $0.bound + $1.bound }),
    Operation(
      testDescription: "·", bounded: { $0 * $1 }, float: { $0 * $1 },
      ζ: { abs($0.value) * $1.bound + abs($1.value) * $0.bound + $0.bound * $1.bound }),
    Operation(
      testDescription: "/", bounded: { $0 / $1 }, float: { $0 / $1 },
      ζ: { ($0.bound + abs($0.value / $1.value) * $1.bound) / (abs($1.value) - $1.bound) }),
    Operation(
      testDescription: "√", bounded: { a, _ in √a }, float: { a, _ in a.squareRoot() },
      ζ: { a, _ in
        let s = a.value.squareRoot()
        let above = a.bound / ((a.value + a.bound).squareRoot() + s)
        let below = a.value > a.bound ? a.bound / (s + (a.value - a.bound).squareRoot()) : s
        return max(above, below)
      }),
    Operation(
      testDescription: "max", bounded: { .max($0, $1) }, float: { $1 > $0 ? $1 : $0 }, ζ: { max($0.bound, $1.bound) }, rounds: false),
  ]

  /// An operand: a Float and how far it may be off, from nothing to nearly all of it.
  static func operand(_ random: inout Random, positive: Bool) -> Bounded<Float> {
    let a = Double(random.float(exponents: -40...40))
    let share = random.pick([0, 0x1p-30, 0x1p-24, 0x1p-20, 0x1p-8, 0.5, 0.9])
    return Bounded(value: positive ? abs(a) : a, bound: abs(a) * share)
  }

  /// A Float within the bound of `x`: at one of its ends as far as Float goes, or in between.
  static func perturbed(_ x: Bounded<Float>, _ random: inout Random) -> Float {
    let δ = x.bound * random.pick([-1, 1, random.unit() * 2 - 1])
    let near = Float(x.value + δ)
    return abs(Double(near) - x.value) <= x.bound ? near : Float(x.value)
  }

  @Test(arguments: operations)
  func holdsWhatFloatMakesOfIt(_ operation: Operation) {
    var random = Random(seed: 1)
    var worst = 0.0
    for _ in 0..<Self.pairs {
      let a = Self.operand(&random, positive: operation.testDescription == "√")
      let b =
        random.unit() < 0.1
        ? Bounded(value: Double(Float(a.value) * (1 + 0x1p-20)), bound: a.bound) : Self.operand(&random, positive: false)
      let z = operation.bounded(a, b)
      let got = Double(operation.float(Self.perturbed(a, &random), Self.perturbed(b, &random)))
      let error = abs(got - z.value)
      guard error <= z.bound else {
        Issue.record("\(a) \(operation.testDescription) \(b): \(got) is not within \(z)")
        return
      }
      if z.bound > 0 { worst = max(worst, error / z.bound) }
    }
    #expect(worst > 0.99, "nothing comes near the bound, so it is too wide")
  }

  @Test(arguments: operations)
  func isWhatTheTableSays(_ operation: Operation) {
    var random = Random(seed: 2)
    for _ in 0..<Self.pairs {
      let a = Self.operand(&random, positive: operation.testDescription == "√")
      let b = Self.operand(&random, positive: false)
      let z = operation.bounded(a, b)
      let ζ = operation.ζ(a, b)
      let rounding = operation.rounds ? (0x1p-24 + 0x1p-53) * (abs(z.value) + ζ) + 0x1p-150 : 0
      let expected = ζ + rounding
      // The bound is rounded up by 2⁻⁴⁹; a handful of roundings of Double, in it and in what is expected here, are less than that again.
      guard z.bound <= expected * (1 + 0x1p-48), z.bound >= expected * (1 - 0x1p-50) else {
        Issue.record("\(a) \(operation.testDescription) \(b): the bound is \(z.bound) and should be \(expected)")
        return
      }
    }
  }

  /// The rounding alone, of operands that are exact: u shows here even where ζ would hide it.
  @Test(arguments: operations.filter(\.rounds))
  func exactOperandsAreOffByHalfAnUlp(_ operation: Operation) {
    var random = Random(seed: 3)
    var worst = 0.0
    for _ in 0..<Self.pairs {
      let a = Bounded<Float>(value: Double(abs(random.float(exponents: -40...40))), bound: 0)
      let b = Bounded<Float>(value: Double(random.float(exponents: -40...40)), bound: 0)
      let z = operation.bounded(a, b)
      let error = abs(Double(operation.float(Float(a.value), Float(b.value))) - z.value)
      #expect(error <= z.bound)
      #expect(z.bound <= (0x1p-24 + 0x1p-52) * abs(z.value) + 0x1p-149)
      worst = max(worst, error / z.bound)
    }
    #expect(worst > 0.98)
  }

  /// Results among the subnormals, where η is all of the bound.
  @Test func subnormalResults() {
    var random = Random(seed: 4)
    var worst = 0.0
    for _ in 0..<Self.pairs {
      let (a, b) = (random.float(exponents: -80 ... -70), random.float(exponents: -72 ... -60))
      let z = Bounded<Float>(value: Double(a), bound: 0) * Bounded(value: Double(b), bound: 0)
      let error = abs(Double(a * b) - z.value)
      #expect(error <= z.bound)
      worst = max(worst, error / z.bound)
    }
    #expect(worst > 0.99)
  }

  @Test func constants() {
    var random = Random(seed: 5)
    var worst = 0.0
    for _ in 0..<Self.pairs {
      let c = Double(random.float(exponents: -140...40)) * (1 + random.unit() * 0x1p-20)
      let kept = Bounded<Float>(constant: c, bound: 0)
      let error = abs(Double(Float(c)) - c)
      #expect(error <= kept.bound)
      worst = max(worst, error / kept.bound)
    }
    #expect(worst > 0.99)
  }
}
