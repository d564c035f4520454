extension Convention {
  /// The choice on `axis` as a person says it.
  public func words(_ axis: Axis) -> String {
    switch axis {
    case .numbers: "α = \(α), β1 = \(β1), β2 = \(β2)"
    case .constants: constants.words
    case .direction: maximizes ? "climbs" : "descends"
    case .rate: rate.words
    case .warmup: warmup.words
    case .gradient: centralizedAbove.map { "centralized above \($0) \($0 == 1 ? "axis" : "axes")" } ?? "as it is"
    case .secondMoment: secondMoment == .squaredGradient ? "of g²" : "of (g − m)²"
    case .momentEpsilon: momentEpsilon.words
    case .maximum: maximum.words
    case .firstCorrection: correctsFirstMoment ? "m / (1 − β1ᵗ)" : "none"
    case .secondCorrection: correctsSecondMoment ? "v / (1 − β2ᵗ)" : "none"
    case .epsilon: epsilon.words
    case .threshold: rectification?.words ?? "none, every step is adaptive"
    case .belowThreshold: belowThreshold.words
    case .decayWhenHeld: decaysWhenHeld ? "goes on" : "stops too"
    case .rateBound: rateBound.words
    case .weightDecay: weightDecay.words
    case .lookahead: lookahead?.words ?? "none"
    }
  }
}

extension Convention.Constants {
  var words: String {
    switch self {
    case .asGiven: "as given"
    case .inFloatButε: "rounded to Float, but for ε"
    case .inFloat: "rounded to Float"
    }
  }
}

extension Convention.RateOverTime {
  var words: String {
    switch self {
    case .constant: "constant"
    case .inverseTime(let decay, let first): "α / (1 + \(decay) \(first ? "t" : "(t − 1)"))"
    case .noam(let warmup, let model): "Noam's, warmup \(warmup), width \(model)"
    }
  }
}

extension Convention.Warmup {
  var words: String {
    switch self {
    case .none: "none"
    case .linear(let steps): "1e-8 + αt / \(steps) before step \(steps)"
    case .linearThenDown(let share, let total, let least): "to step \(share) · \(total), then down to \(least) at \(total)"
    }
  }
}

extension Convention.MomentEpsilon {
  var words: String {
    switch self {
    case .none: "none"
    case .kept(let ε): "+ \(ε) at every step, kept"
    case .keptInMaximum(let ε): "+ \(ε) at every step, kept in the maximum"
    case .passing(let ε): "+ \(ε) in passing"
    }
  }
}

extension Convention.Maximum {
  var words: String {
    switch self {
    case .none: "none"
    case .ofUncorrected: "of v, uncorrected"
    case .ofCorrected: "of v̂, corrected"
    case .unused: "kept and not used"
    }
  }
}

extension Convention.EpsilonPlace {
  var words: String {
    switch self {
    case .none: "none"
    case .inRoot: "√(v̂ + ε)"
    case .beforeCorrection: "√v + ε, then corrected"
    case .afterCorrection: "√v̂ + ε"
    case .inRootAndAfter(let root, _): "√(v̂ + \(root)) + ε"
    case .inRootAndBeforeCorrection(let root, _): "√(v + \(root)) + ε, then corrected"
    }
  }

  /// ε; nil where there is none.
  public var number: Double? {
    switch self {
    case .none: nil
    case .inRoot(let ε), .beforeCorrection(let ε), .afterCorrection(let ε): ε
    case .inRootAndAfter(_, let ε), .inRootAndBeforeCorrection(_, let ε): ε
    }
  }
}

extension Convention.Rectification {
  var words: String { "ρt \(includesThreshold ? "≥" : ">") \(number)" }

  /// The threshold as a person writes it: 5, 4.5.
  public var number: String { Int(exactly: threshold).map(String.init) ?? "\(threshold)" }
}

extension Convention.BelowThreshold {
  var words: String {
    switch self {
    case .correctedMoment: "θ − αm̂"
    case .uncorrectedMoment: "θ − αm, uncorrected"
    case .hold: "θ is held"
    case .ascend: "θ + αm̂, upward"
    }
  }
}

extension Convention.RateBound {
  var words: String {
    switch self {
    case .none: "none"
    case .clamp(let final, let γ): "clamped around \(final), γ = \(γ)"
    case .clampOverRoot(let final, let γ): "clamped around \(final), γ = \(γ), then over √t"
    case .average(let β3, true): "its average of α/(c1 D), β3 = \(β3)"
    case .average(let β3, false): "its average of α/D, β3 = \(β3)"
    case .averageThenClamp(let β3, let final, let γ): "averaged, β3 = \(β3), then clamped around \(final), γ = \(γ)"
    }
  }
}

extension Convention.WeightDecay {
  var words: String {
    switch self {
    case .none: "none"
    case .intoGradient(let λ): "g + \(λ) θ"
    case .timesRate(let λ): "θ − αt · \(λ) θ"
    case .timesBaseRate(let λ): "θ − α · \(λ) θ, α before it changes"
    case .absolute(let λ): "θ − \(λ) θ, without the rate"
    }
  }
}

extension Convention.Lookahead {
  var words: String {
    let when =
      switch phase {
      case .atMultiples: "every \(period) steps"
      case .fromFirstStep: "every \(period) steps after the first, from θ there"
      case .fromZero: "every \(period + 1) steps, from 0"
      }
    return "\(share) of the way \(when)"
  }
}
