import Foundation
import OptimizerKernels
import Testing

@Suite struct ScheduleCodableTests {
  private static let all: [LearningRateSchedule] = [
    .constant, .inverseTime(rate: 0.1, first: 1), .inverseRoot, .exponentialDecay(steps: 3, rate: 0.5, staircase: true),
    .inverseTimeDecay(steps: 3, rate: 0.5, staircase: false), .polynomialDecay(steps: 3, end: 0.1, power: 2, cycle: true),
    .cosineDecay(steps: 3, floor: 0.1, warmupTarget: nil, warmupSteps: 0),
    .cosineDecay(steps: 3, floor: 0.1, warmupTarget: 2, warmupSteps: 1),
    .cosineDecayRestarts(steps: 3, periodFactor: 2, rateFactor: 0.5, floor: 0.1), .cosineAnnealing(steps: 3, minimum: 0.1),
    .piecewiseConstant(boundaries: [1], values: [2, 3]), .warmupThenDecay(totalSteps: 10, proportion: 0.3, minimum: 0.1),
    .linearWarmup(steps: 3), .linear(startFactor: 0.1, endFactor: 1, steps: 3), .warmup(steps: 3),
    .warmupThenCosine(warmup: 1, total: 3), .noam(modelSize: 512, warmup: 3),
  ]

  @Test func `every schedule survives JSON, in a rule too`() throws {
    for schedule in Self.all {
      #expect(try JSONDecoder().decode(LearningRateSchedule.self, from: JSONEncoder().encode(schedule)) == schedule)
      let rule = try Adam.keras(schedule: schedule)
      #expect(try JSONDecoder().decode(Adam.self, from: JSONEncoder().encode(rule)) == rule)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(LearningRateSchedule.constant), as: UTF8.self) == #"{"constant":{}}"#)
    let text = String(decoding: try encoder.encode(Self.all[8]), as: UTF8.self)
    #expect(text == #"{"cosineDecayRestarts":{"floor":0.1,"periodFactor":2,"rateFactor":0.5,"steps":3}}"#)
  }

  /// What is said of a schedule that is none.
  private func message(_ schedule: LearningRateSchedule) -> String? {
    do {
      _ = try Adam.keras(schedule: schedule)
      return nil
    } catch { return error.description }
  }

  @Test func `what makes no schedule is refused, and said why`() {
    let refused: [(LearningRateSchedule, String)] = [
      (.inverseTime(rate: -1, first: 0), "decay is -1.0; allowed: 0 ≤ decay, finite"),
      (.inverseTime(rate: 1, first: -1), "first is -1.0; allowed: 0 ≤ first, finite"),
      (.exponentialDecay(steps: 0, rate: 1, staircase: false), "steps is 0.0; allowed: 0 < steps, finite"),
      (.exponentialDecay(steps: 1, rate: -1, staircase: false), "rate is -1.0; allowed: 0 ≤ rate, finite"),
      (.inverseTimeDecay(steps: .nan, rate: 1, staircase: false), "steps is nan; allowed: 0 < steps, finite"),
      (.inverseTimeDecay(steps: 1, rate: .infinity, staircase: false), "rate is inf; allowed: 0 ≤ rate, finite"),
      (.polynomialDecay(steps: -1, end: 0, power: 1, cycle: false), "steps is -1.0; allowed: 0 < steps, finite"),
      (.polynomialDecay(steps: 1, end: -1, power: 1, cycle: false), "end is -1.0; allowed: 0 ≤ end, finite"),
      (.polynomialDecay(steps: 1, end: 0, power: -1, cycle: false), "power is -1.0; allowed: 0 ≤ power, finite"),
      (.cosineDecay(steps: 0, floor: 0, warmupTarget: nil, warmupSteps: 0), "steps is 0.0; allowed: 0 < steps, finite"),
      (.cosineDecay(steps: 1, floor: -1, warmupTarget: nil, warmupSteps: 0), "floor is -1.0; allowed: 0 ≤ floor, finite"),
      (.cosineDecay(steps: 1, floor: 0, warmupTarget: -1, warmupSteps: 0), "warmupTarget is -1.0; allowed: 0 ≤ warmupTarget, finite"),
      (.cosineDecay(steps: 1, floor: 0, warmupTarget: 1, warmupSteps: -1), "warmupSteps is -1.0; allowed: 0 ≤ warmupSteps, finite"),
      (.cosineDecayRestarts(steps: 0, periodFactor: 1, rateFactor: 1, floor: 0), "steps is 0.0; allowed: 0 < steps, finite"),
      (
        .cosineDecayRestarts(steps: 1, periodFactor: 0.5, rateFactor: 1, floor: 0),
        "periodFactor is 0.5; allowed: 1 ≤ periodFactor, finite"
      ),
      (
        .cosineDecayRestarts(steps: 1, periodFactor: 1, rateFactor: -1, floor: 0),
        "rateFactor is -1.0; allowed: 0 ≤ rateFactor, finite"
      ),
      (.cosineDecayRestarts(steps: 1, periodFactor: 1, rateFactor: 1, floor: .nan), "floor is nan; allowed: 0 ≤ floor, finite"),
      (.cosineAnnealing(steps: 0, minimum: 0), "steps is 0.0; allowed: 0 < steps, finite"),
      (.cosineAnnealing(steps: 1, minimum: -1), "minimum is -1.0; allowed: 0 ≤ minimum, finite"),
      (.piecewiseConstant(boundaries: [1], values: [1]), "values is 1 values; allowed: one more than boundaries"),
      (.piecewiseConstant(boundaries: [1], values: [1, -1]), "values is -1.0; allowed: 0 ≤ values, finite"),
      (.piecewiseConstant(boundaries: [.nan], values: [1, 1]), "boundaries is nan; allowed: 0 ≤ boundaries, finite"),
      (.warmupThenDecay(totalSteps: 0, proportion: 0, minimum: 0), "totalSteps is 0.0; allowed: 0 < totalSteps, finite"),
      (.warmupThenDecay(totalSteps: 1, proportion: -1, minimum: 0), "proportion is -1.0; allowed: 0 ≤ proportion, finite"),
      (.warmupThenDecay(totalSteps: 1, proportion: 0, minimum: -1), "minimum is -1.0; allowed: 0 ≤ minimum, finite"),
      (.linearWarmup(steps: -1), "steps is -1.0; allowed: 0 ≤ steps, finite"),
      (.linear(startFactor: -1, endFactor: 1, steps: 1), "startFactor is -1.0; allowed: 0 ≤ startFactor, finite"),
      (.linear(startFactor: 1, endFactor: .nan, steps: 1), "endFactor is nan; allowed: 0 ≤ endFactor, finite"),
      (.linear(startFactor: 1, endFactor: 1, steps: 0), "steps is 0.0; allowed: 0 < steps, finite"),
      (.warmup(steps: -1), "steps is -1.0; allowed: 0 ≤ steps, finite"),
      (.warmupThenCosine(warmup: -1, total: 1), "warmup is -1.0; allowed: 0 ≤ warmup, finite"),
      (.warmupThenCosine(warmup: 1, total: .nan), "total is nan; allowed: 0 ≤ total, finite"),
      (.noam(modelSize: 0, warmup: 1), "modelSize is 0.0; allowed: 0 < modelSize, finite"),
      (.noam(modelSize: 1, warmup: 0), "warmup is 0.0; allowed: 0 < warmup, finite"),
    ]
    for (schedule, sentence) in refused { #expect(message(schedule) == sentence) }
  }

  /// Whatever a file holds: no step of these ends the process, or takes for ever.
  @Test func `absurd numbers give a rate`() {
    let large = 1e300
    for schedule: LearningRateSchedule in [
      .cosineDecayRestarts(steps: 1e-300, periodFactor: 1 + 0x1p-52, rateFactor: 1, floor: 0.5),
      .cosineDecayRestarts(steps: .leastNonzeroMagnitude, periodFactor: large, rateFactor: 1, floor: 0.5),
      .cosineDecayRestarts(steps: 1e-9, periodFactor: 1.0001, rateFactor: 1, floor: 0.5),
      .cosineDecayRestarts(steps: large, periodFactor: large, rateFactor: 1, floor: 0.5),
      .cosineAnnealing(steps: .leastNonzeroMagnitude, minimum: 0),
      .linearWarmup(steps: large), .warmup(steps: large), .noam(modelSize: large, warmup: large),
      .exponentialDecay(steps: .leastNonzeroMagnitude, rate: large, staircase: true),
      .polynomialDecay(steps: .leastNonzeroMagnitude, end: 0, power: large, cycle: true),
    ] {
      for t in [1, 2, 1000, 1 << 31, Int.max] { _ = schedule.rate(at: t, from: 1) }
      #expect(schedule.rate(at: 1, from: 1) <= large)
    }
  }
}
