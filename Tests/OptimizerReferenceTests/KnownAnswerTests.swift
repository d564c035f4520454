import OptimizerReference
import Testing

/// The papers over Double, against numbers that were worked out from the equations with mpmath, at 50 digits.
@Suite struct KnownAnswerTests {
  /// At t = 1 Adam moves by α g/(|g| + ε), whatever the gradient: m̂ = g and v̂ = g².
  @Test func adam() throws {
    expectAnswers(
      try trajectory(Adam(), spike),
      [0.99900000001, 0.998259189378, 0.997626045843, 0.997052599816, 0.996567907162, 0.996150164794, 0.995785348658])
    expectAnswers(
      try trajectory(Adam(ε: 0.5), spike),
      [0.999333333333, 0.998898526643, 0.998557743874, 0.998269005528, 0.998038496167, 0.997849322907, 0.997691077965])
  }

  @Test func adamReformulated() throws {
    expectAnswers(
      try trajectory(AdamReformulated(ε̂: 0.5), spike),
      [0.999940516513, 0.999896264478, 0.999858285849, 0.999823745832, 0.999794565363, 0.999769427395, 0.999747484622])
    // Without ε it is Adam.
    expectAnswers(try trajectory(AdamReformulated(ε̂: 0), spike), try trajectory(Adam(ε: 0), spike))
  }

  /// Where a gradient is as small as ε, the two orders part: √v̂ = |g| = ε halves the step, √v = |g| √0.001 nearly ends it.
  @Test func whereEpsilonStands() throws {
    expectAnswers(try trajectory(Adam(α: 1), from: 0, [1e-8]), [-0.5])
    expectAnswers(try trajectory(AdamReformulated(α: 1), from: 0, [1e-8]), [-0.030653430032])
  }

  /// No correction: at t = 1 it moves by α (1 − β1)/√(1 − β2).
  @Test func amsGrad() throws {
    expectAnswers(
      try trajectory(AMSGrad(), spike),
      [0.99683772234, 0.99368957959, 0.990555370031, 0.987434896629, 0.984626470566, 0.98209888711, 0.979824062])
  }

  /// Rectified from t = 5, where ρ5 = 4.996.
  @Test func rAdam() throws {
    expectAnswers(try trajectory(RAdam(), constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.999582688497, 0.999556867384, 0.99952412857])
    expectAnswers(
      try trajectory(RAdam(), spike),
      [0.999, 0.998473684211, 0.99810468052, 0.997813898316, 0.997805507558, 0.997794720985, 0.997782777337])
  }

  /// What no ε keeps from being 0/0.
  @Test func withoutEpsilonNothingOverNothingIsNaN() throws {
    #expect(try trajectory(Adam(ε: 0), [0])[0].isNaN)
    #expect(try trajectory(AMSGrad(), [0])[0].isNaN)
    let rAdam = try trajectory(RAdam(), [0, 0, 0, 0, 0])
    #expect(rAdam[..<4] == [1, 1, 1, 1] && rAdam[4].isNaN)
    #expect(try trajectory(Adam(), [0, 0]) == [1, 1])
  }
}
