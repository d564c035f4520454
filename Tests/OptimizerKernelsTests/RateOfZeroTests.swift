import OptimizerKernels
import Testing

/// A schedule may end at a rate of exactly 0.
@Suite struct RateOfZeroTests {
  private func stepped(_ moment: Float, variance: Float) throws -> Float {
    let rule = try Adam.keras(schedule: .exponentialDecay(steps: 1, rate: 0, staircase: false))
    var state = try OptimizerState(firstMoment: [moment], secondMoment: [variance], stepCount: 1)
    var parameters: [Float] = [3]
    try rule.update(&parameters, gradients: [0], state: &state)
    return parameters[0]
  }

  /// As Keras computes it: α · m first, which is 0, and then the quotient.
  @Test func `a quotient that overflows moves nothing`() throws {
    #expect(try stepped(-4e31, variance: 0) == 3)
    #expect(try stepped(1, variance: 1) == 3)
  }

  @Test func `what is not finite stays so`() throws {
    #expect(try stepped(.infinity, variance: 1).isNaN)
    #expect(try stepped(.nan, variance: 1).isNaN)
    #expect(try stepped(1, variance: .nan).isNaN)
  }
}
