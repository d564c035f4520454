import Foundation
import OptimizerKernels
import Testing

@Suite struct ScheduleTests {
  /// A few roundings of Double, beside half a unit of the last digit that is given.
  private func expect(
    _ schedule: LearningRateSchedule, _ α: Double = 1, gives values: [Int: Double], within half: Double = 0,
    _ location: SourceLocation = #_sourceLocation
  ) {
    for (t, want) in values {
      let got = schedule.rate(at: t, from: α)
      #expect(abs(got - want) <= half + 16 * want.ulp, "rate \(t) is \(got), not \(want)", sourceLocation: location)
    }
  }

  private func numbered(_ values: [Double]) -> [Int: Double] {
    Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.offset + 1, $0.element) })
  }

  /// Recorded from the libraries.
  @Test func `warmup and inverse time`() {
    let warmup = LearningRateSchedule.warmupThenDecay(totalSteps: 10, proportion: 0.25, minimum: 0.1)
    expect(warmup, gives: numbered([0.4, 0.8, 0.94, 0.82, 0.7, 0.58, 0.46, 0.34, 0.22, 0.1, 0.1, 0.1, 0.1]))
    let none = LearningRateSchedule.warmupThenDecay(totalSteps: 4, proportion: 0, minimum: 0)
    expect(none, gives: numbered([0.75, 0.5, 0.25, 0, 0]))
    expect(.inverseTime(rate: 0.5, first: 0), gives: numbered([1, 2 / 3.0, 0.5, 0.4]))
    expect(.inverseTime(rate: 0.5, first: 1), gives: numbered([2 / 3.0, 0.5, 0.4]))
    expect(.inverseRoot, 3, gives: [1: 3, 9: 1])
    expect(.warmup(steps: 4), 2, gives: [1: 0.5 + 1e-8, 3: 1.5 + 1e-8, 4: 2, 5: 2])
    let cosine = LearningRateSchedule.warmupThenCosine(warmup: 2, total: 10)
    expect(cosine, gives: [1: 0.5 + 1e-8, 2: 1, 4: 0.5 + 0.5 * 0.5.squareRoot(), 6: 0.5, 10: 0.1, 18: 1])
    expect(.noam(modelSize: 16, warmup: 4), 2, gives: [1: 0.0625, 4: 0.25, 16: 0.125])
  }

  @Test func `Keras's schedules count from 0`() {
    let exponential = LearningRateSchedule.exponentialDecay(steps: 4, rate: 0.25, staircase: false)
    expect(exponential, gives: [1: 1, 3: 0.5, 5: 0.25, 9: 0.0625])
    expect(.exponentialDecay(steps: 4, rate: 0.25, staircase: true), gives: [1: 1, 4: 1, 5: 0.25])
    expect(.inverseTimeDecay(steps: 2, rate: 0.5, staircase: false), gives: [1: 1, 2: 0.8, 3: 2 / 3.0])
    expect(.inverseTimeDecay(steps: 2, rate: 0.5, staircase: true), gives: [2: 1, 3: 2 / 3.0])
    expect(.polynomialDecay(steps: 4, end: 0.1, power: 2, cycle: false), gives: [1: 1, 3: 0.325, 5: 0.1, 50: 0.1])
    expect(.polynomialDecay(steps: 4, end: 0, power: 0.5, cycle: true), gives: [1: 1, 4: 0.5, 5: 0, 6: 0.375.squareRoot()])
    expect(.cosineDecay(steps: 8, floor: 0.5, warmupTarget: nil, warmupSteps: 0), gives: [1: 1, 5: 0.75, 9: 0.5, 99: 0.5])
    let warmed = LearningRateSchedule.cosineDecay(steps: 4, floor: 0, warmupTarget: 2, warmupSteps: 2)
    expect(warmed, gives: [1: 1, 2: 1.5, 3: 2, 5: 1, 7: 0])
    let pieces = LearningRateSchedule.piecewiseConstant(boundaries: [2, 5], values: [3, 2, 1])
    expect(pieces, gives: [1: 3, 3: 3, 4: 2, 6: 2, 7: 1])
  }

  /// Foundation's own, on this platform: within a few ulps of each other wherever both are good.
  @Test func `powers and cosines are those of the platform, but for a few ulps`() {
    for i in 1...400 {
      let (x, y) = (Double(i) * 0.0137, Double(i % 37) * 0.61)
      let power = LearningRateSchedule.exponentialDecay(steps: 1 / y, rate: x, staircase: false).rate(at: 2, from: 1)
      // The exponent's rounding counts |y ln x| times.
      #expect(abs(power / pow(x, 1 / (1 / y)) - 1) <= 0x1p-50 * (1 + abs(y * log(x))) || y == 0, "\(x)^\(y)")
      let steps = 400.0
      let cosine = LearningRateSchedule.cosineDecay(steps: steps, floor: 0, warmupTarget: nil, warmupSteps: 0).rate(at: i + 1, from: 1)
      #expect(abs(cosine - 0.5 * (1 + cos(Double.pi * Double(i) / steps))) <= 0x1p-51)
    }
  }

  @Test func `a rule with a schedule survives JSON, and refuses what makes none`() throws {
    let rule = try RAdam.tensorFlowAddons(
      totalSteps: 10, schedule: .piecewiseConstant(boundaries: [1], values: [1, 2]),
      weightDecaySchedule: .cosineDecay(steps: 1, floor: 0, warmupTarget: nil, warmupSteps: 0))
    #expect(try JSONDecoder().decode(RAdam.self, from: JSONEncoder().encode(rule)) == rule)
    for schedule in [
      LearningRateSchedule.piecewiseConstant(boundaries: [1], values: [1]), .exponentialDecay(steps: 0, rate: 1, staircase: false),
      .noam(modelSize: 1, warmup: 0), .cosineDecay(steps: 1, floor: .nan, warmupTarget: nil, warmupSteps: 0),
    ] {
      #expect(throws: HyperparameterError.self) { try Adam.keras(schedule: schedule) }
    }
  }
}
