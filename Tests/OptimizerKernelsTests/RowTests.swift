import OptimizerKernels
import Testing

/// Rows without a gradient, by the sparse tests of tensorflow-addons: two rows of one element, of which one never has a gradient.
@Suite struct RowTests {
  private func run(_ rule: some RowRule, _ steps: Int) throws -> ([Float], [Float]) {
    var first: [Float] = [1, 2]
    var second: [Float] = [3, 4]
    var states = try (rule.makeState(count: 2), rule.makeState(count: 2))
    for _ in 0..<steps {
      try rule.update(&first, gradients: [0.1, 0], rows: [true, false], state: &states.0)
      try rule.update(&second, gradients: [0, 0.04], rows: [false, true], state: &states.1)
    }
    return (first, second)
  }

  /// Evaluated in Double; an ulp for the rounding of θ at each step.
  private func expect(_ rule: some RowRule, _ steps: Int, _ first: Double, _ second: Double) throws {
    let (a, b) = try run(rule, steps)
    #expect(abs(Double(a[0]) - first) <= Double(steps) * Double(Float(1).ulp), "\(a[0])")
    #expect(abs(Double(b[1]) - second) <= Double(steps) * Double(Float(4).ulp), "\(b[1])")
    #expect(a[1] == 2 && b[0] == 3)
  }

  @Test func `tensorflow-addons's sparse tests`() throws {
    try expect(RAdam.tensorFlowAddons(), 200, 0.959333176730, 3.959633236980)
    try expect(RAdam.tensorFlowAddons(amsgrad: true), 200, 0.959333176730, 3.959633236980)
    try expect(RAdam.tensorFlowAddons(weightDecay: 0.01), 200, 0.957367364715, 3.951672800558)
    try expect(RAdam.tensorFlowAddons(totalSteps: 200, minLR: 1e-5), 200, 0.982628342440, 3.982673368385)
    let lookahead = try Lookahead.tensorFlowAddons(RAdam.tensorFlowAddons(beta1: 0.95), slowStepSize: 0.45)
    try expect(lookahead, 150, 0.988156166480, 3.988291183908)
  }

  @Test func `moments of absent rows decay, and nothing else happens there`() throws {
    let start = try OptimizerState(
      firstMoment: [1, 1, 1, 1, 1, 1], secondMoment: [1, 1, 1, 1, 1, 1], maximum: [0.5, 0.5, 2, 2, 0, 0], stepCount: 9)
    for rule in try [
      AdaBelief.tensorFlowAddons(beta1: 0.5, beta2: 0.75, epsilon: 0.125, weightDecay: 0.1, amsgrad: true).formula,
      RAdam.tensorFlowAddons(beta1: 0.5, beta2: 0.75, weightDecay: 0.1, amsgrad: true).formula,
    ] {
      var state = start
      var θ: [Float] = [1, 2, 3, 4, 5, 6]
      let rule = try RAdam(formula: rule)
      try rule.update(&θ, gradients: [0, 0, 0, 0, 3, 4], rows: [false, false, true], state: &state)
      #expect(Array(θ[..<4]) == [1, 2, 3, 4])
      #expect(Array(state.firstMoment[..<4]) == [0.5, 0.5, 0.5, 0.5])
      #expect(Array(state.secondMoment[..<4]) == [0.75, 0.75, 0.75, 0.75])
      #expect(state.maximum?[..<4] == [0.75, 0.75, 2, 2])
      #expect(state.stepCount == 10)
      // The row that is there gives the bits of a step of all.
      var (whole, wholeState) = (
        [5, 6] as [Float], try OptimizerState(firstMoment: [1, 1], secondMoment: [1, 1], maximum: [0, 0], stepCount: 9)
      )
      try rule.update(&whole, gradients: [3, 4], state: &wholeState)
      #expect(Array(θ[4...]) == whole && Array(state.secondMoment[4...]) == wholeState.secondMoment)
    }
  }

  @Test func `absent rows coast in Keras's Adam and stay in its SGD`() throws {
    let start = try OptimizerState(firstMoment: [1, 1], secondMoment: [1, 1], stepCount: 9)
    let adam = try Adam.keras(beta1: 0.5, beta2: 0.75)
    var (coasting, whole) = (start, start)
    var (a, b): ([Float], [Float]) = ([1, 2], [1, 2])
    try adam.update(&a, gradients: [0, 3], rows: [false, true], state: &coasting)
    try adam.update(&b, gradients: [0, 3], state: &whole)
    #expect(a == b && coasting == whole && a[0] < 1)
    let descent = try SGD.keras(learningRate: 0.5, momentum: 0.5)
    var state = try OptimizerState(firstMoment: [1, 1], secondMoment: [], stepCount: 9)
    var θ: [Float] = [1, 2]
    try descent.update(&θ, gradients: [0, 3], rows: [false, true], state: &state)
    #expect(θ == [1, 1] && state.firstMoment == [1, -1])
  }

  @Test func `rows that do not divide the parameters are refused`() throws {
    // What happens to absent rows is by preset: they decay, coast or stay.
    for rule in [try RAdam.tensorFlowAddons().formula, try Adam.keras().formula, try SGD.keras(learningRate: 0.1).formula] {
      let rule = try RAdam(formula: rule)
      var state = try rule.makeState(count: 3)
      let before = state
      var parameters: [Float] = [1, 2, 3]
      for rows in [[true, false], [true, true], []] {
        #expect(throws: OptimizerStateError.unequalRows(rows.count, parameters: 3)) {
          try rule.update(&parameters, gradients: [1, 2, 3], rows: rows, state: &state)
        }
      }
      #expect(parameters == [1, 2, 3] && state == before)
    }
    let error = OptimizerStateError.unequalRows(2, parameters: 3)
    #expect("\(error)" == "3 parameters are not 2 rows; allowed: rows of one length")
  }
}
