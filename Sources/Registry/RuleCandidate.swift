import KernelVerification
import OptimizerKernels

/// One of our kernels as a candidate: stepped from the state that it is given, through the interface that everybody uses.
struct RuleCandidate<Rule: OptimizerRule>: Candidate {
  private let rule: Rule

  init(_ rule: Rule) { self.rule = rule }

  mutating func step(_ x: inout CandidateStep) throws {
    let keepsMaximum = !x.vmax.isEmpty
    var state = try OptimizerState(
      firstMoment: x.m, secondMoment: x.v, maximum: keepsMaximum ? x.vmax : nil, stepCount: x.t - 1)
    rule.update(&x.parameters, gradients: x.gradients, state: &state)
    x.m = state.firstMoment
    x.v = state.secondMoment
    if let maximum = state.maximum { x.vmax = maximum }
  }
}
