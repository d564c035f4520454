/// An unevaluated sum of two Doubles, about 106 bits: enough that βᵗ comes out right to the last bit of a Double, on
/// every platform alike (`pow` of the system's library does not).
@frozen @usableFromInline struct DoubleDouble {
  @usableFromInline var high: Double
  @usableFromInline var low: Double

  @usableFromInline init(_ value: Double, _ low: Double = 0) {
    high = value
    self.low = low
  }

  /// The nearest Double.
  @usableFromInline var rounded: Double { high + low }

  /// The product, but for its last bits: al · bl is below what is kept.
  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    // fma gives what the product's rounding left out, exactly.
    let error = (-product).addingProduct(a.high, b.high)
    let tail = error + (a.high * b.low + a.low * b.high)
    let sum = product + tail
    return DoubleDouble(sum, tail - (sum - product))
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
