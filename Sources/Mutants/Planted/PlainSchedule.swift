import Foundation

/// What a plain kernel computes once a step, in Double.
struct PlainSchedule {
  /// The bias corrections, 1 − β1ᵗ and 1 − β2ᵗ.
  var c1 = 1.0
  var c2 = 1.0
  /// The learning rate.
  var α: Double
  /// What the decay λ is multiplied by.
  var decayRate: Double
  /// rt.
  var r = 1.0
  /// Whether the step divides by the second moment.
  var isAdaptive = true
  /// What β2 leaves for g².
  var oneMinusβ2: Double

  init(_ options: PlainOptions, t counted: Int, _ bug: Bug?) {
    let t = Self.step(counted, bug)
    α = options.rate
    if options.inverseDecay > 0 { α /= 1 + options.inverseDecay * (bug == .rateOneStepAhead ? t : t - 1) }
    decayRate = bug == .decayWithoutRate ? 1 : α
    oneMinusβ2 = bug == .floatOneMinusBeta2 ? Double(1 - Float(options.β2)) : 1 - options.β2
    if options.corrects {
      let last = bug == .biasOneStepOff ? t + 1 : t
      if bug != .firstMomentUncorrected { c1 = 1 - pow(options.β1, last) }
      if bug != .secondMomentUncorrected { c2 = 1 - pow(options.β2, last) }
    }
    if let threshold = options.threshold {
      let ρt = bug == .floatRho ? Double(Self.ρ(Float(options.β2), Float(t), power: powf)) : Self.ρ(options.β2, t, power: pow)
      isAdaptive = ρt > threshold
      if isAdaptive && bug != .rectificationOmitted {
        let ρInf = 2 / (1 - options.β2) - 1
        r = ((ρt - 4) * (ρt - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρt)).squareRoot()
      }
    }
    if bug == .adaptiveBelowThreshold { isAdaptive = true }
  }

  /// ρt, the length of the approximated simple moving average.
  private static func ρ<T: BinaryFloatingPoint>(_ β2: T, _ t: T, power: (T, T) -> T) -> T {
    let β2ᵗ = power(β2, t)
    return 2 / (1 - β2) - 1 - 2 * t * β2ᵗ / (1 - β2ᵗ)
  }

  /// The step as the kernel counts it.
  private static func step(_ t: Int, _ bug: Bug?) -> Double {
    switch bug {
    case .stepInByte: Double(UInt8(truncatingIfNeeded: t))
    case .stepInFloat: Double(min(t, 1 << 24))
    case .stepAsBits: Double(Float(bitPattern: UInt32(truncatingIfNeeded: t)))
    case .firstStepForever: 1
    default: Double(t)
    }
  }
}
