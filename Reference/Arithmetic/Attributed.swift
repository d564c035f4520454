/// A bounded value that knows which operations its bound comes of: what a failure report names. Far slower than ``Bounded``; for one element.
public struct Attributed<Format: RoundingFormat>: Scalar {
  /// What one operation's rounding adds to the bound in the end.
  public struct Share: Sendable {
    /// The operation as a person writes it: `√0.00287`, `θ − 0.000632`.
    public let operation: String
    /// Its part of the bound, in the bound's units.
    public var bound: Double
  }

  let number: Bounded<Format>
  /// The number as it is written where it is an operand.
  private let name: String
  /// Whether `name` stands alone, without parentheses.
  private let isSimple: Bool
  /// They add up to the bound, in the order of the operations.
  private var shares: [Share] = []

  /// A number whose bound is its own: an element's state, by its name.
  public init(_ number: Bounded<Format>, named name: String) {
    self.number = number
    (self.name, isSimple) = (name, true)
    if number.bound > 0 { shares = [Share(operation: "\(name) before the step", bound: number.bound)] }
  }

  /// The result of an operation that is written as `name`.
  private init(_ number: Bounded<Format>, as name: String, isSimple: Bool, shares: [Share]) {
    self.number = number
    self.shares = shares
    // Nested further than one operation, a number is easier to read than its formula.
    (self.name, self.isSimple) = name.count <= 16 ? (name, isSimple) : (Self.text(number.value), true)
  }

  public init(value: Double, bound: Double) {
    self.init(Bounded(value: value, bound: bound), named: Self.text(value))
  }

  public init(constant value: Double, bound: Double) {
    let kept = Bounded<Format>(constant: value, bound: bound)
    let text = Self.text(value)
    self.init(kept, as: text, isSimple: true, shares: kept.bound > 0 ? [Share(operation: "the constant \(text)", bound: kept.bound)] : [])
  }

  public init(integerLiteral literal: Int) { self.init(value: Double(literal), bound: 0) }

  public var value: Double { number.value }
  public var bound: Double { number.bound }

  /// The operation that adds most to the bound, and its share from 0 to 1; nil where the bound is 0 or infinite.
  public var dominant: (operation: String, share: Double)? {
    guard bound > 0, bound.isFinite, let most = shares.max(by: { $0.bound < $1.bound }) else { return nil }
    return (most.operation, most.bound / bound)
  }

  /// The value with three digits.
  private static func text(_ value: Double) -> String {
    guard abs(value) > 1e-30, abs(value) < 1e30 else { return "\(value)" }
    var power = 1.0
    while abs(value) * power < 99.95 { power *= 10 }
    while abs(value) * power >= 999.5 { power /= 10 }
    // A Float prints three digits as three digits.
    return "\(Float((value * power).rounded() / power))"
  }

  private var operand: String { isSimple ? name : "(\(name))" }

  /// The result of `operation` on `operands`. What each operand adds is measured: the bound with that operand's bound alone, less the
  /// bound of the rounding.
  private static func result(_ name: String, _ operands: [Attributed], _ operation: ([Bounded<Format>]) -> Bounded<Format>) -> Attributed {
    let number = operation(operands.map(\.number))
    let exact = operands.map { Bounded<Format>(value: $0.value, bound: 0) }
    let rounding = operation(exact).bound
    let added = operands.indices.map { i in
      var one = exact
      one[i] = operands[i].number
      return Swift.max(operation(one).bound - rounding, 0)
    }
    // Products of bounds are nobody's: all grow by the same factor to make up the whole.
    let total = rounding + added.reduce(0, +)
    let factor = total > 0 ? number.bound / total : 0
    var shares: [Share] = []
    for (operand, part) in zip(operands, added) where operand.bound > 0 {
      shares += operand.shares.map { Share(operation: $0.operation, bound: $0.bound / operand.bound * part * factor) }
    }
    if rounding > 0 { shares.append(Share(operation: name, bound: rounding * factor)) }
    return Attributed(number, as: name, isSimple: name.hasPrefix("√"), shares: merged(shares))
  }

  /// An operand that is used twice comes with the same shares twice.
  private static func merged(_ shares: [Share]) -> [Share] {
    var merged: [Share] = []
    for share in shares {
      if let i = merged.firstIndex(where: { $0.operation == share.operation }) {
        merged[i].bound += share.bound
      } else {
        merged.append(share)
      }
    }
    return merged
  }

  public static func + (a: Self, b: Self) -> Self { result("\(a.operand) + \(b.operand)", [a, b]) { $0[0] + $0[1] } }
  public static func - (a: Self, b: Self) -> Self { result("\(a.operand) − \(b.operand)", [a, b]) { $0[0] - $0[1] } }
  public static func * (a: Self, b: Self) -> Self { result("\(a.operand) · \(b.operand)", [a, b]) { $0[0] * $0[1] } }
  public static func / (a: Self, b: Self) -> Self { result("\(a.operand) / \(b.operand)", [a, b]) { $0[0] / $0[1] } }
  public static prefix func - (a: Self) -> Self { result("−\(a.operand)", [a]) { -$0[0] } }
  public static prefix func √ (a: Self) -> Self { result("√\(a.operand)", [a]) { √$0[0] } }
  public static func max(_ a: Self, _ b: Self) -> Self { result("max(\(a.name), \(b.name))", [a, b]) { .max($0[0], $0[1]) } }
  public static func min(_ a: Self, _ b: Self) -> Self { result("min(\(a.name), \(b.name))", [a, b]) { .min($0[0], $0[1]) } }
  public static func clamp(_ x: Self, from low: Self, to high: Self) -> Self {
    result("clamp(\(x.name))", [x, low, high]) { .clamp($0[0], from: $0[1], to: $0[2]) }
  }
  public static func sum(_ terms: [Self]) -> Self { result("a sum of \(terms.count)", terms) { .sum($0) } }
  public func float32() -> Self { Self.result("Float(\(name))", [self]) { $0[0].float32() } }
  public func power(_ t: Int) -> Self { Self.result("\(operand)^\(t)", [self]) { $0[0].power(t) } }
}

extension Attributed: Enclosure {
  public static func covering(_ first: Self, _ other: Self) -> Self {
    let number = Bounded.covering(first.number, other.number)
    let wider = number.bound > first.bound ? other : first
    let factor = wider.bound > 0 ? number.bound / wider.bound : 0
    let shares = wider.shares.map { Share(operation: $0.operation, bound: $0.bound * factor) }
    return Attributed(number, as: first.name, isSimple: first.isSimple, shares: shares)
  }
}
