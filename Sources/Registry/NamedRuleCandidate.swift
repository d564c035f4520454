import KernelVerification
import OptimizerKernels

/// Our kernel where weight decay leaves out parameters by their names: with the decay, and without.
struct NamedRuleCandidate: Candidate {
  private let preset: Preset
  private var decaying, plain: RuleCandidate

  init(_ preset: Preset) {
    self.preset = preset
    decaying = RuleCandidate(preset.rule)
    plain = RuleCandidate(preset.ruleWithoutDecay)
  }

  mutating func step(_ x: inout CandidateStep) throws {
    if preset.decays(x.parameter) {
      try decaying.step(&x)
    } else {
      try plain.step(&x)
    }
  }
}
