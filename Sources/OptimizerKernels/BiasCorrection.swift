internal import KernelShims

/// What the step count t and a decay β say about an average: the coefficients that no platform's `pow` has a part in.
package enum BiasCorrection {
  /// c = 1 − βᵗ, the weights' sum in an average of t values that began at 0.
  ///
  /// - Precondition: 0 ≤ β < 1, t ≥ 1.
  package static func complement(of β: Double, toThe t: Int) -> Double {
    (DoubleDouble(1) - power(β, t)).high
  }

  /// βᵗ by squaring, from the first digit of t on.
  package static func power(_ β: Double, _ t: Int) -> DoubleDouble {
    guard t > 0 else { return DoubleDouble(1) }
    var power = DoubleDouble(β)
    var digit = t.digitCount - 1
    while digit > 0 {
      digit -= 1
      power = power.squared(t >> digit, β)
    }
    return power
  }

  package static func squareRoot(_ x: Double) -> Double { kernelSquareRoot(x) }
}

extension BiasCorrection {
  /// β to the power of every number that a t begins with, each computed once: the next step's t begins with most of them.
  struct Powers {
    let β: Double
    /// The first `count` are known. A t has no more digits than there is room for.
    private var known: [(n: Int, power: DoubleDouble)]
    private var count = 1

    init(_ β: Double) {
      self.β = β
      known = Array(repeating: (1, DoubleDouble(β)), count: Int.bitWidth)
    }

    /// βᵗ for t ≥ 1, with the bits of ``BiasCorrection/power(_:_:)``.
    mutating func power(_ t: Int) -> DoubleDouble {
      let digits = t.digitCount
      count = min(count, digits)
      while known[count - 1].n != t >> (digits - count) { count -= 1 }
      while count < digits {
        let n = t >> (digits - count - 1)
        known[count] = (n, known[count - 1].power.squared(n, β))
        count += 1
      }
      return known[digits - 1].power
    }
  }
}

extension Int {
  /// How many binary digits it has, of which the first is 1.
  fileprivate var digitCount: Int { Int.bitWidth - leadingZeroBitCount }
}

extension DoubleDouble {
  /// βⁿ from this, which is β to the power of n without its last digit.
  fileprivate func squared(_ n: Int, _ β: Double) -> DoubleDouble {
    n & 1 == 1 ? self * self * β : self * self
  }
}
