import OptimizerKernels

/// Times the steps of one optimizer beside what they cannot be faster than, on the same arrays.
enum StepBench {
  /// - Parameter seconds: how long to measure.
  /// - Returns: nil where a step of so many elements does not fit into half of the memory.
  static func measure(_ name: String, _ rule: any TrainingRule, elements: Int, threads: Int, seconds: Double) throws -> StepResult? {
    guard fits(elements) else { return nil }
    return try measure(name, rule, elements, threads, seconds)
  }

  /// Six arrays at most, and a seventh of slow weights.
  private static func fits(_ elements: Int) -> Bool { elements < Machine.memory / 2 / (7 * MemoryLayout<Float>.stride) }

  private static func measure(
    _ name: String, _ rule: some TrainingRule, _ elements: Int, _ threads: Int, _ seconds: Double
  ) throws -> StepResult? {
    let subject = try StepSubject(rule, counts: [elements], threads: threads)
    guard let arrays = unsafe subject.arrays else { return nil }
    let written = unsafe arrays.written.count
    let rounds = Rounds(
      [
        Contestant(subject.step).slowed(by: PlantedSlowdown.share), passing(subject, threads),
        dividing(elements, threads),
      ],
      seconds: seconds)
    let scale = Double(elements)
    let (memory, divider) = (rounds.spread(1, per: scale).median, rounds.spread(2, per: scale).median)
    let takesRoots = rule.configuration.takesRoots
    let limit: StepResult.Limit = takesRoots && divider > memory ? .divider : .memory
    let time = rounds.spread(0, per: scale)
    let bytes = (2 * written + 1) * MemoryLayout<Float>.stride
    return StepResult(
      optimizer: name, elements: elements, threads: threads, bytesPerElement: bytes, nanosecondsPerElement: time,
      gigabytesPerSecond: Double(bytes) / time.median, memoryNanosecondsPerElement: memory,
      dividerNanosecondsPerElement: takesRoots ? divider : nil, limit: limit, ratio: rounds.ratio(0, to: [limit == .memory ? 1 : 2]))
  }

  /// The arrays of a subject's step, read and written.
  static func passing(_ subject: StepSubject, _ threads: Int) -> Contestant {
    // The closure keeps the subject, and with it the arrays, of `count` elements each.
    let arrays = unsafe subject.arrays
    return Contestant { repetitions in
      guard let arrays = unsafe arrays else { return }
      // 0, as every count is positive.
      let zero = UInt32(subject.count >> 62)
      for _ in 0..<repetitions {
        unsafe SpeedLimits.passThroughMemory(
          written: arrays.written, read: arrays.read, count: subject.count, threads: threads, zero: zero)
      }
    }
  }

  /// Roots and divisions, and nothing else.
  private static func dividing(_ count: Int, _ threads: Int) -> Contestant {
    let scratch = DividerScratch(threads: threads)
    return Contestant { repetitions in
      // The closure keeps the scratch, which is of as many threads.
      for _ in 0..<repetitions { unsafe SpeedLimits.divideByRoots(scratch.base, count: count, threads: threads) }
    }
  }

  /// The gradients of a subject, read.
  static func reading(_ subject: StepSubject, _ threads: Int) -> Contestant {
    // As above.
    let arrays = unsafe subject.arrays
    return Contestant { repetitions in
      guard let arrays = unsafe arrays else { return }
      for _ in 0..<repetitions { unsafe SpeedLimits.readThrough(arrays.read, count: subject.count, threads: threads) }
    }
  }
}

/// What the divider's limit divides.
@safe private final class DividerScratch {
  let base: UnsafeMutablePointer<Float>

  init(threads: Int) {
    unsafe base = .allocate(capacity: 3 * 1024 * threads)
    unsafe base.initialize(repeating: 1.5, count: 3 * 1024 * threads)
  }

  deinit { unsafe base.deallocate() }
}

extension RuleConfiguration {
  /// Whether each element takes a root and a division.
  fileprivate var takesRoots: Bool {
    switch formula.secondMoment {
    case .none, .greatest: false
    case .squares, .residuals, .sum: true
    }
  }
}
