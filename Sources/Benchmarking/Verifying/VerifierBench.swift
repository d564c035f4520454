import Fuzzing
import KernelVerification
import Registry

/// Times the verifier on our kernels: the lock step over a case, the sweep, the fuzzer.
struct VerifierBench {
  let seconds: Double
  let optimizers: [Implementation]

  /// All of them, in order; each is timed when it is asked for.
  var measurements: [() throws -> VerifierResult] {
    optimizers.map { optimizer in { try lockStep(optimizer, elements: 4096) } }
      + optimizers.prefix(1).map { optimizer in { try generated(optimizer) } }
      + optimizers.prefix(1).map { optimizer in { try sweep(optimizer) } } + [fuzz]
  }

  /// One case of many elements.
  private func lockStep(_ optimizer: Implementation, elements: Int) throws -> VerifierResult {
    let steps = 24
    func numbers(_ count: Int, _ stream: UInt64) -> [Double] {
      (0..<count).map { i in
        let hash = (UInt64(truncatingIfNeeded: i) &+ stream << 32) &* 0x9e37_79b9_7f4a_7c15
        return Double(Float(hash >> 40) * 0x1p-24 - 0.499)
      }
    }
    let testCase = Case(
      checked: "bench", implementation: optimizer.name, hyperparameters: optimizer.samples[0], steps: steps,
      tensors: [Trajectory(name: "w", initial: numbers(elements, 1), gradients: numbers(steps * elements, 2))], rerun: "bench verifier")
    return try timed("lock step, \(optimizer.name), a case of \(formatCount(elements)) elements", [testCase])
  }

  /// The generated cases of one optimizer, small as they are.
  private func generated(_ optimizer: Implementation) throws -> VerifierResult {
    try timed(
      "lock step, \(optimizer.name), its generated cases", GeneratedCases.cases(of: optimizer).filter { $0.name.hasSuffix("normal") })
  }

  private func timed(_ name: String, _ cases: [Case]) throws -> VerifierResult {
    let elementSteps = try cases.reduce(0) { $0 + (try Registry.verifier.lockStep($1).elementSteps) }
    let rounds = measure { for testCase in cases { _ = try? Registry.verifier.lockStep(testCase) } }
    return result(name, elementSteps, rounds)
  }

  private func sweep(_ optimizer: Implementation) throws -> VerifierResult {
    let sweep = try Sweep([optimizer], every: 1 << 12)
    func run() throws -> SweepRun {
      var run = SweepRun(sweep)
      try run.finish(sweep)
      return run
    }
    let elementSteps = try run().report.total.gradients
    return result("sweep, \(optimizer.name)", elementSteps, measure { _ = try? run() })
  }

  private func fuzz() throws -> VerifierResult {
    let batches = 8
    let campaign = try Campaign(seed: 1, cases: 64 * batches, implementations: optimizers, verifier: Registry.verifier)
    let elementSteps = campaign.run().sums.elementSteps
    return result("fuzz, its cases made too", elementSteps, measure { _ = campaign.run() })
  }

  private func measure(_ body: @escaping () -> Void) -> Rounds {
    Rounds([Contestant.each(body).slowed(by: PlantedSlowdown.share)], seconds: seconds)
  }

  private func result(_ name: String, _ elementSteps: Int, _ rounds: Rounds) -> VerifierResult {
    VerifierResult(
      name: name, elementStepsPerSecond: Spread(rounds.nanoseconds[0].map { Double(elementSteps) / ($0 * 1e-9) }))
  }
}
