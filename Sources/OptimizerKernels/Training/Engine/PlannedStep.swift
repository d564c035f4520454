internal import KernelShims

/// What all parameters of a group that are at one t do in a step: the kernel's constants, and what Lookahead does after it.
struct PlannedStep {
  let group: Int
  let decays: Bool
  /// t of the parameters, which counts the steps they took.
  let t: Int
  /// t of the rule inside Lookahead, which may begin anew.
  let innerStep: Int
  let kernel: KernelStep
  /// Whether m is 0 before the step, whatever a restored state has: 0 · ∞ would be NaN.
  let clearsFirstMoment: Bool
  let lookahead: LookaheadConfiguration?
  let synchronises: Bool
  /// What the second moment begins with.
  let secondMomentStart: Float

  /// - Parameter memo: what earlier steps left, to save time.
  /// - Precondition: t ≥ 1.
  init(_ rule: PlannedRule, group: Int, decays: Bool, t: Int, _ memo: CoefficientMemo? = nil) {
    let lookahead = rule.lookahead
    self.group = group
    self.decays = decays
    self.t = t
    self.lookahead = lookahead
    let resets = lookahead?.resetsInner ?? false
    innerStep = resets ? (t - 1) % (lookahead?.syncPeriod ?? 1) + 1 : t
    kernel = rule.kernelStep(innerStep, decays: decays, memo)
    clearsFirstMoment = rule.beginsWithFirstGradient && innerStep == 1
    synchronises = lookahead.map { $0.phase.synchronises(at: t, every: $0.syncPeriod) } ?? false
    secondMomentStart = Float(rule.initialSecondMoment)
  }

  /// Where slow weights that are not there yet begin, before the step; nil for after it.
  var fillsBeforeStep: Bool { lookahead.map { $0.phase != .fromSecondStep } ?? false }
}

/// A group's rule, for steps that read it in place: a copy would count the references in it.
final class PlannedRule: Sendable {
  private let formula, withoutDecay: RuleFormula
  let lookahead: LookaheadConfiguration?

  init(_ configuration: RuleConfiguration) {
    formula = configuration.formula
    withoutDecay = configuration.formula.withoutDecay
    lookahead = configuration.lookahead
  }

  var beginsWithFirstGradient: Bool { formula.firstMoment == .momentumFromFirstGradient }
  var initialSecondMoment: Double { formula.initialSecondMoment }

  @inline(never)
  func kernelStep(_ t: Int, decays: Bool, _ memo: CoefficientMemo?) -> KernelStep {
    if decays { return formula.kernelStep(t, memo) }
    return withoutDecay.kernelStep(t, memo)
  }
}

extension RuleFormula {
  /// The formula of parameters that are excluded from weight decay.
  var withoutDecay: RuleFormula {
    var formula = self
    formula.weightDecay = 0
    formula.weightDecaySchedule = []
    return formula
  }

  /// The formula with another α, as an element with a learning rate of its own has it.
  func with(learningRate: Float) -> RuleFormula {
    var formula = self
    formula.replaceLearningRate(with: Double(learningRate))
    return formula
  }
}
