import OptimizerReference
import Testing

/// pytorch_optimizer over Double, against numbers that were worked out from its equations with mpmath, at 50 digits.
@Suite struct KnownAnswerPytorchOptimizerTests {
  static func json(
    lr: Double = 1e-3, betas: [Double] = [0.9, 0.999], ε: Double = 1e-8, λ: Double = 0, decoupled: Bool = true, _ own: String = ""
  ) -> String {
    """
    {"lr": \(lr), "betas": \(betas), "eps": \(ε), "weight_decay": \(λ), "weight_decouple": \(decoupled), "fixed_decay": false,
    "maximize": false\(own.isEmpty ? "" : ", ")\(own)}
    """
  }

  static func rAdam(
    β2: Double = 0.999, λ: Double = 0, decoupled: Bool = true, threshold: Double = 5, degenerates: Bool
  ) throws -> PytorchOptimizer.RAdam {
    try PytorchOptimizer.RAdam(
      json: json(
        lr: 0.01, betas: [0.9, β2], λ: λ, decoupled: decoupled,
        #""n_sma_threshold": \#(threshold), "degenerated_to_sgd": \#(degenerates)"#))
  }

  /// Below the threshold it keeps still, decay and all; a decay that is not decoupled is none.
  @Test func rAdam() throws {
    expectAnswers(try trajectory(Self.rAdam(λ: 0.1, degenerates: false), steady), [1, 1, 1, 1, 1, 0.998741788939])
  }

  /// ρ6 is 5.99 with β2 = 0.999. With β2 = 0.5 ρt runs from 1 up to 3, and rt is real all the way.
  @Test func anyThreshold() throws {
    func last(_ threshold: Double) throws -> Double? { try trajectory(Self.rAdam(threshold: threshold, degenerates: false), steady).last }
    expectAnswers([try #require(try last(5.5))], [0.999741788939])
    #expect(try last(6) == 1)
    expectAnswers(
      try trajectory(Self.rAdam(β2: 0.5, threshold: 2, degenerates: false), steady),
      [1, 1, 0.993905506128, 0.984576678579, 0.974557265059, 0.964413027046])
  }

  @Test func coupledDecayIsNone() throws {
    let answers = [0.995, 0.99, 0.985, 0.98, 0.975, 0.974741788939]
    expectAnswers(try trajectory(Self.rAdam(λ: 0.1, decoupled: false, degenerates: true), steady), answers)
    expectAnswers(try trajectory(Self.rAdam(degenerates: true), steady), answers)
  }

  static func ranger(k: Int, alpha: Double = 0.5, degenerates: Bool, centres: Bool = false) throws -> PytorchOptimizer.Ranger {
    try PytorchOptimizer.Ranger(
      json: json(
        betas: [0.95, 0.999], ε: 1e-5,
        #""n_sma_threshold": 5, "degenerated_to_sgd": \#(degenerates), "alpha": \#(alpha), "k": \#(k), "use_gc": \#(centres), "gc_conv_only": false"#
      ))
  }

  /// Uphill, until the first rectified step.
  @Test func rangerGoesUphill() throws {
    expectAnswers(
      try slowTrajectory(Self.ranger(k: 100, degenerates: false), constant, steps: 5), [1.0001, 1.0002, 1.0003, 1.0004, 1.0005])
    expectAnswers(try slowTrajectory(Self.ranger(k: 100, degenerates: true), constant, steps: 5), [0.9999, 0.9998, 0.9997, 0.9996, 0.9995])
  }

  /// Every third step halfway back to where the last three began.
  @Test func rangerLooksAhead() throws {
    expectAnswers(
      try slowTrajectory(Self.ranger(k: 3, degenerates: true), constant, steps: 5), [0.9999, 0.9998, 0.99985, 0.99975, 0.99965])
  }

  /// Each row of a matrix loses its mean; a vector keeps it.
  @Test func centredGradients() throws {
    var gradients = [
      Gradient(shape: [2, 2], values: [1.0, 3, -1, 0]), Gradient(shape: [4], values: [1.0, 3, -1, 0]),
      Gradient(shape: [1, 2, 2], values: [1.0, 3, -1, 5]),
    ]
    try Self.ranger(k: 6, degenerates: true, centres: true).prepare(&gradients)
    #expect(gradients.map(\.values) == [[-1, 1, -0.5, 0.5], [1, 3, -1, 0], [-1, 1, -3, 3]])
    #expect(try !Self.ranger(k: 6, degenerates: true).preparesGradients)
  }

  @Test func adaBound() throws {
    func bound(lr: Double = 1e-3, β2: Double = 0.999, finalLR: Double = 0.1, γ: Double, amsBound: Bool = false) throws
      -> PytorchOptimizer.AdaBound
    {
      try PytorchOptimizer.AdaBound(
        json: Self.json(lr: lr, betas: [0.9, β2], #""final_lr": \#(finalLR), "gamma": \#(γ), "ams_bound": \#(amsBound)"#))
    }
    let gradients = [0.1, 0.2, -0.1, 0.05]
    expectAnswers(try trajectory(bound(γ: 1e-3), gradients), [0.999000003162, 0.998034822502, 0.997614733741, 0.997161251345])
    expectAnswers(try trajectory(bound(γ: 0.5), gradients), [0.999000003162, 0.997550003162, 0.996584003162, 0.995284669829])
    expectAnswers(
      try trajectory(bound(lr: 1, β2: 0.9, finalLR: 0.01, γ: 0.3, amsBound: true), spike),
      [0.995666666667, 0.993, 0.990888888889, 0.989055555556, 0.987555555556, 0.986295555556, 0.985219412698])
  }

  @Test func adaMod() throws {
    expectAnswers(
      try trajectory(PytorchOptimizer.AdaMod(json: Self.json(betas: [0.9, 0.999, 0.999])), [0.1, 0.2, -0.1, 0.05]),
      [0.999999000003, 0.999995137732, 0.999992575561, 0.99998902352])
  }

  /// θ after each of the first steps, from slow weights that start where θ does.
  private func slowTrajectory(_ reference: PytorchOptimizer.Ranger, _ gradients: [Double], steps: Int) throws -> [Double] {
    var x = Element<Double>(θ: 1, g: 0)
    x.slow = reference.start(.slow, θ: 1)
    return try (1...steps).map { t in
      x.g = gradients[t - 1]
      let variants: [Variant<Double>] = reference.step(t: t, arrangement: .asWritten, schedule: Double.self)
      try #require(variants.count == 1)
      variants[0].step(&x)
      return x.θ
    }
  }
}
