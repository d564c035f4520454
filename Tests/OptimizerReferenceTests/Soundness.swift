import OptimizerReference

/// What a scalar of bounded Floats must do, checked on many random operands. The checks are generic, so that those that `Bounded<Float>`
/// passes can be seen to fail a scalar with a fault.
enum Soundness<S: Scalar> {
  /// What a check found against the scalar.
  struct Finding {
    /// The check.
    let check: String
    /// The operands, the result, and what is wrong with it.
    let text: String
    /// |error| / bound of an unsound bound; of one that is too wide, the bound that it should be over the one that it is.
    let ratio: Double
  }

  static var pairs: Int { 20_000 }

  /// All checks, in order.
  static var checks: [() -> Finding?] {
    ScalarOperation.allCases.map { operation in { encloses(operation) } }
      + ScalarOperation.allCases.filter(\.rounds).map { operation in { exactOperands(operation) } }
      + [subnormalResults, constants, coefficients, powers, sums]
      + ScalarOperation.allCases.map { operation in { isWhatTheTableSays(operation) } }
  }

  /// What Float makes of operands that lie within their bounds lies within the bound of the result.
  static func encloses(_ operation: ScalarOperation) -> Finding? {
    var random = Random(seed: 1)
    var judge = Judge("\(operation.rawValue) of operands with bounds", comesTo: 0.99)
    for _ in 0..<pairs {
      let a = operand(&random, positive: operation == .root)
      let b = random.unit() < 0.1 ? S(value: Double(Float(a.value) * (1 + 0x1p-20)), bound: a.bound) : operand(&random, positive: false)
      let got = operation.float(perturbed(a, &random), perturbed(b, &random))
      judge.see(Double(got), operation.bounded(a, b), of: "\(a) \(operation.rawValue) \(b)")
    }
    return judge.verdict
  }

  /// The bound is the table's, with nothing forgotten and nothing added.
  static func isWhatTheTableSays(_ operation: ScalarOperation) -> Finding? {
    var random = Random(seed: 2)
    for _ in 0..<pairs {
      let a = operand(&random, positive: operation == .root)
      let b = operand(&random, positive: false)
      let z = operation.bounded(a, b)
      let ζ = operation.ζ(a.value, a.bound, b.value, b.bound)
      let rounding = operation.rounds ? (0x1p-24 + 0x1p-53) * (abs(z.value) + ζ) + 0x1p-150 : 0
      let expected = ζ + rounding
      // The bound is rounded up by 2⁻⁴⁹; a handful of roundings of Double, in it and in what is expected here, are less than that again.
      if z.bound <= expected * (1 + 0x1p-48), z.bound >= expected * (1 - 0x1p-50) { continue }
      return Finding(
        check: "\(operation.rawValue) as the table says",
        text: "\(a) \(operation.rawValue) \(b): the bound is \(z.bound) and should be \(expected)", ratio: expected / z.bound)
    }
    return nil
  }

  /// The rounding alone, of operands that are exact: u shows here even where ζ would hide it.
  static func exactOperands(_ operation: ScalarOperation) -> Finding? {
    var random = Random(seed: 3)
    var judge = Judge("\(operation.rawValue) of exact operands", comesTo: 0.98)
    for _ in 0..<pairs {
      let a = abs(random.float(exponents: -40...40))
      let b = random.float(exponents: -40...40)
      let z = operation.bounded(S(value: Double(a), bound: 0), S(value: Double(b), bound: 0))
      judge.see(Double(operation.float(a, b)), z, of: "\(a) \(operation.rawValue) \(b)")
      judge.expect(z, atMost: (0x1p-24 + 0x1p-52) * abs(z.value) + 0x1p-149, of: "\(a) \(operation.rawValue) \(b)")
    }
    return judge.verdict
  }

  /// Results among the subnormals, where η is all of the bound.
  static func subnormalResults() -> Finding? {
    var random = Random(seed: 4)
    var judge = Judge("subnormal products", comesTo: 0.99)
    for _ in 0..<pairs {
      let (a, b) = (random.float(exponents: -80 ... -70), random.float(exponents: -72 ... -60))
      judge.see(Double(a * b), S(value: Double(a), bound: 0) * S(value: Double(b), bound: 0), of: "\(a) · \(b)")
    }
    return judge.verdict
  }

  /// Constants that are rounded to Float.
  static func constants() -> Finding? {
    var random = Random(seed: 5)
    var judge = Judge("constants", comesTo: 0.99)
    for _ in 0..<pairs {
      let c = Double(random.float(exponents: -140...40)) * (1 + random.unit() * 0x1p-20)
      judge.see(Double(Float(c)), S(constant: c, bound: 0), of: "\(c)")
    }
    return judge.verdict
  }

  /// Coefficients, which have a bound before they are rounded.
  static func coefficients() -> Finding? {
    var random = Random(seed: 6)
    var judge = Judge("coefficients with bounds", comesTo: 0.99)
    for _ in 0..<pairs {
      let c = Double(random.float(exponents: -40...40)) * (1 + random.unit() * 0x1p-20)
      let bound = abs(c) * random.pick([0x1p-40, 0x1p-24, 0x1p-8])
      let evaluated = c + bound * random.pick([-1, 1, random.unit() * 2 - 1]) * (1 - 0x1p-40)
      judge.see(Double(Float(evaluated)), S(constant: c, bound: bound), of: "\(c) ± \(bound)")
    }
    return judge.verdict
  }

  /// Powers by a `pow` that is off by one ulp, no more. Not among the subnormals, where an ulp is more than is granted: 1 − βᵗ is 1 there.
  static func powers() -> Finding? {
    var random = Random(seed: 7)
    var judge = Judge("powers", comesTo: 0.9)
    for _ in 0..<pairs / 10 {
      let a = Double(Float(random.unit()))
      let t = random.pick([1, 2, 3, 10, 100])
      let exact = a.power(t)
      guard exact >= Double(Float.leastNormalMagnitude) else { continue }
      let nearest = Float(exact)
      for near in [nearest.nextDown, nearest, nearest.nextUp] where abs(Double(near) - exact) <= Double(nearest.ulp) {
        judge.see(Double(near), S(value: a, bound: 0).power(t), of: "\(a) to the power \(t)")
      }
    }
    return judge.verdict
  }

  /// A sum of which each addition loses half an ulp: 1 and then many times 2⁻²⁴.
  static func sums() -> Finding? {
    var judge = Judge("sums of many terms", comesTo: 0.99)
    for count in [1, 10, 1000] {
      let terms = [1] + Array(repeating: Float(0x1p-24), count: count)
      judge.see(Double(terms.reduce(0, +)), S.sum(terms.map { S(value: Double($0), bound: 0) }), of: "1 and \(count) times 2⁻²⁴")
    }
    return judge.verdict
  }

  /// An operand: a Float and how far it may be off, from nothing to nearly all of it.
  private static func operand(_ random: inout Random, positive: Bool) -> S {
    let a = Double(random.float(exponents: -40...40))
    let share = random.pick([0, 0x1p-30, 0x1p-24, 0x1p-20, 0x1p-8, 0.5, 0.9])
    return S(value: positive ? abs(a) : a, bound: abs(a) * share)
  }

  /// A Float within the bound of `x`: at one of its ends as far as Float goes, or in between.
  private static func perturbed(_ x: S, _ random: inout Random) -> Float {
    let δ = x.bound * random.pick([-1, 1, random.unit() * 2 - 1])
    let near = Float(x.value + δ)
    return abs(Double(near) - x.value) <= x.bound ? near : Float(x.value)
  }
}
