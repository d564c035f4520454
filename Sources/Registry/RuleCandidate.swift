package import KernelVerification
package import OptimizerKernels
import OptimizerReference

/// One of our kernels as a candidate, through the interface that everybody uses: stepped from the state that it is given, or in a run of its
/// own from the state that its last step left.
package struct RuleCandidate: Candidate {
  private let rule: any OptimizerRule
  private let preparation: GradientPreparation
  private var state: OptimizerState?
  /// Which slots the rule keeps; nil where there is no memory for one element.
  private let example: OptimizerState?
  /// How the rule is reached; nil for itself.
  private let route: OptimizerRoute?

  package init(_ rule: any OptimizerRule, _ preparation: GradientPreparation = .none) {
    self.rule = rule
    self.preparation = preparation
    example = try? rule.makeState(count: 1)
    route = OptimizerRoute.current
  }

  init(_ preset: Preset) {
    self.init(
      preset.rule,
      GradientPreparation(
        clipping: preset.clipping, centralizes: preset.centralization != .none,
        centralizesConvolutionsOnly: preset.centralization == .convolutions))
  }

  /// The rule, where it is one to train with and gradients are taken as they are.
  var trainingRule: (any TrainingRule)? {
    preparation.clipping == nil && !preparation.centralizes ? rule as? any TrainingRule : nil
  }

  package mutating func step(_ x: inout CandidateStep) throws {
    guard !x.parameters.isEmpty else {
      // Of no elements every slot is empty: which of them are kept cannot be told from the arrays.
      var state = try rule.makeState(count: 0)
      return try rule.update(&x.parameters, gradients: x.gradients, state: &state)
    }
    let given = try OptimizerState(x)
    // A slot is missing or too many: the fault is in what was asked for, and it is said so.
    guard let example, given.hasSlots(of: example) else {
      throw PresetError(option: "the state", needed: "what \(type(of: rule)) keeps")
    }
    var state = x.continues ? state ?? given : given
    for _ in 0..<x.missedSteps { try state.skipStep() }
    // Rows without a gradient are for rules alone, and learning rates of elements for an optimizer.
    if let route = route ?? (x.learningRates == nil ? nil : OptimizerRoute()), x.rows == nil, let rule = rule as? any TrainingRule {
      try route.step(rule, preparation, &x, &state)
      x.take(state)
      self.state = state
      return
    }
    let gradients = preparation.prepare(x)
    if let rows = x.rows, let rule = rule as? any RowRule {
      try rule.update(&x.parameters, gradients: gradients, rows: rows, state: &state)
    } else {
      try rule.update(&x.parameters, gradients: gradients, state: &state)
    }
    x.take(state)
    self.state = state
  }
}

/// What a library does to gradients before its kernel steps, by our functions for it.
package struct GradientPreparation {
  package static let none = GradientPreparation()

  package var clipping: GradientClipping?
  var centralizes = false
  var centralizesConvolutionsOnly = false

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
  /// Whether both keep the same slots. Slow weights may be filled in later.
  fileprivate func hasSlots(of other: OptimizerState) -> Bool {
    firstMoment.isEmpty == other.firstMoment.isEmpty && secondMoment.isEmpty == other.secondMoment.isEmpty
      && (maximum == nil) == (other.maximum == nil) && (averagedRate == nil) == (other.averagedRate == nil)
  }

  /// The state before a candidate's step: each slot where our kernels keep it.
  init(_ x: CandidateStep) throws {
    func kept(_ values: [Float]) -> [Float]? { values.isEmpty ? nil : values }
    try self.init(
      firstMoment: kept(x.m) ?? x.momentum, secondMoment: kept(x.v) ?? kept(x.s) ?? kept(x.sum) ?? x.u, maximum: kept(x.vmax),
      averagedRate: kept(x.stepSize), slowWeights: kept(x.slow), stepCount: x.t - 1)
  }
}

extension CandidateStep {
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
