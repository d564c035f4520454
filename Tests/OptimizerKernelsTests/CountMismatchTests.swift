import OptimizerKernels
import Testing

@Suite struct CountMismatchTests {
  private func expect(_ result: ExitTest.Result?, says message: String) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(message), "\(text)")
  }

  @Test func `gradients of another count end the process`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let rule = try Adam.paper()
      var state = rule.makeState(count: 3)
      var parameters: [Float] = [1, 2, 3]
      rule.update(&parameters, gradients: [1, 2], state: &state)
    }
    expect(result, says: "gradients have 2 elements, parameters have 3")
  }

  @Test func `a state of another count ends the process`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let rule = try RAdam.torch()
      var state = rule.makeState(count: 4)
      var parameters: [Float] = [1, 2, 3]
      rule.update(&parameters, gradients: [1, 2, 3], state: &state)
    }
    expect(result, says: "the state has 4 elements, parameters have 3")
  }

  @Test func `a state without the maximum ends the process`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var state = try Adam.torch().makeState(count: 1)
      var parameters: [Float] = [1]
      try AMSGrad.paper().update(&parameters, gradients: [1], state: &state)
    }
    expect(result, says: "AMSGrad keeps a maximum here, and the state has none")
  }

  @Test func `a maximum that is not kept ends the process`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var state = try AMSGrad.paper().makeState(count: 1)
      var parameters: [Float] = [1]
      try AdamW.torch().update(&parameters, gradients: [1], state: &state)
    }
    expect(result, says: "the state has a maximum, and AdamW keeps none here")
  }

  @Test func `a negative count ends the process`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Adam.paper().makeState(count: -1)
    }
    expect(result, says: "a state of -1 elements")
  }

  @Test func `a step past the most ends the process`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var state = try OptimizerState(firstMoment: [1], secondMoment: [1], stepCount: 1 << 53)
      state.skipStep()
    }
    expect(result, says: "stepCount is 9007199254740992, which is the most")
  }

  @Test func `slow weights of another count end the process`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let rule = try Lookahead.paper(SGD.torch(lr: 0.1), syncPeriod: 1)
      var state = try OptimizerState(firstMoment: [], secondMoment: [], slowWeights: [1, 2], stepCount: 0)
      var parameters: [Float] = [1, 2, 3]
      rule.update(&parameters, gradients: [1, 2, 3], state: &state)
    }
    expect(result, says: "the state has 2 elements, parameters have 3")
  }
}
