import KernelVerification
import OptimizerKernels
import OptimizerReference

/// One of our kernels as a candidate, through the interface that everybody uses: stepped from the state that it is given, or in a run of its
/// own from the state that its last step left.
struct RuleCandidate: Candidate {
  private let rule: any OptimizerRule
  private let preparation: GradientPreparation
  private var state: OptimizerState?

  init(_ rule: any OptimizerRule, _ preparation: GradientPreparation = .none) {
    self.rule = rule
    self.preparation = preparation
  }

  mutating func step(_ x: inout CandidateStep) throws {
    let given = try OptimizerState(x)
    var state = x.continues ? state ?? given : given
    for _ in 0..<x.missedSteps { state.skipStep() }
    let gradients = preparation.prepare(x)
    let before = x
    if let rows = x.rows, preparation.absentRows == .stay, let rule = rule as? any RowRule {
      rule.update(&x.parameters, gradients: gradients, rows: rows, state: &state)
    } else {
      rule.update(&x.parameters, gradients: gradients, state: &state)
    }
    x.take(state)
    if let rows = x.rows, preparation.absentRows == .areUntouched {
      x.restore(before, whereAbsent: rows)
      state = try OptimizerState(x, stepCount: state.stepCount)
    }
    self.state = state
  }
}

/// What a library does to gradients before its kernel steps, by our functions for it.
struct GradientPreparation {
  /// What becomes of rows without a gradient.
  enum AbsentRows {
    /// Their moments decay, and their parameters stay.
    case stay
    /// They are stepped with a gradient of 0.
    case areZero
    /// Their parameters and their state stay.
    case areUntouched
  }

  static let none = GradientPreparation()

  var clipping: GradientClipping?
  var centralizes = false
  var centralizesConvolutionsOnly = false
  var absentRows = AbsentRows.stay

  /// The gradient of the step after all that.
  func prepare(_ x: CandidateStep) -> [Float] {
    var gradients = x.gradients
    if let clipping {
      let before = x.neighbours.filter(\.isBefore).map(\.gradients)
      var all = before + [gradients] + x.neighbours.filter { !$0.isBefore }.map(\.gradients)
      clipping.clip(&all)
      gradients = all[before.count]
    }
    if centralizes { GradientCentralization.centralize(&gradients, shape: x.shape, convolutionsOnly: centralizesConvolutionsOnly) }
    return gradients
  }
}

extension OptimizerState {
  /// The state before a candidate's step: each slot where our kernels keep it.
  init(_ x: CandidateStep) throws { try self.init(x, stepCount: x.t - 1) }

  /// The state that a candidate's step holds, after so many steps.
  init(_ x: CandidateStep, stepCount: Int) throws {
    func kept(_ values: [Float]) -> [Float]? { values.isEmpty ? nil : values }
    try self.init(
      firstMoment: kept(x.m) ?? x.momentum, secondMoment: kept(x.v) ?? kept(x.s) ?? kept(x.sum) ?? x.u, maximum: kept(x.vmax),
      averagedRate: kept(x.stepSize), slowWeights: kept(x.slow), stepCount: stepCount)
  }
}

extension CandidateStep {
  /// Takes back what a step did to rows that had no gradient.
  mutating func restore(_ before: CandidateStep, whereAbsent rows: [Bool]) {
    let length = parameters.count / rows.count
    for i in parameters.indices where !rows[i / length] {
      parameters[i] = before.parameters[i]
      for slot in Slot.allCases where !self[slot].isEmpty { self[slot][i] = before[slot][i] }
    }
  }

  /// Leaves the state in the slots that it came from.
  mutating func take(_ state: OptimizerState) {
    let first: [Slot] = [.m, .momentum]
    let second: [Slot] = [.v, .s, .sum, .u]
    for slot in first where !self[slot].isEmpty { self[slot] = state.firstMoment }
    for slot in second where !self[slot].isEmpty { self[slot] = state.secondMoment }
    if let maximum = state.maximum { vmax = maximum }
    if let rate = state.averagedRate { stepSize = rate }
    if let weights = state.slowWeights { slow = weights }
  }
}
