#if arch(x86_64)
  import OptimizerReference

  /// Arithmetic with 64 bits, eleven more than Double: exact, as far as the bounds of Double can tell.
  struct Extended: Scalar {
    var number: Float80

    init(_ number: Float80) { self.number = number }
    init(integerLiteral literal: Int) { number = Float80(literal) }

    // `value` and `bound` are the two halves of the number, so that a coefficient becomes a constant without a rounding. A
    // coefficient of another schedule comes with its own bound, and so lies at the upper end of what it may be.
    init(value: Double, bound: Double) { number = Float80(value) + Float80(bound) }
    init(constant value: Double, bound: Double) { number = Float80(value) + Float80(bound) }
    var value: Double { Double(number) }
    var bound: Double { Double(number - Float80(value)) }

    static func + (a: Extended, b: Extended) -> Extended { Extended(a.number + b.number) }
    static func - (a: Extended, b: Extended) -> Extended { Extended(a.number - b.number) }
    static func * (a: Extended, b: Extended) -> Extended { Extended(a.number * b.number) }
    static func / (a: Extended, b: Extended) -> Extended { Extended(a.number / b.number) }
    static prefix func - (a: Extended) -> Extended { Extended(-a.number) }
    static prefix func √ (a: Extended) -> Extended { Extended(a.number.squareRoot()) }
    static func max(_ a: Extended, _ b: Extended) -> Extended { b.number > a.number ? b : a }
    static func min(_ a: Extended, _ b: Extended) -> Extended { b.number < a.number ? b : a }
    static func clamp(_ x: Extended, from low: Extended, to high: Extended) -> Extended { min(max(x, low), high) }
    static func sum(_ terms: [Extended]) -> Extended { terms.reduce(0, +) }
    func float32() -> Extended { Extended(Float80(Float(number))) }
    func power(_ t: Int) -> Extended { Extended((0..<t).reduce(1) { product, _ in product * number }) }
  }
#endif
