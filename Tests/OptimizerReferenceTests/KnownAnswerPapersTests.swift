import OptimizerReference
import Testing

/// The papers after Adam over Double, against numbers that were worked out from the equations in decimal arithmetic of 60 digits.
@Suite struct KnownAnswerPapersTests {
  /// The decay is multiplied by η alone: by α too, the first step would end at 0.989.
  @Test func adamW() throws {
    let adamW = AdamW(α: 0.01, λ: 0.1)
    #expect(adamW.arrangements.count == 3)
    for arrangement in adamW.arrangements {
      expectAnswers(
        try trajectory(adamW, steady, arrangement: arrangement),
        [0.8900000002, 0.79100000038, 0.701900000542, 0.621710000688, 0.549539000819, 0.484585100937])
    }
    expectAnswers(
      try trajectory(AdamW(α: 0.01, λ: 0.1, η: 0.5), steady),
      [0.9450000001, 0.892750000195, 0.843112500285, 0.795956875371, 0.751159031702, 0.708601080217])
  }

  @Test func adaBelief() throws {
    expectAnswers(
      try trajectory(AdaBelief(), spike),
      [0.99888889576, 0.998061673578, 0.99735118337, 0.996704531436, 0.996160689612, 0.995693848576, 0.995287471815])
  }

  /// ε stays in s: added anew at each step without staying, it would give −0.698224 at the second step.
  @Test func epsilonOfAdaBeliefStays() throws {
    expectAnswers(
      try trajectory(AdaBelief(α: 1, ε: 1e-3), from: 0, [1, -1, 1, -1, 1, -1]),
      [-0.742742070414, -0.704537455739, -0.949774757791, -0.911570880325, -1.060387997775, -1.022185126001])
  }

  @Test func adaBound() throws {
    expectAnswers(
      try trajectory(AdaBound(), spike),
      [0.99683772234, 0.994611649253, 0.992802112521, 0.991241875819, 0.989985281048, 0.988952366508, 0.988091272116])
    expectAnswers(
      try trajectory(AdaBound(takesMaximum: true), spike),
      [0.99683772234, 0.994611649253, 0.992802112521, 0.991241875819, 0.989985909502, 0.988954027877, 0.988094224803])
    // Held by the bounds at every step.
    expectAnswers(
      try trajectory(AdaBound(α: 0.1, αStar: 0.01, β2: 0.5), spike),
      [0.997, 0.995585786438, 0.994623535989, 0.993873535989, 0.993310046859, 0.992869138705, 0.992514878004])
    // Without ε: the rate of v = 0 is the upper bound.
    expectAnswers(try trajectory(AdaBound(α: 0.1, αStar: 0.01, β2: 0.5), [0, 1]), [1, 0.998585786438])
  }

  /// The rate that is averaged has no correction of m in it: with one the second step would be 2.898e-6 long, and not 1.999e-6.
  @Test func adaMod() throws {
    expectAnswers(try trajectory(AdaMod(), [0.1, 0.1]), [0.999999, 0.999997001])
    expectAnswers(try trajectory(AdaMod(), KnownAnswerBoundTests.mixed), [0.999999, 0.999996510029, 0.999995121724, 0.9999933452])
    expectAnswers(
      try trajectory(AdaMod(β3: 0.5), spike),
      [0.999500000005, 0.998998015743, 0.998505471633, 0.99802468137, 0.997600643028, 0.997225001867, 0.99689077465])
  }

  @Test func adaBalance() throws {
    let mixed = KnownAnswerBoundTests.mixed
    expectAnswers(try trajectory(AdaBalance(), mixed), [0.999999, 0.999993211577, 0.999988396024, 0.999980631083])
    expectAnswers(try trajectory(AdaBalance(γ: 0.5), mixed), [0.999666666667, 0.998216666667, 0.997250666667, 0.995951333333])
  }
}
