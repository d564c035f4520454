import KernelShims

/// The constants and the shape of a step, and one number more for faults that need it.
struct FormulaStep {
  /// As `KernelStep.h` documents them.
  var k: KernelStep
  /// What a fault multiplies by or puts in place of something; 1 where none needs it.
  var extra: Float = 1
}

/// One element of a formula kernel: the state that it keeps, and the parameter.
struct FormulaElement {
  var θ: Float
  var m: Float = 0
  var v: Float = 0
  var vmax: Float = 0
  var s: Float = 0

  /// The step that `KernelStep.h` writes out, one operation after the other, with `fault` where it strikes.
  mutating func advance(_ gradient: Float, _ step: FormulaStep, _ fault: FormulaFault?) {
    let k = step.k
    let before = self
    if fault == .sumFromZero { v = 0 }
    var g = k.negatesGradient ? -gradient : gradient
    if k.decaysGradient { g += k.decay * θ }
    if k.keepsFirstMoment && !k.averagesQuotient { m = k.firstDecay * m + k.firstWeight * g }
    var y = v
    if k.keepsSecondMoment {
      v = second(k.averagesResidual ? g - (fault == .residualOfOldMoment ? before.m : m) : g, k, fault)
      y = v
      if k.keepsMaximum {
        vmax = greater(vmax, k.scalesMaximum ? v * k.scale : v)
        if k.addsMaximumEpsilon { vmax += k.maximumEpsilon }
        if !k.ignoresMaximum { y = vmax }
        if fault == .maximumNotStored { vmax = before.vmax }
      }
    }
    if k.averagesQuotient { m = k.firstDecay * m + k.firstWeight * (g / denominator(y, k)) }
    if k.holds {
      if k.decaysBeforeUpdate { θ *= k.decay }
      return
    }
    var update = numerator(fault == .lookAheadFromOldMoment ? before.m : m, g, k)
    if k.boundsRate {
      update *= boundedRate(denominator(y, k), step, fault)
    } else {
      if (k.dividesByRoot || k.dividesByMoment) && !k.averagesQuotient { update /= denominator(y, k) }
      update *= k.rate
    }
    move(by: update, k, fault)
  }

  /// θ of the step, with its decay.
  private mutating func move(by update: Float, _ k: KernelStep, _ fault: FormulaFault?) {
    if fault == .decayOfUpdated {
      θ -= update
      if k.decaysInUpdate { θ -= k.decay * θ }
      if k.decaysBeforeUpdate { θ *= k.decay }
      return
    }
    let decayed = k.decaysBeforeUpdate ? θ * k.decay : θ
    θ = decayed - (k.decaysInUpdate ? update + k.decay * θ : update)
  }

  /// v after the step.
  private func second(_ q: Float, _ k: KernelStep, _ fault: FormulaFault?) -> Float {
    if k.takesGreatest {
      let magnitude = (fault == .signedMagnitude ? q : abs(q)) + (k.addsSecondEpsilon ? k.secondEpsilon : 0)
      return greater(k.secondDecay * v, magnitude)
    }
    let average = k.secondDecay * v + k.secondWeight * (q * q)
    return k.addsSecondEpsilon ? average + k.secondEpsilon : average
  }

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

  /// What is multiplied by the rate or divided by D.
  private func numerator(_ m: Float, _ g: Float, _ k: KernelStep) -> Float {
    k.mixesGradient ? k.momentWeight * m + k.gradientWeight * g : k.stepsByGradient ? g : m
  }

  /// η̂, and s with it.
  private mutating func boundedRate(_ d: Float, _ step: FormulaStep, _ fault: FormulaFault?) -> Float {
    let k = step.k
    var η = k.rate / d
    if k.averagesRate {
      if fault == .averagesClamped { η = clamped(η, k, fault) }
      let old = s
      s = k.averageDecay * s + k.averageWeight * η
      let average = fault == .averageCorrected ? s / step.extra : fault == .oldAverage ? old : s
      η = k.capsAtAverage ? capped(η, average, fault) : average
      if fault == .averageKeepsBounded { s = k.clampsRate ? clamped(η, k, fault) : η }
    }
    if fault == .scaledBeforeClamp { return clamped(η * k.boundedScale, k, fault) }
    if k.clampsRate { η = clamped(η, k, fault) }
    return η * k.boundedScale
  }

  private func capped(_ η: Float, _ average: Float, _ fault: FormulaFault?) -> Float {
    switch fault {
    case .capMissing: η
    case .capTakesGreater: greater(η, average)
    // C's fminf.
    case .capSwallowsNaN: Float.minimum(η, average)
    default: average < η || average.isNaN ? average : η
    }
  }

  private func clamped(_ η: Float, _ k: KernelStep, _ fault: FormulaFault?) -> Float {
    if fault == .clampSwallowsNaN { return Float.minimum(Float.maximum(η, k.lowerRate), k.upperRate) }
    let raised = η < k.lowerRate ? k.lowerRate : η
    return raised > k.upperRate ? k.upperRate : raised
  }
}

/// The greater, or NaN where either is.
private func greater(_ a: Float, _ b: Float) -> Float { a > b || a.isNaN ? a : b }
