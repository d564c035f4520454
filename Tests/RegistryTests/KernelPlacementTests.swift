import KernelVerification
import OptimizerKernels
import OptimizerReference
import Registry
import Testing

/// Our kernels against the references at every count up to four vectors and three elements, and at every place in a vector.
@Suite struct KernelPlacementTests {
  static let names = [
    "paper.Adam", "paper.AdamReformulated", "paper.AMSGrad", "paper.RAdam", "torch.optim.Adam", "torch.optim.AdamW", "torch.optim.RAdam",
    "kozistr.RAdamOptimizer",
  ]

  @Test(arguments: names)
  func agreesWithItsReferenceEverywhere(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    let sample = try #require(implementation.samples.last)
    let long = try #require(GeneratedCases.cases(of: implementation).last { $0.hyperparameters == sample && $0.name.hasSuffix("-normal") })
    for count in 0...67 {
      let testCase = long.cut(to: count, steps: 7)
      for offset in 0..<16 {
        let candidate = PlacedCandidate(try Preset(name, options: sample).rule, offset: offset)
        let result = try Registry.verifier.judge(candidate, on: testCase)
        // Of no elements there is nothing to compare, but the guards are looked at all the same.
        #expect(count == 0 ? result.verdict == .vacuous : result.verdict.isPassed, "\(count) elements at \(offset): \(result.reason ?? "")")
        if count == 0 { #expect(result.checks.allSatisfy { $0.broken == nil }) }
      }
    }
  }
}

/// A rule whose arrays lie at an offset in larger ones, between guards.
struct PlacedCandidate: Candidate {
  struct GuardTouched: Error {}

  private let rule: any OptimizerRule
  private let offset: Int
  /// A number that no step would leave by chance.
  private static let sentinel = Float(bitPattern: 0x7f80_dead)

  init(_ rule: any OptimizerRule, offset: Int) {
    self.rule = rule
    self.offset = offset
  }

  mutating func step(_ x: inout CandidateStep) throws {
    let n = x.parameters.count
    let margin = [Float](repeating: Self.sentinel, count: 16)
    var parameters = margin + margin.prefix(offset) + x.parameters + margin
    let gradients = margin + margin.prefix(offset) + x.gradients + margin
    let maximum = x.vmax.isEmpty && n > 0 ? nil : x.vmax
    let keeps = try rule.makeState(count: 0).maximum != nil
    var state = try OptimizerState(firstMoment: x.m, secondMoment: x.v, maximum: keeps ? maximum ?? [] : nil, stepCount: x.t - 1)
    let place = 16 + offset..<16 + offset + n
    try unsafe parameters.withUnsafeMutableBufferPointer { buffer in
      // The slice outlives the call, and nothing else refers to it.
      var span = unsafe MutableSpan(_unsafeElements: buffer.extracting(place))
      try rule.update(&span, gradients: gradients.span.extracting(place), state: &state)
    }
    let untouched = Self.sentinel.bitPattern
    for i in parameters.indices where !place.contains(i) && parameters[i].bitPattern != untouched { throw GuardTouched() }
    x.parameters = Array(parameters[place])
    x.m = state.firstMoment
    x.v = state.secondMoment
    if let maximum = state.maximum, n > 0 { x.vmax = maximum }
  }
}

extension Case {
  /// The same case with its first elements and steps only.
  fileprivate func cut(to count: Int, steps: Int) -> Case {
    let w = tensors[0]
    let gradients = (0..<steps).flatMap { k in w.gradients[k * w.count..<k * w.count + count] }
    return Case(
      checked: name, implementation: implementation, hyperparameters: hyperparameters, steps: steps,
      tensors: [Trajectory(name: "w", initial: Array(w.initial.prefix(count)), gradients: gradients)], rerun: rerun)
  }
}
