import KernelShims

/// One element, stepped by the formula of `KernelStep` in plain Float, in the stated order.
///
/// RegistryTests holds a link to this file.
struct ScalarElement {
  var θ, g, m, v, vMax, s: Float

  /// The greater, or NaN where either is.
  private func greater(_ a: Float, _ b: Float) -> Float { a.isNaN || a > b ? a : b }

  private func denominator(_ y: Float, _ k: KernelStep) -> Float {
    var d = y
    if k.momentEpsilonInside { d += k.momentEpsilon }
    if k.scalesInside { d *= k.scale }
    if k.epsilonInside { d += k.rootEpsilon }
    if !k.dividesByMoment { d = d.squareRoot() }
    if k.scalesOutside { d *= k.scale }
    if k.epsilonOutside { d += k.epsilon }
    return d
  }

  mutating func step(_ k: KernelStep) {
    let scaled = k.gradientScale * g
    var gradient = k.negatesGradient ? -scaled : scaled
    if k.decaysGradient { gradient = gradient + k.decay * θ }
    if k.keepsFirstMoment && !k.averagesQuotient { m = k.firstDecay * m + k.firstWeight * gradient }
    if k.keepsSecondMoment {
      let q = k.averagesResidual ? gradient - m : gradient
      if k.takesGreatest {
        v = greater(k.secondDecay * v, k.addsSecondEpsilon ? q.magnitude + k.secondEpsilon : q.magnitude)
      } else {
        v = k.secondDecay * v + k.secondWeight * (q * q)
        if k.addsSecondEpsilon { v += k.secondEpsilon }
      }
    }
    if k.keepsMaximum {
      vMax = greater(vMax, k.scalesMaximum ? v * k.scale : v)
      if k.addsMaximumEpsilon { vMax += k.maximumEpsilon }
    }
    let d = denominator(k.keepsMaximum && !k.ignoresMaximum ? vMax : v, k)
    if k.averagesQuotient { m = k.firstDecay * m + k.firstWeight * (gradient / d) }
    if k.holds {
      if k.decaysBeforeUpdate { θ *= k.decay }
      return
    }
    var n = k.stepsByGradient ? gradient : m
    if k.mixesGradient { n = k.momentWeight * m + k.gradientWeight * gradient }
    let divides = (k.dividesByRoot || k.dividesByMoment) && !k.averagesQuotient
    let update = k.boundsRate ? rate(d, k) * n : k.rate * (divides ? n / d : n)
    let decayed = k.decaysBeforeUpdate ? θ * k.decay : θ
    θ = k.decaysInUpdate ? decayed - (update + k.decay * θ) : decayed - update
  }

  private mutating func rate(_ d: Float, _ k: KernelStep) -> Float {
    var η = k.rate / d
    if k.averagesRate {
      s = k.averageDecay * s + k.averageWeight * η
      let isCapped = s.isNaN || s < η
      η = !k.capsAtAverage || isCapped ? s : η
    }
    if k.clampsRate && !η.isNaN { η = min(max(η, k.lowerRate), k.upperRate) }
    return η * k.boundedScale
  }
}
