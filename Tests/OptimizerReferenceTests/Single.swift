import OptimizerReference

/// Plain Float arithmetic: what a kernel does. The enclosures must hold it.
struct Single: Scalar {
  var number: Float

  init(_ number: Float) { self.number = number }
  init(value: Double, bound: Double) { number = Float(value) }
  init(constant value: Double, bound: Double) { number = Float(value) }
  init(integerLiteral literal: Int) { number = Float(literal) }

  var value: Double { Double(number) }
  var bound: Double { 0 }

  static func + (a: Single, b: Single) -> Single { Single(a.number + b.number) }
  static func - (a: Single, b: Single) -> Single { Single(a.number - b.number) }
  static func * (a: Single, b: Single) -> Single { Single(a.number * b.number) }
  static func / (a: Single, b: Single) -> Single { Single(a.number / b.number) }
  static prefix func - (a: Single) -> Single { Single(-a.number) }
  static prefix func √ (a: Single) -> Single { Single(a.number.squareRoot()) }
  static func max(_ a: Single, _ b: Single) -> Single { b.number > a.number || b.number.isNaN ? b : a }
  static func min(_ a: Single, _ b: Single) -> Single { b.number < a.number || b.number.isNaN ? b : a }
  static func clamp(_ x: Single, from low: Single, to high: Single) -> Single { min(max(x, low), high) }
  static func sum(_ terms: [Single]) -> Single { terms.reduce(0, +) }
  func float32() -> Single { self }
  func power(_ t: Int) -> Single { Single(Float(value.power(t))) }
}
