/// The few values that an evaluation in `Format` may have, each with its bound, where one value and one bound cannot say it.
///
/// Once an intermediate may pass the largest number of `Format`, the evaluation may go on from ∞ or from the finite value: another order
/// of the same mathematics, or a wider register, reaches it. So are admitted, each beside the other: ((1 − β2)g)g and (1 − β2)(gg), √c2/√v and
/// √(c2/v), √v/√c2 and √(v/c2), (αm)/D and α(m/D). What follows from ∞ and from the finite value is kept apart: v = ∞ makes the update 0, and
/// nothing between 0 and the finite update is admitted. ∞ times a number that may vanish is ∞, −∞ or NaN. And what a product loses where it
/// underflows in some order is granted in every order.
///
/// An operation takes every pair of what its operands may be, whatever they share. It is a hundred times slower than ``Bounded``, and is for
/// elements whose bound is infinite there.
public struct Possibilities<Format: RoundingFormat>: Scalar {
  /// A value and its bound, beyond the largest number of `Format` too.
  public typealias Possibility = Bounded<Unlimited<Format>>

  /// What no overflow touched.
  private let first: Possibility
  /// What an evaluation may give beside it; nearly always nothing, and then nothing is allocated.
  private let others: [Possibility]
  /// Of a root, what it is the root of.
  private var radicand: [Possibility] = []
  /// Of a product, its factors above 1 multiplied, and those below 1: what a product may pass on its way, in the worst order.
  private var growth, decline: Double
  /// Of a product, how many operations made it.
  private var operations = 0

  /// More than this are too many to say anything: a step has two or three places where it may overflow.
  static var most: Int { 32 }

  /// What an evaluation may give, at least one; the first is the one that no overflow touched.
  public var all: [Possibility] { [first] + others }

  /// The distinct ones of `possibilities`.
  public init(_ possibilities: [Possibility]) {
    var distinct: [Possibility] = []
    for one in possibilities where !distinct.contains(where: { $0.isSame(as: one) }) { distinct.append(one) }
    guard distinct.count <= Self.most else {
      self.init(Possibility(value: distinct[0].value, bound: .infinity))
      return
    }
    self.init(distinct[0], Array(distinct.dropFirst()))
  }

  private init(_ first: Possibility, _ others: [Possibility] = []) {
    self.first = first
    self.others = others
    (growth, decline) = (Swift.max(abs(first.value), 1), Swift.min(abs(first.value), 1))
  }

  /// A product of factors that multiply to `growth` and `decline`, taken in any order: its worst order may overflow on the way, to ∞ or, where
  /// a factor is 0, to NaN. Each of its operations may underflow, and what that loses grows by the other factors.
  private init(_ product: Self, growth: Double, decline: Double, operations: Int) {
    let lost = Double(operations) * Format.underflow * growth
    func lessened(_ x: Possibility) -> Possibility {
      x.value.isFinite && x.bound > 0 && lost.isFinite ? Possibility(value: x.value, bound: x.bound + lost) : x
    }
    let first = lessened(product.first)
    if growth > Format.largest && first.value.isFinite {
      let overflowed = first.isExactZero ? [Possibility(value: .nan, bound: 0)] : Self.infinities(first, certainly: true)
      self.init([first] + product.others.map(lessened) + overflowed)
    } else {
      self.init(first, product.others.map(lessened))
    }
    (self.growth, self.decline, self.operations) = (growth, decline, operations)
  }

  @_specialize(where Format == Float)
  public init(value: Double, bound: Double) { self.init(Possibility(value: value, bound: bound)) }
  @_specialize(where Format == Float)
  public init(constant value: Double, bound: Double) { self = Self.overflowing(Possibility(constant: value, bound: bound)) }
  public init(integerLiteral literal: Int) { self.init(value: Double(literal), bound: 0) }

  public var value: Double { first.value }
  /// Infinite where there is more than one possibility.
  public var bound: Double { others.isEmpty ? first.bound : .infinity }

  /// Adds ∞ to what may have overflowed.
  private static func overflowing(_ results: [Possibility]) -> [Possibility] {
    results + results.flatMap(infinities)
  }

  /// One result, and ∞ where it may have overflowed.
  private static func overflowing(_ result: Possibility) -> Self {
    let infinities = infinities(result)
    return infinities.isEmpty ? Self(result) : Self([result] + infinities)
  }

  private static func infinities(_ x: Possibility) -> [Possibility] { infinities(x, certainly: false) }

  private static func infinities(_ x: Possibility, certainly: Bool) -> [Possibility] {
    guard x.value.isFinite, x.bound.isFinite, certainly || abs(x.value) + x.bound > Format.largest else { return [] }
    let signs: [Double] = abs(x.value) > x.bound ? [x.value < 0 ? -1 : 1] : [1, -1]
    return signs.map { Possibility(value: $0 * .infinity, bound: 0) }
  }

  private static func combine(_ a: Self, _ b: Self, _ operation: (Possibility, Possibility) -> Possibility) -> Self {
    if a.others.isEmpty && b.others.isEmpty { return overflowing(operation(a.first, b.first)) }
    return Self(overflowing(a.all.flatMap { x in b.all.map { y in operation(x, y) } }))
  }

  private func map(_ operation: (Possibility) -> Possibility) -> Self {
    others.isEmpty ? Self.overflowing(operation(first)) : Self(Self.overflowing(all.map(operation)))
  }

  @_specialize(where Format == Float)
  public static func + (a: Self, b: Self) -> Self { sum(a, b) { $0 + $1 } }
  @_specialize(where Format == Float)
  public static func - (a: Self, b: Self) -> Self { sum(a, b) { $0 - $1 } }

  /// A factor of both terms may be left for later: √v/√c2 + ε is (√v + ε√c2)/√c2.
  private static func sum(_ a: Self, _ b: Self, _ operation: (Possibility, Possibility) -> Possibility) -> Self {
    var sum = combine(a, b, operation)
    let factor = Swift.max(a.growth / Swift.max(abs(a.value), 1), b.growth / Swift.max(abs(b.value), 1))
    guard factor > 1 else { return sum }
    sum.growth *= factor
    sum.decline /= factor
    sum.operations = a.operations + b.operations + 1
    return sum
  }

  @_specialize(where Format == Float)
  public static func * (a: Self, b: Self) -> Self {
    Self(
      product(a, b), growth: a.growth * b.growth, decline: a.decline * b.decline, operations: a.operations + b.operations + 1)
  }

  @_specialize(where Format == Float)
  public static func / (a: Self, b: Self) -> Self {
    let quotient = Self(
      combine(a, b) { $0 / $1 }, growth: a.growth / b.decline, decline: a.decline / b.growth,
      operations: a.operations + b.operations + 1)
    guard !a.radicand.isEmpty else { return quotient }
    // The root of the quotient is as right as the quotient of the roots, and may overflow where that does not.
    return covering(quotient, √(Self(a.radicand) / (b * b)))
  }

  @_specialize(where Format == Float)
  public static prefix func - (a: Self) -> Self { Self(-a.first, a.others.map { -$0 }) }

  @_specialize(where Format == Float)
  public static prefix func √ (a: Self) -> Self {
    var root = a.map { √$0 }
    // √(c2/v) is 1/√(v/c2) too, where v/c2 may overflow.
    if a.operations > 0 && 1 / a.decline > Format.largest { root = Self(root.all + [Possibility(value: 0, bound: 0)]) }
    root.radicand = a.all
    // The root of a product is the product of the roots.
    (root.growth, root.decline, root.operations) = (a.growth.squareRoot(), a.decline.squareRoot(), a.operations)
    return root
  }

  public static func max(_ a: Self, _ b: Self) -> Self { combine(a, b) { .max($0, $1) } }
  public static func min(_ a: Self, _ b: Self) -> Self { combine(a, b) { .min($0, $1) } }
  public static func clamp(_ x: Self, from low: Self, to high: Self) -> Self {
    if low.others.isEmpty && high.others.isEmpty { return x.map { .clamp($0, from: low.first, to: high.first) } }
    let ends = low.all.flatMap { l in high.all.map { (l, $0) } }
    return Self(overflowing(ends.flatMap { l, h in x.all.map { .clamp($0, from: l, to: h) } }))
  }

  /// Partial sums overflow in some orders and not in others; where one may, nothing is said.
  public static func sum(_ terms: [Self]) -> Self {
    let isSingle = terms.allSatisfy(\.others.isEmpty)
    let sum = Bounded<Format>.sum(terms.map { Bounded(value: $0.value, bound: $0.bound) })
    return Self(value: sum.value, bound: isSingle ? sum.bound : .infinity)
  }

  public func float32() -> Self { map { $0.float32() } }
  public func power(_ t: Int) -> Self { map { $0.power(t) } }

  /// ∞ times a number that may vanish is ∞, −∞ or NaN.
  private static func product(_ a: Self, _ b: Self) -> Self {
    func isOpen(_ x: Possibility, _ y: Possibility) -> Bool { x.isInfinite && y.mayVanish || y.isInfinite && x.mayVanish }
    if a.others.isEmpty && b.others.isEmpty && !isOpen(a.first, b.first) { return overflowing(a.first * b.first) }
    let products = a.all.flatMap { x in
      b.all.flatMap { y in isOpen(x, y) ? [.infinity, -.infinity, .nan].map { Possibility(value: $0, bound: 0) } : [x * y] }
    }
    return Self(overflowing(products))
  }
}

extension Possibilities: Enclosure {
  public static func covering(_ first: Self, _ other: Self) -> Self { Self(first.all + other.all) }
}

extension Bounded {
  /// Whether both admit the same; NaN is NaN.
  func isSame(as other: Bounded) -> Bool {
    bound == other.bound && (value == other.value || value.isNaN && other.value.isNaN)
  }
}

/// A format with the same roundings that goes on where `Format` overflows, as far as Double does.
public enum Unlimited<Format: RoundingFormat>: RoundingFormat {
  @inlinable public static var unitRoundoff: Double { Format.unitRoundoff }
  @inlinable public static var underflow: Double { Format.underflow }
  @inlinable public static var ownRoundoff: Double { Format.ownRoundoff }
  @inlinable public static var constantRoundoff: Double { Format.constantRoundoff }
  @inlinable public static var leastNormal: Double { Format.leastNormal }
  @inlinable public static func holds(_ constant: Double) -> Bool { Format.holds(constant) }
  @inlinable public static var largest: Double { .greatestFiniteMagnitude }
}
