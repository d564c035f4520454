import OptimizerKernels
import Testing

/// Known answers, computed from the published formulas in 50-digit arithmetic.
@Suite struct FirstStepTests {
  /// One step of one parameter, on every instruction set, with the state after it.
  private func step(_ rule: some KernelRule, θ: Float, g: Float, from state: OptimizerState? = nil) throws -> (Float, OptimizerState) {
    var results: [(Float, OptimizerState)] = []
    for set in KernelInstructionSet.available {
      var parameters = [θ]
      var state = try state ?? rule.makeState(count: 1)
      try rule.update(&parameters, gradients: [g], state: &state, on: set)
      results.append((parameters[0], state))
    }
    // A state with NaN does not equal itself, and none here has one.
    #expect(results.allSatisfy { canonicalBits($0.0) == canonicalBits(results[0].0) && $0.1 == results[0].1 })
    return results[0]
  }

  private func expect(_ got: Float, _ want: Double, ulps: Float = 1, _ location: SourceLocation = #_sourceLocation) {
    #expect(abs(got - Float(want)) <= ulps * Float(want).ulp, "\(got), not \(want)", sourceLocation: location)
  }

  @Test func `Adam's first step, each convention`() throws {
    let (θ, state) = try step(Adam.paper(epsilon: 0.1), θ: 0.5, g: 0.25)
    expect(θ, 0.49928571428571429)
    expect(state.firstMoment[0], 0.024999999999999994)
    expect(state.secondMoment[0], 6.2500000000000056e-5)
    #expect(state.stepCount == 1)
    #expect(state.maximum == nil)
    expect(try step(Adam.reformulated(epsilon: 0.1), θ: 0.5, g: 0.25).0, 0.49992673515320331)
    expect(try step(Adam.torch(eps: 0.1), θ: 0.5, g: 0.25).0, 0.49928571428571429)
    expect(try step(Adam.torch(eps: 0.1, maximize: true), θ: 0.5, g: 0.25).0, 0.50071428571428571)
    expect(
      try step(Adam.torch(eps: 0.1, weightDecay: 0.5, decoupledWeightDecay: true), θ: 0.5, g: 0.25).0, 0.49903571428571429)
  }

  @Test func `Adam's decay in the gradient reaches the moments`() throws {
    let (θ, state) = try step(Adam.torch(eps: 0.1, weightDecay: 0.5), θ: 0.5, g: 0.25)
    expect(θ, 0.49916666666666667)
    expect(state.firstMoment[0], 0.049999999999999989)
    expect(state.secondMoment[0], 0.00025000000000000022)
    // Maximised, −g + λθ = 0.125.
    let (ascended, ascent) = try step(Adam.torch(eps: 0.1, weightDecay: 0.5, maximize: true), θ: 0.5, g: 0.125)
    expect(ascended, 0.49944444444444444)
    expect(ascent.firstMoment[0], 0.012499999999999997)
    expect(ascent.secondMoment[0], 1.5625000000000014e-5)
  }

  @Test func `AdamW's first step`() throws {
    expect(try step(AdamW.torch(eps: 0.1), θ: 0.5, g: 0.25).0, 0.49928071428571429)
    expect(try step(AdamW.torch(eps: 0.1, weightDecay: 0.5), θ: 0.5, g: 0.25).0, 0.49903571428571429)
  }

  @Test func `AMSGrad's first step and a kept maximum`() throws {
    let (θ, state) = try step(AMSGrad.paper(), θ: 0.5, g: 0.25)
    expect(θ, 0.49683772233983162)
    expect(try #require(state.maximum)[0], 6.2500000000000056e-5)
    expect(try step(AMSGrad.paper(epsilon: 0.1), θ: 0.5, g: 0.25).0, 0.49976831621169917)
    let kept = try OptimizerState(firstMoment: [0.0625], secondMoment: [0.00390625], maximum: [0.25], stepCount: 4)
    let (fifth, after) = try step(AMSGrad.paper(), θ: 0, g: 0.25, from: kept)
    // v decays below the maximum and does not move it.
    expect(fifth, -0.0001625, ulps: 4)
    #expect(after.maximum == [0.25])
    expect(try step(AMSGrad.torch(eps: 0.1), θ: 0, g: 0.25, from: kept).0, -2.7640556819780114e-5, ulps: 4)
    expect(try step(Adam.torch(eps: 0.1, amsgrad: true), θ: 0, g: 0.25, from: kept).0, -2.7640556819780114e-5, ulps: 4)
  }

  @Test func `RAdam's first step is momentum`() throws {
    expect(try step(RAdam.paper(), θ: 0.5, g: 0.25).0, 0.49975)
    expect(try step(RAdam.torch(), θ: 0.5, g: 0.25).0, 0.49975)
    expect(try step(RAdam.kozistr(weightDecay: 0.5), θ: 0.5, g: 0.25).0, 0.4995)
  }

  @Test(arguments: [
    (5, -3.8532865539677809e-6, -0.00019840785328807602, 0.4999571228228638),
    (6, -5.5011540206185848e-6, -2.1255296037492458e-6, 0.49996282064855106),
  ]) func `RAdam rectifies from t = 5 in the paper and kozistr, from 6 in torch`(
    t: Int, paper: Double, torch: Double, kozistr: Double
  ) throws {
    let before = try OptimizerState(firstMoment: [0.0625], secondMoment: [0.00390625], stepCount: t - 1)
    expect(try step(RAdam.paper(), θ: 0, g: 0.25, from: before).0, paper, ulps: 4)
    expect(try step(RAdam.torch(eps: 0.1), θ: 0, g: 0.25, from: before).0, torch, ulps: 4)
    let rule = try RAdam.kozistr(epsilon: 0.1, decay: 0.5, weightDecay: 0.25)
    expect(try step(rule, θ: 0.5, g: 0.25, from: before).0, kozistr)
  }

  @Test func `a zero gradient from a zero state is NaN exactly where the paper has 0/0`() throws {
    #expect(try step(Adam.paper(), θ: 0.5, g: 0).0 == 0.5)
    #expect(try step(Adam.paper(epsilon: 0), θ: 0.5, g: 0).0.isNaN)
    #expect(try step(AMSGrad.paper(), θ: 0.5, g: 0).0.isNaN)
    #expect(try step(RAdam.paper(), θ: 0.5, g: 0).0 == 0.5)
    let fourth = try OptimizerState(firstMoment: [0], secondMoment: [0], stepCount: 4)
    #expect(try step(RAdam.paper(), θ: 0.5, g: 0, from: fourth).0.isNaN)
    #expect(try step(RAdam.torch(eps: 0), θ: 0.5, g: 0).0 == 0.5)
  }

  @Test func `a step at t = 2⁵³ is a step without bias corrections`() throws {
    let before = try OptimizerState(firstMoment: [0.0625], secondMoment: [0.00390625], stepCount: (1 << 53) - 1)
    let (θ, after) = try step(RAdam.torch(lr: 0.5, betas: (0, 0.999), eps: 0), θ: 0, g: 0.0625, from: before)
    // v = 2⁻⁸, m = 2⁻⁴: the quotient is 1.
    expect(θ, -0.5, ulps: 4)
    #expect(after.stepCount == 1 << 53)
    #expect(try step(Adam.paper(), θ: 0, g: 0.25, from: before).0.isFinite)
    #expect(try step(RAdam.kozistr(decay: 1e300), θ: 0.5, g: 0.25, from: before).0 == 0.5)
  }
}
