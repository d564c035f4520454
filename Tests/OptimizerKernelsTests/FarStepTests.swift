import Testing

@testable import OptimizerKernels

/// Steps that no training reaches, and files may claim: each rule has coefficients there, after a bounded number of operations.
@Suite struct FarStepTests {
  private static let far = [1 << 20, 1 << 32, (1 << 53) - 1, 1 << 53]

  /// NAdam's momentum with a β1 next to 1 and every speed at which it comes up.
  @Test(.timeLimit(.minutes(10)), arguments: [0, 1e-300, 1e-9, 4e-3, 0.13, 1, 1e6, 1e300])
  func `NAdam's product takes few operations`(ψ: Double) throws {
    for β1 in [0, 0.5, 0.9, 1 - 0x1p-24, 1 - 0x1p-53] {
      for t in Self.far {
        let μ = NesterovSchedule(β1: β1, ψ: ψ, t: t)
        #expect(μ.product >= 0 && μ.product <= 1 && μ.now <= β1 && μ.next <= β1, "\(β1), \(ψ), \(t)")
        let following = NesterovSchedule(β1: β1, ψ: ψ, t: t + 1, after: μ)
        #expect(following.product == NesterovSchedule(β1: β1, ψ: ψ, t: t + 1).product, "\(β1), \(ψ), \(t)")
      }
    }
  }

  /// Past the steps that are multiplied one by one the product is what it would be: each factor and each product is rounded once.
  @Test func `NAdam's product`() {
    for (β1, ψ) in [(0.9999, 1.0), (0.99999, 0.5), (1 - 0x1p-24, 5)] {
      var product = 1.0
      for t in 1...5000 {
        let schedule = NesterovSchedule(β1: β1, ψ: ψ, t: t)
        product *= schedule.now
        guard t % 100 == 0 else { continue }
        // The power of β1 is rounded once, and its product with the rest.
        let limit = Double(t + 2) * 0x1p-53 * product
        #expect(abs(schedule.product - product) <= limit, "\(β1), \(ψ), \(t): \(schedule.product), not \(product)")
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func `every rule has a last step, and none behind it`() throws {
    for rule in try TrainingRules.all() + [NAdam.torch(betas: (1 - 0x1p-50, 0.999), momentumDecay: 3)] {
      func expect(_ rule: some TrainingRule) throws {
        let title = rule.configuration.title
        var tensors: Tensors<Float> = ["w": [1, 2]]
        var optimizer = try Optimizer(tensors, rule)
        for t in [(1 << 53) - 1, Int.max - 1, Int.max, -1] {
          if t == (1 << 53) - 1 {
            try optimizer.setStepCount(t, of: 0)
          } else {
            #expect(throws: OptimizerStateError.stepCountOutOfRange(t), "\(title)") { try optimizer.setStepCount(t, of: 0) }
          }
        }
        try optimizer.step(&tensors, gradients: ["w": [0.5, 0.25]])
        #expect(optimizer.stepCount(of: "w") == 1 << 53 && optimizer.learningRate(of: "w") != nil, "\(title)")
        let error = #expect(throws: OptimizerError.self) { try optimizer.step(&tensors, gradients: ["w": [1, 1]]) }
        #expect(error == .tooManySteps(name: "w"), "\(title)")
      }
      try expect(rule)
    }
  }

  /// Every schedule with every extreme number that it takes, near and far: a number comes out, and nothing traps.
  @Test(.timeLimit(.minutes(10))) func `every schedule has a rate at every step`() throws {
    let numbers = [0, .leastNonzeroMagnitude, 1e-300, 0.5, 1, 1 + 0x1p-52, 1e18, 1e300, .greatestFiniteMagnitude]
    for a in numbers {
      for b in numbers {
        for schedule: LearningRateSchedule in [
          .inverseTime(rate: a, first: .max), .exponentialDecay(steps: a, rate: b, staircase: true), .inverseRoot,
          .exponentialDecay(steps: a, rate: b, staircase: false), .inverseTimeDecay(steps: a, rate: b, staircase: true),
          .polynomialDecay(steps: a, end: b, power: a, cycle: true), .polynomialDecay(steps: a, end: 1, power: b, cycle: false),
          .cosineDecay(steps: a, floor: 0, warmupTarget: b, warmupSteps: a), .cosineAnnealing(steps: a, minimum: b),
          .cosineDecayRestarts(steps: a, periodFactor: b, rateFactor: b, floor: 0), .linearWarmup(steps: a), .warmup(steps: a),
          .cosineDecayRestarts(steps: a, periodFactor: 1 + 0x1p-52, rateFactor: b, floor: 0),
          .warmupThenDecay(totalSteps: a, proportion: b, minimum: 0), .linear(startFactor: a, endFactor: b, steps: b),
          .warmupThenCosine(warmup: a, total: b), .noam(modelSize: a, warmup: b), .piecewiseConstant(boundaries: [a], values: [b, a]),
        ] {
          guard (try? schedule.validate()) != nil else { continue }
          for t in [1, 2] + Self.far {
            // What may come out is a number, an infinity or NaN.
            let rate = schedule.rate(at: t, from: 0.1)
            #expect(rate >= 0 || rate.isNaN || rate < 0)
          }
        }
      }
    }
  }
}
