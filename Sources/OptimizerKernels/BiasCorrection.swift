internal import KernelShims

/// What the step count t and a decay β say about an average: the coefficients that no platform's `pow` has a part in.
package enum BiasCorrection {
  /// c = 1 − βᵗ, the weights' sum in an average of t values that began at 0.
  ///
  /// - Precondition: 0 ≤ β < 1, t ≥ 1.
  package static func complement(of β: Double, toThe t: Int) -> Double {
    (DoubleDouble(1) - power(β, t)).high
  }

  /// βᵗ by squaring.
  package static func power(_ β: Double, _ t: Int) -> DoubleDouble {
    var result = DoubleDouble(1)
    var square = DoubleDouble(β)
    var rest = t
    while true {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest == 0 { return result }
      square = square * square
    }
  }

  package static func squareRoot(_ x: Double) -> Double { kernelSquareRoot(x) }
}
