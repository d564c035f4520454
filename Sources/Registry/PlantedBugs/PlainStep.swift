import Foundation

/// One element of a plain kernel.
struct PlainElement {
  var θ, m, v, vmax: Float
}

/// One step of a plain kernel: constants in Double, kept in Float, and Float from there on.
struct PlainStep {
  private let options: PlainOptions
  private let arrangement: PlainKernel.Arrangement
  private let β1, β2, w1, w2, rate, ε, λ, factor, c2, rootOfC2: Float
  private let rectified: Bool

  init(_ options: PlainOptions, t: Int, _ arrangement: PlainKernel.Arrangement) {
    self.options = options
    self.arrangement = arrangement
    let c1 = options.corrects ? 1 - pow(options.β1, Double(t)) : 1
    let c2 = options.corrects ? 1 - pow(options.β2, Double(t)) : 1
    let α = options.inverseDecay > 0 ? options.rate / (1 + options.inverseDecay * Double(t - 1)) : options.rate
    var r = 1.0
    var rectified = true
    if let threshold = options.threshold {
      let ρInf = 2 / (1 - options.β2) - 1
      let power = pow(options.β2, Double(t))
      let ρt = ρInf - 2 * Double(t) * power / (1 - power)
      rectified = ρt > threshold
      if rectified { r = ((ρt - 4) * (ρt - 2) * ρInf / ((ρInf - 4) * (ρInf - 2) * ρt)).squareRoot() }
    }
    self.rectified = rectified
    (β1, β2) = (Float(options.β1), Float(options.β2))
    (w1, w2) = (Float(1 - options.β1), Float(options.oneMinusβ2))
    rate = Float(α * r / c1)
    (ε, λ) = (Float(options.ε), Float(options.decayPlace == .update ? α * options.λ : options.λ))
    factor = Float(1 - α * options.λ)
    (self.c2, rootOfC2) = (Float(c2), Float(c2.squareRoot()))
  }

  func advance(_ x: inout PlainElement, _ gradient: Float) {
    var g = options.sign * gradient
    if options.decayPlace == .gradient { g += λ * x.θ }
    x.m = average(x.m, g, β1, w1)
    x.v = average(x.v, g * g, β2, w2)
    if options.maximum { x.vmax = x.v > x.vmax ? x.v : x.vmax }
    let update = rectified ? rate * quotient(x.m, denominator(options.maximum ? x.vmax : x.v)) : rate * x.m
    switch options.decayPlace {
    case .factor: x.θ = factor * x.θ - update
    case .update: x.θ -= update + λ * x.θ
    case .none, .gradient: x.θ -= update
    }
  }

  private func average(_ old: Float, _ new: Float, _ β: Float, _ w: Float) -> Float {
    switch arrangement {
    // From the nearer end: the other way cancels, and is not as right.
    case .interpolated: w < 0.5 ? old + w * (new - old) : new - (1 - w) * (new - old)
    case .fused: (w * new).addingProduct(β, old)
    case .plain, .reciprocal, .otherRoot: β * old + w * new
    }
  }

  private func denominator(_ v: Float) -> Float {
    let other = arrangement == .otherRoot
    return switch options.epsilonPlace {
    case .insideRoot: (quotient(v, c2) + ε).squareRoot()
    case .beforeCorrection: other ? v.squareRoot() / rootOfC2 + ε / rootOfC2 : (v.squareRoot() + ε) / rootOfC2
    case .afterCorrection: (other ? quotient(v, c2).squareRoot() : quotient(v.squareRoot(), rootOfC2)) + ε
    case .none: other ? quotient(v, c2).squareRoot() : quotient(v.squareRoot(), rootOfC2)
    }
  }

  private func quotient(_ a: Float, _ b: Float) -> Float { arrangement == .reciprocal ? a * (1 / b) : a / b }
}
