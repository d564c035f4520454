import KernelVerification
import OptimizerKernels

/// Times what a step does beside its arithmetic: clips, checks, copies, goes through many parameters, wakes threads.
struct CallBench {
  let seconds: Double
  /// How many threads there are to use.
  let threads: Int
  /// Elements of what comes from memory; less where there is little of it.
  private let many = 10_000_000

  /// All of them, in order; each is timed when it is asked for.
  var measurements: [() throws -> [CallResult]] {
    [small, manyParameters, clipping, checking, copying, halves, threading, instructionSets]
  }

  /// A step of 1,000 elements, from call to return.
  private func small() throws -> [CallResult] {
    let rules: [(String, any TrainingRule)] = [("Adam", try Adam.torch()), ("RAdam", try RAdam.torch())]
    return try rules.map { name, rule in
      let subject = try StepSubject(rule, counts: [1000], threads: threads)
      let rounds = Rounds([Contestant(subject.step)], seconds: seconds)
      return CallResult(name: "a step of 1,000 elements, \(name)", comparedTo: nil, value: rounds.spread(0, per: 1000))
    }
  }

  private func manyParameters() throws -> [CallResult] {
    let mixed = (0..<10_000).map { 1 + ($0 &* 7919) % 4096 }
    return try [
      ("10,000 parameters of 1,000 elements", Array(repeating: 1000, count: 10_000)), ("10,000 parameters of 1 to 4,096 elements", mixed),
    ]
    .flatMap { name, counts in
      try eachThreads { threads in
        let one = try StepSubject(Adam.torch(), counts: [counts.reduce(0, +)], threads: threads)
        let subject = try StepSubject(Adam.torch(), counts: counts, threads: threads)
        let rounds = Rounds([Contestant(subject.step), Contestant(one.step)], seconds: seconds)
        return CallResult(
          name: "\(name), \(title(threads))", comparedTo: "one parameter of as many elements", value: rounds.ratio(0, to: [1]))
      }
    }
  }

  private func clipping() throws -> [CallResult] {
    try eachThreads { threads in
      let subject = try StepSubject(Adam.torch(), counts: [many], threads: threads, clipping: .torch(maxNorm: 1))
      return beside(subject, "a step that clips by the global norm, \(title(threads))", threads)
    }
  }

  private func checking() throws -> [CallResult] {
    try eachThreads { threads in
      let subject = try StepSubject(Adam.torch(), counts: [many], threads: threads, skips: true)
      return beside(subject, "a step that looks for what is not finite, \(title(threads))", threads)
    }
  }

  /// A step beside a plain one and one reading of its gradients.
  private func beside(_ subject: StepSubject, _ name: String, _ threads: Int) -> CallResult {
    let rounds = Rounds(
      [Contestant(subject.step), StepBench.passing(subject, threads), StepBench.reading(subject, threads)], seconds: seconds)
    return CallResult(
      name: name, comparedTo: "its arrays read and written, and its gradients read once more", value: rounds.ratio(0, to: [1, 2]))
  }

  private func copying() throws -> [CallResult] {
    try eachThreads { threads in
      let subject = try StepSubject(Adam.torch(), counts: [many], threads: threads)
      let rounds = Rounds([Contestant(subject.stepWithCopy), Contestant(subject.step)], seconds: seconds)
      // A written line is read first, as every other: 28 bytes become 32.
      return CallResult(
        name: "a step with a copy in bfloat16, \(title(threads))", comparedTo: "a plain step (bytes: 32/28 = 1.14)",
        value: rounds.ratio(0, to: [1]))
    }
  }

  private func halves() throws -> [CallResult] {
    try eachThreads { threads in
      let subject = try StepSubject(Adam.torch(), counts: [many], threads: threads)
      let rounds = Rounds([Contestant(subject.stepOnHalves), Contestant(subject.step)], seconds: seconds)
      return CallResult(
        name: "a step on gradients in bfloat16, \(title(threads))", comparedTo: "a plain step (bytes: 26/28 = 0.93)",
        value: rounds.ratio(0, to: [1]))
    }
  }

  private func threading() throws -> [CallResult] {
    guard threads > 1 else { return [] }
    return try [65_536, 262_144, 1_048_576, 16_777_216].map { count in
      let one = try StepSubject(Adam.torch(), counts: [count], threads: 1)
      let two = try StepSubject(Adam.torch(), counts: [count], threads: 2)
      let rounds = Rounds([Contestant(one.step), Contestant(two.step)], seconds: seconds)
      return CallResult(name: "one thread, \(formatCount(count)) elements", comparedTo: "two threads", value: rounds.ratio(0, to: [1]))
    }
  }

  private func instructionSets() throws -> [CallResult] {
    guard KernelInstructionSet.best == .avx2 else { return [] }
    let rules: [(String, any KernelRule)] = [
      ("Adam", try Adam.torch()), ("RAdam", try RAdam.torch()), ("AdaBelief", try AdaBelief.paper()), ("AdaBound", try AdaBound.luolc()),
      ("AMSGrad", try AMSGrad.torch()), ("AdaMod", try AdaMod.paper()), ("AdaBalance", try AdaBalance.published()),
    ]
    return try rules.map { name, rule in
      let rounds = Rounds(try [KernelInstructionSet.baseline, .avx2].map { try contestant(rule, on: $0) }, seconds: seconds)
      return CallResult(name: "without AVX2, 16,384 elements, \(name)", comparedTo: "with AVX2", value: rounds.ratio(0, to: [1]))
    }
  }

  /// A rule's own step with one compilation of the kernels.
  private func contestant(_ rule: some KernelRule, on set: KernelInstructionSet) throws -> Contestant {
    let count = 16_384
    var state = try rule.makeState(count: count)
    // Beyond the steps at which RAdam waits.
    for _ in 0..<1000 { try state.skipStep() }
    var parameters = [Float](repeating: 1, count: count)
    let gradients = (0..<count).map { $0.isMultiple(of: 3) ? Float(0.01) : -0.02 }
    return Contestant { repetitions in
      do {
        for _ in 0..<repetitions { try rule.update(&parameters, gradients: gradients, state: &state, on: set) }
      } catch {
        // The state was made for the rule: an error is a fault of this program.
        fatalError("a step failed: \(error)")
      }
    }
  }

  /// With one thread, and with all where there are more.
  private func eachThreads(_ body: (Int) throws -> CallResult) rethrows -> [CallResult] {
    try Set([1, threads]).sorted().map(body)
  }

  private func title(_ threads: Int) -> String { threads == 1 ? "1 thread" : "\(threads) threads" }
}
