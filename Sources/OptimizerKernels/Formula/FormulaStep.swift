package import KernelShims

/// The constants and the shape of a step: coefficients in Double become Floats here, each rounded once.
extension RuleFormula {
  /// - Precondition: t ≥ 1.
  package func kernelStep(_ t: Int) -> KernelStep { kernelStep(t, nil) }

  /// The same, with what earlier steps left in `memo`: it saves time, and changes no bit.
  func kernelStep(_ t: Int, _ memo: CoefficientMemo?) -> KernelStep {
    let α = schedule.rate(at: t, from: learningRate)
    let ρ = rectification.map { _ in memo.rectification(beta2, t) }
    let isAdaptive = rectification.map { form in ρ?.passes(form) ?? true } ?? true
    var k = KernelStep()
    k.gradientScale = 1
    moments(&k, α, t)
    decay(&k, α, t, isHeld: !isAdaptive && rectification?.below == .holdWithoutDecay)
    let c1 = correctsFirstMoment ? memo.complement(of: beta1, toThe: t) : 1
    let c2 = secondCorrection == .none && maximum != .corrected ? 1 : ρ?.complement ?? memo.complement(of: beta2, toThe: t)
    keepMaximum(&k, c2)
    takeNumerator(&k, α, t, memo)
    guard isAdaptive else {
      stepBelow(&k, α, c1)
      return k
    }
    divide(&k, c2)
    var rate = α
    if let ρ { rate *= ρ.rate }
    if secondCorrection == .inRate { rate *= BiasCorrection.squareRoot(c2) }
    if firstMoment == .velocity { rate = -1 }
    bound(&k, &rate, α, c1, t)
    k.rate = Float(rate)
    multiplyFirst(&k)
    return k
  }

  /// At a rate of 0 the numerator is multiplied by it before it is divided: a quotient that overflows would make NaN of 0.
  private func multiplyFirst(_ k: inout KernelStep) {
    guard k.rate == 0, !k.boundsRate, !k.averagesQuotient, !k.stepsByGradient, k.keepsFirstMoment else { return }
    k.mixesGradient = true
    k.momentWeight = 0
    k.gradientWeight = 0
  }

  /// The step below the threshold.
  private func stepBelow(_ k: inout KernelStep, _ α: Double, _ c1: Double) {
    switch rectification?.below {
    case .momentum: k.rate = Float(α / c1)
    case .rawMomentum: k.rate = Float(α)
    case .ascent: k.rate = Float(-α / c1)
    case .hold, .holdWithoutDecay, nil: k.holds = true
    }
  }

  /// How both moments advance.
  private func moments(_ k: inout KernelStep, _ α: Double, _ t: Int) {
    // −g has to be formed where more than m takes it.
    k.negatesGradient = maximize && (firstMoment != .average || secondMoment == .residuals || numerator != .moment)
    let sign: Double = maximize && !k.negatesGradient ? -1 : 1
    k.keepsFirstMoment = firstMoment != .none
    k.firstDecay = Float(firstMoment == .average ? beta1 : momentum)
    switch firstMoment {
    case .none: break
    case .average: k.firstWeight = Float(sign * (1 - beta1))
    case .momentum: k.firstWeight = Float(1 - dampening)
    case .momentumFromFirstGradient:
      k.firstWeight = Float(t == 1 ? 1 : 1 - dampening)
      if t == 1 { k.firstDecay = 0 }
    case .velocity: k.firstWeight = Float(-α)
    case .quotients: k.firstWeight = 1
    }
    k.averagesQuotient = firstMoment == .quotients
    k.keepsSecondMoment = secondMoment != .none
    k.averagesResidual = secondMoment == .residuals
    k.takesGreatest = secondMoment == .greatest
    k.secondDecay = secondMoment == .sum ? 1 : Float(beta2)
    k.secondWeight = secondMoment == .sum ? 1 : Float(1 - beta2)
    k.addsSecondEpsilon = momentEpsilon > 0 && (momentEpsilonForm == .kept || (momentEpsilonForm == .keptByMaximum && maximum == .none))
    k.secondEpsilon = Float(momentEpsilon)
  }

  /// Where weight decay enters.
  private func decay(_ k: inout KernelStep, _ α: Double, _ t: Int, isHeld: Bool) {
    let λ = weightDecaySchedule.rate(at: t, from: weightDecay)
    // Nothing for λ = 0, so that an infinite θ stays out of it; a schedule decays by 0 too.
    guard λ != 0 || !weightDecaySchedule.isEmpty, !isHeld else { return }
    let scale =
      switch weightDecayScale {
      case .rate: α
      case .baseRate: learningRate
      case .one: 1.0
      }
    switch weightDecayForm {
    case .inGradient:
      k.decaysGradient = true
      k.decay = Float(maximize && !k.negatesGradient ? -λ : λ)
    case .beforeUpdate:
      k.decaysBeforeUpdate = true
      k.decay = Float(1 - scale * λ)
    case .inUpdate:
      k.decaysInUpdate = true
      k.decay = Float(scale * λ)
    }
  }

  private func keepMaximum(_ k: inout KernelStep, _ c2: Double) {
    k.keepsMaximum = maximum != .none
    k.ignoresMaximum = ignoresMaximum && k.keepsMaximum
    k.scalesMaximum = maximum == .corrected
    if k.scalesMaximum { k.scale = Float(1 / c2) }
    k.addsMaximumEpsilon = k.keepsMaximum && momentEpsilon > 0 && momentEpsilonForm == .keptByMaximum
    k.maximumEpsilon = Float(momentEpsilon)
  }

  /// What is divided, or steps as it is.
  private func takeNumerator(_ k: inout KernelStep, _ α: Double, _ t: Int, _ memo: CoefficientMemo?) {
    k.stepsByGradient = numerator == .gradient
    k.mixesGradient = numerator != .moment && numerator != .gradient
    switch numerator {
    case .moment, .gradient: break
    case .nesterov:
      k.momentWeight = Float(momentum)
      k.gradientWeight = Float(firstMoment == .velocity ? -α : 1)
    case .nesterovOfCorrected:
      k.momentWeight = Float(beta1 / memo.complement(of: beta1, toThe: t + 1))
      k.gradientWeight = Float((1 - beta1) / memo.complement(of: beta1, toThe: t))
    case .nesterovWithSchedule:
      let μ = memo.nesterov(beta1, momentumDecay, t)
      k.momentWeight = Float(μ.next / (1 - μ.nextProduct))
      k.gradientWeight = Float((1 - μ.now) / (1 - μ.product))
    }
  }

  /// D of an adaptive step.
  private func divide(_ k: inout KernelStep, _ c2: Double) {
    guard secondMoment != .none else { return }
    k.dividesByRoot = secondMoment != .greatest
    k.dividesByMoment = secondMoment == .greatest
    k.momentEpsilonInside = momentEpsilon > 0 && momentEpsilonForm == .forgotten
    k.momentEpsilon = Float(momentEpsilon)
    k.scalesInside = secondCorrection == .insideRoot && maximum != .corrected
    k.scalesOutside = secondCorrection == .outsideRoot && maximum != .corrected
    if k.scalesInside { k.scale = Float(1 / c2) }
    if k.scalesOutside { k.scale = Float(1 / BiasCorrection.squareRoot(c2)) }
    k.epsilonInside = rootEpsilon > 0
    k.rootEpsilon = Float(rootEpsilon)
    // An ε of 0 is added beside a corrected root, for those are the shapes with loops of their own; elsewhere it is left out.
    k.epsilonOutside = epsilon > 0 || k.scalesOutside || (k.scalesInside && !k.epsilonInside)
    k.epsilon = Float(epsilon)
  }

  /// The bounds of the rate, and 1/c1.
  private func bound(_ k: inout KernelStep, _ rate: inout Double, _ α: Double, _ c1: Double, _ t: Int) {
    k.averagesRate = rateAverage != .none
    k.capsAtAverage = rateAverage == .caps
    k.clampsRate = finalLearningRate != nil
    k.boundsRate = k.averagesRate || k.clampsRate
    guard k.boundsRate else {
      rate /= c1
      return
    }
    if boundsCorrectedRate { rate /= c1 }
    k.averageDecay = Float(beta3)
    k.averageWeight = Float(1 - beta3)
    k.boundedScale = Float((boundsCorrectedRate ? 1 : 1 / c1) / (dividesRateByRootOfStep ? BiasCorrection.squareRoot(Double(t)) : 1))
    guard let finalLearningRate else { return }
    let limit = finalLearningRate * boundShare(α)
    k.lowerRate = Float(limit * (1 - 1 / (gamma * Double(t) + 1)))
    k.upperRate = Float(limit * (1 + 1 / (gamma * Double(t))))
  }
}
