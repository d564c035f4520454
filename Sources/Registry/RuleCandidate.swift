import KernelVerification
import OptimizerKernels
import OptimizerReference

/// One of our kernels as a candidate, through the interface that everybody uses: stepped from the state that it is given, or in a run of its
/// own from the state that its last step left.
struct RuleCandidate: Candidate {
  private let rule: any OptimizerRule
  private var state: OptimizerState?

  init(_ rule: any OptimizerRule) { self.rule = rule }

  mutating func step(_ x: inout CandidateStep) throws {
    let given = try OptimizerState(x)
    var state = x.continues ? state ?? given : given
    rule.update(&x.parameters, gradients: x.gradients, state: &state)
    x.take(state)
    self.state = state
  }
}

extension OptimizerState {
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
    for slot in Slot.allCases where !self[slot].isEmpty {
      if first.contains(slot) {
        self[slot] = state.firstMoment
      } else if second.contains(slot) {
        self[slot] = state.secondMoment
      }
    }
    if let maximum = state.maximum { vmax = maximum }
    if let rate = state.averagedRate { stepSize = rate }
    if let weights = state.slowWeights { slow = weights }
  }
}
