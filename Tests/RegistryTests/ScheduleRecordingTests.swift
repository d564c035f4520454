import OptimizerKernels
import OptimizerReference
import Testing

/// Learning rates that libraries gave, against their transcriptions and our schedules.
///
/// Both sides of each comparison are computed in Double, each within the transcription's bound of the exact rate: two bounds, as of any recording
/// in float64.
@Suite struct ScheduleRecordingTests {
  private static let libraries = ["keras-2.15.0", "labml_nn-0.5.1", "tensorflow-addons-0.23.0", "torch-2.15.0"]
  private static let all = Result { try libraries.flatMap(RecordedRates.all) }

  /// Those that say a rate from the step alone, and not from the last one.
  private static func closed() throws -> [RecordedRates] { try all.get().filter { !$0.schedule.hasSuffix("stepped") } }

  /// The first step whose rate is too far from the recorded one; nil where none is.
  private func firstFailure(_ recorded: RecordedRates, _ rate: (_ t: Int) -> Double, _ bound: (_ t: Int) -> Double) -> Int? {
    recorded.rates.indices.map { $0 + 1 }.first { t in
      let error = abs(rate(t) - recorded.rates[t - 1])
      return !(error <= bound(t))
    }
  }

  @Test func everyScheduleIsRecorded() throws {
    #expect(try Set(Self.all.get().map { $0.schedule.split(separator: " ")[0] }).count == 18)
    #expect(try Self.all.get().allSatisfy { $0.rates.count == 40 && Set($0.rates).count > 1 || $0.schedule == "AdamWarmup" })
  }

  @Test func transcriptionsGiveTheRecordedRates() throws {
    for recorded in try Self.closed() {
      let reference = try recorded.reference()
      let failure = firstFailure(recorded, { reference[$0 - 1].value }, { 2 * reference[$0 - 1].bound })
      #expect(failure == nil, "\(recorded) at step \(failure ?? 0)")
    }
  }

  @Test func ourSchedulesGiveTheRecordedRates() throws {
    for recorded in try Self.closed() {
      let (judge, _) = try kernelJudge(recorded)
      let (schedule, α) = try recorded.ours()
      #expect(judge { schedule.rate(at: $0, from: α) } == nil, "\(recorded)")
    }
  }

  /// torch's schedulers go on from their own last rate. That is the closed form, but for a few roundings a step.
  @Test func torchGoesOnFromItsLastRate() throws {
    for recorded in try Self.all.get() where recorded.schedule.hasSuffix("stepped") {
      let reference = try recorded.reference()
      let stepped = try SteppedSchedule(recorded).rates(from: recorded.number("lr"), count: recorded.rates.count)
      let failure = firstFailure(recorded, { reference[$0 - 1].value }, { reference[$0 - 1].bound + stepped[$0 - 1].bound })
      #expect(failure == nil, "\(recorded) at step \(failure ?? 0)")
      for (step, rate) in zip(stepped, recorded.rates) { #expect(abs(step.value - rate) <= 2 * step.bound, "\(recorded)") }
    }
  }

  /// A judge of rates: the first step at which they are too far from what was recorded.
  private func kernelJudge(_ recorded: RecordedRates) throws -> (((Int) -> Double) -> Int?, [Bounded<Double>]) {
    let reference = try recorded.reference()
    let (schedule, α) = try recorded.ours()
    return (
      { rate in
        firstFailure(recorded, rate) { 2 * reference[$0 - 1].bound + schedule.elementaryError(at: $0, from: α) }
      }, reference
    )
  }

  // MARK: What is caught

  @Test func aStepTooEarlyOrTooLateIsCaught() throws {
    for recorded in try Self.closed() where Set(recorded.rates).count > 1 {
      let (judge, _) = try kernelJudge(recorded)
      let (schedule, α) = try recorded.ours()
      #expect(judge { schedule.rate(at: $0 + 1, from: α) } != nil, "\(recorded)")
      #expect(judge { schedule.rate(at: max($0 - 1, 1), from: α) } != nil, "\(recorded)")
      // Far less than a rounding to Float.
      #expect(judge { schedule.rate(at: $0, from: α) * (1 + 0x1p-40) } != nil, "\(recorded)")
    }
  }

  @Test func eachPlantedFaultIsCaught() throws {
    var caught: [String: Int] = [:]
    for recorded in try Self.closed() {
      let (judge, _) = try kernelJudge(recorded)
      let (schedule, α) = try recorded.ours()
      for (name, fault) in schedule.faults(from: α) {
        caught[name, default: 0] += judge(fault) == nil ? 0 : 1
      }
    }
    #expect(caught.count == 12)
    for (name, count) in caught { #expect(count > 0, "\(name) is not caught") }
  }
}

/// What torch's schedulers do at each step, where that is more than to multiply.
private struct SteppedSchedule {
  private var next: (_ last: Bounded<Double>, _ base: Double, _ s: Int) -> Bounded<Double>
  private var first: (_ base: Double) -> Bounded<Double>

  init(_ recorded: RecordedRates) throws {
    func number(_ x: Double) -> Bounded<Double> { Bounded(value: x, bound: 0) }
    first = { number($0) }
    switch recorded.schedule {
    case "LinearLR stepped":
      let (start, end) = (try recorded.number("start_factor"), try recorded.number("end_factor"))
      let total = try recorded.number("total_iters")
      first = { number($0) * number(start) }
      next = { last, _, s in
        let change = number(end) - number(start)
        return Double(s) > total ? last : last * (1 + change / (number(total) * number(start) + number(Double(s - 1)) * change))
      }
    case "CosineAnnealingLR stepped":
      let (tMax, least) = (try recorded.number("T_max"), try recorded.number("eta_min"))
      // 1 + cos(πs/T), from the closed form with a rate of 2 and a minimum of 0, whose half is exact.
      func wave(_ s: Int) -> Bounded<Double> { TorchSchedule.cosineAnnealing(tMax: tMax, etaMin: 0).rate(at: s, from: 2) }
      next = { last, base, s in
        if (s - 1 - Int(tMax)).isMultiple(of: 2 * Int(tMax)) {
          return last + (number(base) - number(least)) * (2 - wave(1)) / 2
        }
        return wave(s) / wave(s - 1) * (last - number(least)) + number(least)
      }
    case "ExponentialLR stepped":
      let gamma = try recorded.number("gamma")
      next = { last, _, _ in last * number(gamma) }
    case "StepLR stepped":
      let (size, gamma) = (Int(try recorded.number("step_size")), try recorded.number("gamma"))
      next = { last, _, s in s.isMultiple(of: size) ? last * number(gamma) : last }
    case "MultiStepLR stepped":
      let (milestones, gamma) = (try recorded.list("milestones"), try recorded.number("gamma"))
      next = { last, _, s in milestones.contains(Double(s)) ? last * number(gamma) : last }
    default:
      let (total, power) = (try recorded.number("total_iters"), try recorded.number("power"))
      // A quotient of two closed forms is the power of the quotient: with three roundings more, and so a wider bound.
      func left(_ s: Int) -> Bounded<Double> { TorchSchedule.polynomial(totalIters: total, power: power).rate(at: s, from: 1) }
      next = { last, _, s in Double(s) > total ? last : last * (left(s) / left(s - 1)) }
    }
  }

  func rates(from base: Double, count: Int) -> [Bounded<Double>] {
    var rates = [first(base)]
    for s in 1..<count { rates.append(next(rates[s - 1], base, s)) }
    return rates
  }
}

extension LearningRateSchedule {
  /// What is easily written in its place.
  fileprivate func faults(from α: Double) -> [(name: String, rate: (Int) -> Double)] {
    func other(_ name: String, _ schedule: LearningRateSchedule) -> [(String, (Int) -> Double)] {
      [(name, { schedule.rate(at: $0, from: α) })]
    }
    switch self {
    case .exponentialDecay(let steps, let rate, let staircase):
      return other("exponential decay rounded down, or not", .exponentialDecay(steps: steps, rate: rate, staircase: !staircase))
    case .inverseTimeDecay(let steps, let rate, let staircase):
      return other("inverse time rounded down, or not", .inverseTimeDecay(steps: steps, rate: rate, staircase: !staircase))
    case .polynomialDecay(let steps, let end, let power, let cycle):
      return other("polynomial over and over, or not", .polynomialDecay(steps: steps, end: end, power: power, cycle: !cycle))
        + other("polynomial without its power", .polynomialDecay(steps: steps, end: end, power: 1, cycle: cycle))
    case .piecewiseConstant(let boundaries, let values):
      return other("s < boundary for ≤", .piecewiseConstant(boundaries: boundaries.map { $0 - 0.5 }, values: values))
    case .cosineDecay(let steps, _, let target, let warmupSteps):
      return other("cosine to 0", .cosineDecay(steps: steps, floor: 0, warmupTarget: target, warmupSteps: warmupSteps))
    case .cosineDecayRestarts(let steps, let period, let rate, let floor):
      return other("restarts of equal periods", .cosineDecayRestarts(steps: steps, periodFactor: 1, rateFactor: rate, floor: floor))
        + other("restarts of equal height", .cosineDecayRestarts(steps: steps, periodFactor: period, rateFactor: 1, floor: floor))
        + other(
          "a restart one step late at its own step",
          .cosineDecayRestarts(steps: steps.nextUp, periodFactor: period, rateFactor: rate, floor: floor))
    case .warmup(let steps):
      return [("t ≤ steps for <", { t in Double(t) == steps ? 1e-8 + α : self.rate(at: t, from: α) })]
        + other("labml's warmup without 1e-8", .linearWarmup(steps: steps))
    case .linearWarmup(let steps): return other("torch's warmup with labml's 1e-8", .warmup(steps: steps))
    default: return []
    }
  }
}
