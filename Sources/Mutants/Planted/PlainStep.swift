/// One element of a plain kernel.
struct PlainElement {
  var θ, m, v, vmax: Float
}

/// One step of a plain kernel: what was computed in Double is kept in Float, and Float from there on.
struct PlainStep {
  private let options: PlainOptions
  private let arrangement: PlainKernel.Arrangement
  private let bug: Bug?
  private let isAdaptive: Bool
  private let β1, β2, w1, w2, rate, ε, λ, factor, c2, rootOfC2: Float

  init(_ options: PlainOptions, _ schedule: PlainSchedule, _ arrangement: PlainKernel.Arrangement, _ bug: Bug?) {
    self.options = options
    self.arrangement = arrangement
    self.bug = bug
    isAdaptive = schedule.isAdaptive
    (β1, β2) = (Float(options.β1), Float(options.β2))
    (w1, w2) = (bug == .momentumNotAveraged ? 1 : Float(1 - options.β1), Float(schedule.oneMinusβ2))
    let exactRate = Float(schedule.α * schedule.r / schedule.c1)
    rate = bug == .learningRateOneUlpUp ? exactRate.nextUp : exactRate
    let decay = schedule.decayRate * options.λ
    (ε, λ) = (Float(options.ε), Float(options.decayPlace == .update ? decay : options.λ))
    factor = Float(1 - decay)
    (c2, rootOfC2) = (Float(schedule.c2), Float(schedule.c2.squareRoot()))
  }

  func advance(_ x: inout PlainElement, _ gradient: Float) {
    var g = options.sign * bug.taken(gradient)
    if options.decayPlace == .gradient { g += λ * x.θ }
    let stale = x.m
    x.m = bug.kept(average(x.m, g, β1, w1))
    x.v = bug.flushed(arrangement == .weightFirst ? β2 * x.v + (w2 * g) * g : average(x.v, bug.square(g, m: x.m), β2, w2))
    if options.maximum { x.vmax = bug.larger(bug == .maximumOfCorrected ? x.v / c2 : x.v, x.vmax) }
    var second = options.maximum && bug != .maximumNotUsed ? x.vmax : x.v
    // That maximum is corrected already, and the denominator corrects once more.
    if options.maximum && bug == .maximumOfCorrected { second *= c2 }
    let m = bug == .staleMomentum ? stale : x.m
    let update = isAdaptive ? adaptive(m, denominator(second)) : rate * m
    switch options.decayPlace {
    case .factor: x.θ = factor * x.θ - update
    case .update: x.θ -= update + λ * x.θ
    case .afterUpdate: x.θ = factor * (x.θ - update)
    case .none, .gradient: x.θ -= update
    }
  }

  private func adaptive(_ m: Float, _ denominator: Float) -> Float {
    arrangement == .rateFirst ? quotient(rate * m, denominator) : rate * quotient(m, denominator)
  }

  private func average(_ old: Float, _ new: Float, _ β: Float, _ w: Float) -> Float {
    if bug == .farInterpolation { return w < 0.5 ? new - (1 - w) * (new - old) : old + w * (new - old) }
    return switch arrangement {
    // From the nearer end: the other way cancels, and is not as right.
    case .interpolated: w < 0.5 ? old + w * (new - old) : new - (1 - w) * (new - old)
    case .fused: (w * new).addingProduct(β, old)
    case .plain, .reciprocal, .otherRoot, .weightFirst, .rateFirst: β * old + w * new
    }
  }

  private func denominator(_ v: Float) -> Float {
    let other = arrangement == .otherRoot
    return switch options.epsilonPlace {
    case .insideRoot: root(quotient(v, c2) + ε)
    case .insideAndAfter: root(quotient(v, c2) + ε) + ε
    case .beforeCorrection: other ? root(v) / rootOfC2 + ε / rootOfC2 : (root(v) + ε) / rootOfC2
    case .afterCorrection: (other ? root(quotient(v, c2)) : quotient(root(v), rootOfC2)) + ε
    case .none: other ? root(quotient(v, c2)) : quotient(root(v), rootOfC2)
    }
  }

  private func quotient(_ a: Float, _ b: Float) -> Float { arrangement == .reciprocal ? a * (1 / b) : a / b }

  private func root(_ x: Float) -> Float {
    switch bug {
    case .reciprocalRoot: x * (1 / x.squareRoot())
    case .reciprocalRootUnrefined where x > 0 && x.isFinite: x * Float((1 - 0x1p-21) / Double(x).squareRoot())
    default: x.squareRoot()
    }
  }
}
