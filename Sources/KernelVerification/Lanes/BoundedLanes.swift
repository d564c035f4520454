public import OptimizerReference

/// Eight numbers side by side, each with the value and the bound that a `Bounded<Float>` would have, to the bit.
///
/// What every lane needs is done to all at once; where one lane needs more, overflowing or not a number, each is left to `Bounded<Float>`.
@usableFromInline struct BoundedLanes: Scalar {
  typealias Numbers = SIMD8<Double>
  static let count = 8

  var values, bounds: Numbers

  /// The first lane's: a step that branches on it must not be taken in lanes.
  @usableFromInline var value: Double { values[0] }
  @usableFromInline var bound: Double { bounds[0] }

  @inline(__always) init(values: Numbers, bounds: Numbers) {
    self.values = values
    self.bounds = bounds
  }

  /// The same number in every lane.
  @inline(__always) init(_ x: Bounded<Float>) { self.init(values: Numbers(repeating: x.value), bounds: Numbers(repeating: x.bound)) }

  /// One lane.
  subscript(i: Int) -> Bounded<Float> {
    get { Bounded(value: values[i], bound: bounds[i]) }
    set { (values[i], bounds[i]) = (newValue.value, newValue.bound) }
  }

  /// What `operation` makes of each lane.
  @inline(never) static func each(_ a: Self, _ b: Self, _ operation: (Bounded<Float>, Bounded<Float>) -> Bounded<Float>) -> Self {
    var result = a
    for i in 0..<count { result[i] = operation(a[i], b[i]) }
    return result
  }

  // Free functions do the work: a method is passed its type too, and the thunk that drops it copies all operands.

  @inlinable init(value: Double, bound: Double) { self = exactLanes(value, bound) }
  @inlinable init(constant value: Double, bound: Double) { self = constantLanes(value, bound) }
  @inlinable init(integerLiteral literal: Int) { self = exactLanes(Double(literal), 0) }

  @inlinable static func + (a: Self, b: Self) -> Self { sumOfLanes(a, b) }
  @inlinable static func - (a: Self, b: Self) -> Self { differenceOfLanes(a, b) }
  @inlinable static func * (a: Self, b: Self) -> Self { productOfLanes(a, b) }
  @inlinable static func / (a: Self, b: Self) -> Self { quotientOfLanes(a, b) }
  @inlinable static prefix func - (a: Self) -> Self { negativeOfLanes(a) }
  @inlinable static prefix func √ (a: Self) -> Self { rootOfLanes(a) }
  @inlinable static func max(_ a: Self, _ b: Self) -> Self { largerOfLanes(a, b) }
  @inlinable static func min(_ a: Self, _ b: Self) -> Self { smallerOfLanes(a, b) }
  @inlinable static func clamp(_ x: Self, from low: Self, to high: Self) -> Self { clampedLanes(x, low, high) }

  // What few steps ask for is done lane by lane.

  @usableFromInline static func max(_ a: Self, unlessNaN b: Self) -> Self { each(a, b) { a, b in .max(a, unlessNaN: b) } }
  @usableFromInline static func sum(_ terms: [Self]) -> Self {
    var result = Self(0 as Bounded<Float>)
    for i in 0..<count { result[i] = .sum(terms.map { $0[i] }) }
    return result
  }
  @usableFromInline func float32() -> Self { Self.each(self, self) { x, _ in x.float32() } }
  @usableFromInline func power(_ t: Int) -> Self { Self.each(self, self) { x, _ in x.power(t) } }
}
