import OptimizerReference
import Testing

/// optax' optimizers over Double, against numbers that were worked out from their equations with mpmath, at 50 digits.
@Suite struct KnownAnswerOptaxTests {
  static func rAdam(root: Double = 0, threshold: Double = 5, nesterov: Bool = false) throws -> Optax.RAdam {
    try Optax.RAdam(
      json: """
        {"learning_rate": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "eps_root": \(root), "threshold": \(threshold), "nesterov": \(nesterov)}
        """)
  }

  static func amsGrad(_ correctsM: Bool, _ correctsV: Bool, root: Double = 0) throws -> Optax.AMSGrad {
    try Optax.AMSGrad(
      json: """
        {"learning_rate": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "eps_root": \(root), "bias_correction_mu": \(correctsM),
        "bias_correction_nu": \(correctsV)}
        """)
  }

  static func adaBelief(ε: Double = 1e-16, root: Double = 1e-16, nesterov: Bool = false) throws -> Optax.AdaBelief {
    try Optax.AdaBelief(
      json: #"{"learning_rate": 0.001, "b1": 0.9, "b2": 0.999, "eps": \#(ε), "eps_root": \#(root), "nesterov": \#(nesterov)}"#)
  }

  @Test func rAdam() throws {
    expectAnswers(
      try trajectory(Self.rAdam(), constant), [0.9999, 0.9998, 0.9997, 0.9996, 0.9995, 0.9994741788898, 0.9994414400786])
    expectAnswers(
      try trajectory(Self.rAdam(root: 1e-3, threshold: 4), constant),
      [0.9999, 0.9998, 0.9997, 0.9996, 0.9995834941309, 0.9995588746682, 0.9995276594364])
    expectAnswers(
      try trajectory(Self.rAdam(nesterov: true), spike),
      [0.9985263157895, 0.9981415808895, 0.9978429765368, 0.9975941234635, 0.9974212530245, 0.9974125340210, 0.9974026874689])
  }

  /// The maximum is that of the corrected v̂; without its correction, that of v, and then never corrected.
  @Test func amsGrad() throws {
    expectAnswers(
      try trajectory(Self.amsGrad(true, true), spike),
      [0.9990000000100, 0.9984736842258, 0.9981046805394, 0.9978138983382, 0.9975941234875, 0.9974212530503, 0.9972815184019])
    expectAnswers(
      try trajectory(Self.amsGrad(true, false), spike),
      [0.9683772333983, 0.9518080662456, 0.9402427209456, 0.9311689424378, 0.9243109287484, 0.9189165543637, 0.9145561731419])
    expectAnswers(
      try trajectory(Self.amsGrad(false, false, root: 0.01), spike),
      [0.9990465375017, 0.9980934648169, 0.9971407810790, 0.9961884854239, 0.9953314193342, 0.9945600598535, 0.9938658363209])
  }

  @Test func adaBelief() throws {
    expectAnswers(
      try trajectory(Self.adaBelief(), spike),
      [0.9988888888889, 0.9980616564764, 0.9973511530848, 0.9967044851452, 0.9961606266562, 0.9956937685842, 0.9952873746252])
    expectAnswers(
      try trajectory(Self.adaBelief(ε: 0.1, root: 1e-2, nesterov: true), spike),
      [0.9995650098419, 0.9994493226024, 0.9993589635381, 0.9992834181682, 0.9992308418884, 0.9991882902352, 0.9991531781839])
  }
}
