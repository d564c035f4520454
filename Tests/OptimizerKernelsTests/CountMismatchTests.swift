import OptimizerKernels
import Testing

/// Counts that a program may compute from data: where they do not fit there is an error, and nothing is changed.
@Suite struct CountMismatchTests {
  /// What refuses a step, and that it left everything as it was.
  private func refusal(
    _ rule: some OptimizerRule, _ state: OptimizerState, parameters: [Float] = [1, 2, 3], gradients: [Float] = [1, 2, 3]
  ) -> String {
    var (after, θ) = (state, parameters)
    do throws(OptimizerStateError) {
      try rule.update(&θ, gradients: gradients, state: &after)
      return "taken"
    } catch {
      #expect(after == state && θ == parameters)
      return "\(error)"
    }
  }

  private func state(_ rule: some OptimizerRule, _ count: Int) throws -> OptimizerState { try rule.makeState(count: count) }

  @Test func `gradients of another count are refused`() throws {
    let rule = try Adam.paper()
    #expect(
      refusal(rule, try state(rule, 3), gradients: [1, 2]) == "gradients have 2 elements, parameters have 3; allowed: as many")
  }

  @Test func `a state of another count is refused`() throws {
    let rule = try RAdam.torch()
    #expect(refusal(rule, try state(rule, 4)) == "the state has 4 elements, parameters have 3; allowed: as many")
  }

  @Test func `a state without a slot that is kept, or with one that is not, is refused`() throws {
    let allowed = "; allowed: the slots that the rule keeps"
    let (with, without) = (try AMSGrad.paper(), try Adam.torch())
    #expect(refusal(with, try state(without, 3)) == "AMSGrad keeps maximum here, and the state has none" + allowed)
    #expect(refusal(without, try state(with, 3)) == "the state has maximum, and Adam keeps none here" + allowed)
    let second = try OptimizerState(firstMoment: [], secondMoment: [1, 1, 1], stepCount: 0)
    #expect(refusal(without, second) == "Adam keeps firstMoment here, and the state has none" + allowed)
  }

  @Test func `a negative count and one that no memory holds are refused`() throws {
    let rule = try Adam.paper()
    #expect(throws: OptimizerStateError.negativeCount(-1)) { try rule.makeState(count: -1) }
    #expect(throws: OptimizerStateError.outOfMemory(count: 1 << 40, byteCount: 1 << 43)) { try rule.makeState(count: 1 << 40) }
    #expect(throws: OptimizerStateError.outOfMemory(count: .max, byteCount: .max)) { try rule.makeState(count: .max) }
    #expect(throws: OptimizerStateError.negativeCount(-1)) { try Lookahead.paper(rule).makeState(count: -1) }
  }

  @Test func `a step without a count is refused`() throws {
    let rule = try Adam.paper()
    let last = try OptimizerState(firstMoment: [1], secondMoment: [1], stepCount: (1 << 53) - 1)
    var state = last
    try state.skipStep()
    let refused = OptimizerStateError.tooManySteps(1 << 53)
    #expect("\(refused)" == "stepCount is 9007199254740992, and the next step would have none; allowed: less")
    #expect(throws: refused) { try state.skipStep() }
    #expect(refusal(rule, state, parameters: [1], gradients: [1]) == "\(refused)")
    #expect(refusal(try Lookahead.paper(rule), state, parameters: [1], gradients: [1]) == "\(refused)")
  }

  @Test func `Lookahead changes nothing where its rule refuses`() throws {
    let rule = try Lookahead(SGD.torch(lr: 0.1), syncPeriod: 2, slowStepSize: 0.5, resetsInner: true)
    let wrong = try OptimizerState(firstMoment: [], secondMoment: [], slowWeights: [1, 2], stepCount: 0)
    #expect(refusal(rule, wrong) == "the state has 2 elements, parameters have 3; allowed: as many")
    let fresh = try OptimizerState(firstMoment: [], secondMoment: [], stepCount: 5)
    #expect(refusal(rule, fresh, gradients: [1]) == "gradients have 1 elements, parameters have 3; allowed: as many")
  }
}
