/// An unevaluated sum of two Doubles, about 106 bits: enough that βᵗ comes out right to the last bit of a Double, on
/// every platform alike (`pow` of the system's library does not).
@frozen @usableFromInline struct DoubleDouble: ExpressibleByIntegerLiteral {
  @usableFromInline var high: Double
  @usableFromInline var low: Double

  @usableFromInline init(_ value: Double, _ low: Double = 0) {
    high = value
    self.low = low
  }

  @usableFromInline init(integerLiteral literal: Int) { self.init(Double(literal)) }

  /// The nearest Double.
  @usableFromInline var rounded: Double { high + low }

  /// The sum, but for its last bits.
  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let highs = exactSum(a.high, b.high)
    let lows = exactSum(a.low, b.low)
    let sum = exactSum(highs.high, highs.low + lows.high)
    return exactSum(sum.high, sum.low + lows.low)
  }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + DoubleDouble(-b.high, -b.low) }

  /// a + b and what its rounding left out, exactly (Knuth, *The Art of Computer Programming*, vol. 2, §4.2.2).
  private static func exactSum(_ a: Double, _ b: Double) -> DoubleDouble {
    let sum = a + b
    let bPart = sum - a
    return DoubleDouble(sum, (a - (sum - bPart)) + (b - bPart))
  }

  /// The product, but for its last bits: al · bl is below what is kept.
  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    // fma gives what the product's rounding left out, exactly.
    let error = (-product).addingProduct(a.high, b.high)
    let tail = error + (a.high * b.low + a.low * b.high)
    let sum = product + tail
    return DoubleDouble(sum, tail - (sum - product))
  }

  /// The quotient, but for its last bits, of a divisor that is not 0: each digit divides what the one before left.
  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - DoubleDouble(first) * b
    let second = rest.high / b.high
    let third = (rest - DoubleDouble(second) * b).high / b.high
    return exactSum(first, second) + DoubleDouble(third)
  }

  /// aᵗ by squaring.
  @usableFromInline func power(_ t: Int) -> DoubleDouble {
    precondition(t >= 0, "power takes t ≥ 0 and was given \(t)")
    var result = DoubleDouble(1)
    var square = self
    var rest = t
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      square = square * square
      rest >>= 1
    }
    return result
  }
}
