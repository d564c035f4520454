/// A convention at one step: its coefficients, and what they do to an element.
@usableFromInline struct ConventionStep<C: Scalar>: Sendable {
  @usableFromInline typealias K = Coefficient<C>

  @usableFromInline let convention: Convention
  @usableFromInline let t: Int
  @usableFromInline let arrangement: Arrangement
  @usableFromInline let β1, β2, c1, c2: K
  /// The learning rate at this step.
  @usableFromInline let α: K
  /// What θ loses of itself; nil for nothing.
  @usableFromInline let decay: K?
  @usableFromInline let λ: K?

  @inlinable init(_ convention: Convention, t: Int, _ arrangement: Arrangement) {
    (self.convention, self.t, self.arrangement) = (convention, t, arrangement)
    (β1, β2) = (K(convention.kept(convention.β1)), K(convention.kept(convention.β2)))
    c1 = convention.correctsFirstMoment ? 1 - β1.power(t) : 1
    c2 = convention.correctsSecondMoment ? 1 - β2.power(t) : 1
    α = Self.rate(convention, t)
    switch convention.weightDecay {
    case .none: (decay, λ) = (nil, nil)
    case .intoGradient(let λ): (decay, self.λ) = (nil, K(convention.kept(λ)))
    case .timesRate(let λ): (decay, self.λ) = (α * K(convention.kept(λ)), nil)
    case .timesBaseRate(let λ): (decay, self.λ) = (K(convention.kept(convention.α)) * K(convention.kept(λ)), nil)
    case .absolute(let λ): (decay, self.λ) = (K(convention.kept(λ)), nil)
    }
  }

  @inlinable static func rate(_ convention: Convention, _ t: Int) -> K {
    func kept(_ number: Double) -> K { K(convention.kept(number)) }
    var α = kept(convention.α)
    switch convention.rate {
    case .constant: break
    case .inverseTime(let decay, let decaysAtFirstStep): α = α / (1 + kept(decay) * K(decaysAtFirstStep ? t : t - 1))
    case .noam(let warmup, let model):
      let w = kept(warmup)
      α = α * (Double(t) > warmup ? 1 / √K(t) : K(t) / (w * √w)) / √kept(model)
    }
    switch convention.warmup {
    case .none: return α
    case .linear(let steps): return steps > Double(t) ? K(1e-8) + K(t) * α / kept(steps) : α
    case .linearThenDown(let share, let total, let least):
      let end = kept(total) * kept(share)
      if (K(t) > end) == .no { return α * (K(t) / end) }
      let length = K.max(kept(total) - end, 1)
      return α + (kept(least) - α) / length * .min(K(t) - end, length)
    }
  }

  /// A step with the second moment, `rt` times.
  @inlinable func adaptive<S: Scalar>(_ x: inout Element<S>, rt: K?) {
    let θ = x.θ
    averages(&x)
    let divisor = denominator(&x)
    var update: S
    if convention.rateBound == .none {
      update = α * (x.m / c1) / divisor
    } else {
      update = bounded(&x, divisor)
    }
    if let rt { update = rt * update }
    move(&x, from: θ, by: update, decays: true)
  }

  /// A step without it.
  @inlinable func belowThreshold<S: Scalar>(_ x: inout Element<S>) {
    let θ = x.θ
    averages(&x)
    _ = denominator(&x)
    switch convention.belowThreshold {
    case .correctedMoment: move(&x, from: θ, by: α * (x.m / c1), decays: true)
    case .uncorrectedMoment: move(&x, from: θ, by: α * x.m, decays: true)
    case .hold: move(&x, from: θ, by: 0, decays: convention.decaysWhenHeld)
    case .ascend: move(&x, from: θ, by: -(α * (x.m / c1)), decays: true)
    }
  }

  @inlinable func averages<S: Scalar>(_ x: inout Element<S>) {
    var g = convention.maximizes ? -x.g : x.g
    if let λ { g = g + λ * x.θ }
    x.m = β1 * x.m + (1 - β1) * g
    let deviation = convention.secondMoment == .squaredResidual ? g - x.m : g
    x.v = β2 * x.v + (1 - β2) * (deviation * deviation)
  }

  /// θ after the step, and Lookahead after that.
  @inlinable func move<S: Scalar>(_ x: inout Element<S>, from θ: S, by update: S, decays: Bool) {
    switch (decays ? decay : nil, arrangement) {
    case (nil, _): x.θ = θ - update
    case (let decay?, .decayInUpdate): x.θ = θ - (update + decay * θ)
    case (let decay?, .decaySubtracted): x.θ = θ - decay * θ - update
    case (let decay?, _): x.θ = (1 - decay) * θ - update
    }
    guard let lookahead = convention.lookahead else { return }
    let share = K(convention.kept(lookahead.share))
    if lookahead.phase == .fromFirstStep && t == 1 { x.slow = x.θ }
    let step = lookahead.phase == .fromFirstStep ? t - 1 : t
    let period = lookahead.phase == .fromZero ? lookahead.period + 1 : lookahead.period
    guard step > 0, step.isMultiple(of: period) else { return }
    x.slow = x.slow + share * (x.θ - x.slow)
    x.θ = x.slow
  }
}
