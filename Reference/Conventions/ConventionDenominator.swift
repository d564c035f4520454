extension ConventionStep {
  /// The denominator, after what it leaves in the second moment and its maximum.
  @inlinable func denominator<S: Scalar>(_ x: inout Element<S>) -> S {
    var passing: K?
    let hasMaximum = convention.maximum != .none
    switch convention.momentEpsilon {
    case .none: break
    case .kept(let ε): x.v = x.v + K(convention.keptε(ε))
    case .keptInMaximum(let ε): if !hasMaximum { x.v = x.v + K(convention.keptε(ε)) }
    case .passing(let ε): passing = K(convention.keptε(ε))
    }
    // Where the maximum is of the corrected, it is corrected already.
    let isCorrected = convention.maximum == .ofCorrected
    if hasMaximum {
      x.vmax = .max(x.vmax, isCorrected ? x.v / c2 : x.v)
      if case .keptInMaximum(let ε) = convention.momentEpsilon { x.vmax = x.vmax + K(convention.keptε(ε)) }
    }
    var moment = hasMaximum && convention.maximum != .unused ? x.vmax : x.v
    if let passing { moment = moment + passing }
    return divisor(of: moment, c2: isCorrected ? 1 : c2)
  }

  @inlinable func divisor<S: Scalar>(of moment: S, c2: K) -> S {
    switch convention.epsilon {
    case .none: √moment / √c2
    case .inRoot(let ε): √(moment / c2 + K(convention.keptε(ε)))
    case .beforeCorrection(let ε): (√moment + K(convention.keptε(ε))) / √c2
    case .afterCorrection(let ε): √moment / √c2 + K(convention.keptε(ε))
    case .inRootAndAfter(let root, let ε): √(moment / c2 + K(convention.keptε(root))) + K(convention.keptε(ε))
    case .inRootAndBeforeCorrection(let root, let ε): (√(moment + K(convention.keptε(root))) + K(convention.keptε(ε))) / √c2
    }
  }

  /// The update where the rate of each element is bounded.
  @inlinable func bounded<S: Scalar>(_ x: inout Element<S>, _ divisor: S) -> S {
    /// The average of rates, kept up.
    func averaged(_ rate: S, _ β3: Double) -> S {
      x.stepSize = K(β3) * x.stepSize + (1 - K(β3)) * rate
      return x.stepSize
    }
    func clamped(_ rate: S, _ final: Double, _ γ: Double) -> S {
      let low = K(final) * (1 - 1 / (K(γ) * K(t) + 1))
      let high = K(final) * (1 + 1 / (K(γ) * K(t)))
      return .clamp(rate, from: low.kept(in: S.self), to: high.kept(in: S.self))
    }
    let rate = α / c1 / divisor
    switch convention.rateBound {
    case .none: return rate * x.m
    case .clamp(let final, let γ): return clamped(rate, final, γ) * x.m
    case .clampOverRoot(let final, let γ): return clamped(rate, final, γ) / √K(t) * x.m
    case .average(let β3, true): return .min(rate, averaged(rate, β3)) * x.m
    case .average(let β3, false):
      let rate = α / divisor
      return .min(rate, averaged(rate, β3)) * (x.m / c1)
    case .averageThenClamp(let β3, let final, let γ): return clamped(averaged(rate, β3), final, γ) * x.m
    }
  }
}
