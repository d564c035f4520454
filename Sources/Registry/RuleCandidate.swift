import KernelVerification
import OptimizerKernels

/// One of our kernels as a candidate, through the interface that everybody uses: stepped from the state that it is given, or in a run of its
/// own from the state that its last step left.
struct RuleCandidate: Candidate {
  private let rule: any OptimizerRule
  private var state: OptimizerState?

  init(_ rule: any OptimizerRule) { self.rule = rule }

  mutating func step(_ x: inout CandidateStep) throws {
    let maximum = x.vmax.isEmpty ? nil : x.vmax
    let given = try OptimizerState(firstMoment: x.m, secondMoment: x.v, maximum: maximum, stepCount: x.t - 1)
    var state = x.continues ? state ?? given : given
    rule.update(&x.parameters, gradients: x.gradients, state: &state)
    x.m = state.firstMoment
    x.v = state.secondMoment
    if let maximum = state.maximum { x.vmax = maximum }
    self.state = state
  }
}
