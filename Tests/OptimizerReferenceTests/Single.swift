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
  func power(_ t: Int) -> Single { Single(Float(value.power(t))) }
}
