import KernelVerification
import OptimizerKernels

/// One of our kernels as a candidate: stepped from the state that it is given, through the interface that everybody uses.
struct RuleCandidate: Candidate {
  private let rule: any OptimizerRule

  init(_ rule: any OptimizerRule) { self.rule = rule }

  mutating func step(_ x: inout CandidateStep) throws {
    let maximum = x.vmax.isEmpty ? nil : x.vmax
    var state = try OptimizerState(firstMoment: x.m, secondMoment: x.v, maximum: maximum, stepCount: x.t - 1)
    rule.update(&x.parameters, gradients: x.gradients, state: &state)
    x.m = state.firstMoment
    x.v = state.secondMoment
    if let maximum = state.maximum { x.vmax = maximum }
  }
}
