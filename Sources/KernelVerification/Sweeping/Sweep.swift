import Foundation
import OptimizerReference
import Synchronization

/// A sweep over every Float as the first gradient.
public struct Sweep: Sendable {
  public let plan: SweepPlan
  private let implementations: [Implementation]

  /// The implementations among `all` that a sweep takes: those with a kernel, but for those that do something to all gradients of a parameter
  /// at once, of which no element says anything alone.
  public static func eligible(_ all: [Implementation]) -> [Implementation] {
    all.filter { implementation in
      guard implementation.kernel != nil, let sample = implementation.samples.first else { return false }
      return (try? implementation.reference(sample))?.preparesGradients == false
    }
  }

  /// A sweep of `implementations`, one after the other, with the first sample of each one's hyperparameters.
  ///
  /// - Parameters:
  ///   - implementations: those to sweep, in order; ``eligible(_:)`` has all that can be.
  ///   - every: 1 for all gradients; of ``SweepPlan/strides``.
  /// - Throws: `InvalidHyperparameter` for an implementation that ``eligible(_:)`` does not have, and what its kernel throws for its sample.
  public init(_ implementations: [Implementation], every: Int = 1) throws {
    guard SweepPlan.strides.contains(every) else {
      throw InvalidHyperparameter(
        name: "every", found: "\(every)", allowed: "\(SweepPlan.strides.lowerBound) to \(SweepPlan.strides.upperBound)")
    }
    for implementation in implementations where Self.eligible([implementation]).isEmpty {
      throw InvalidHyperparameter(
        name: "optimizer", found: implementation.name, allowed: "one that has a kernel and steps each gradient alone")
    }
    self.implementations = implementations
    plan = SweepPlan(every: every, subjects: try implementations.map(Self.subject))
  }

  /// The kernel's own step among the admissible ones: the first that fits a few thousand gradients of all binades, or comes closest. A kernel
  /// keeps to one.
  private static func subject(_ implementation: Implementation) throws -> SweepPlan.Subject {
    let sample = implementation.samples.first ?? "{}"
    let reference = try implementation.reference(sample)
    var best: (suspects: Int, subject: SweepPlan.Subject)?
    for (a, arrangement) in reference.arrangements.enumerated() {
      for (s, screen) in reference.screens(1, arrangement).enumerated() {
        let variant = [arrangement.rawValue, screen.branch].compactMap { $0 }.joined(separator: ", ")
        let subject = SweepPlan.Subject(name: implementation.name, hyperparameters: sample, arrangement: a, step: s, variant: variant)
        var judge = try SweepJudge(subject, implementation)
        let found = judge.suspects(probe) ?? .max
        if found == 0 { return subject }
        if best.map({ found < $0.suspects }) ?? true { best = (found, subject) }
      }
    }
    guard let best else { preconditionFailure("a reference must admit at least one step") }
    return best.subject
  }

  /// Twelve gradients of each binade: its ends, its middle, and a spread.
  private static let probe: [UInt32] = (0..<512).flatMap { binade in
    [0, 1, 2, 0x3f_ffff, 0x40_0000, 0x7f_fffe, 0x7f_ffff, 0x12_3456, 0x2b_cdef, 0x55_5555, 0x6a_aaab, 0x7b_1ce5].map { binade << 23 | $0 }
  }

  /// Judges units of the plan, on `jobs` threads, and returns what was seen of each, in their order.
  func judge(_ units: [Int], jobs: Int) throws -> [SweepBin] {
    let workers = max(1, min(jobs, units.count))
    if workers == 1 { return try judge(units[...]) }
    let done = Mutex<[Int: Result<[SweepBin], any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let share = units.indices.filter { $0 % workers == worker }.map { units[$0] }
      let result = Result { try judge(share[...]) }
      done.withLock { $0[worker] = result }
    }
    let shares = try done.withLock { done in try (0..<workers).map { try done[$0]?.get() ?? [] } }
    return units.indices.map { shares[$0 % workers][$0 / workers] }
  }

  private func judge(_ units: ArraySlice<Int>) throws -> [SweepBin] {
    var judge: (subject: Int, judge: SweepJudge)?
    var bins: [SweepBin] = []
    for unit in units {
      let (subject, chunk) = plan.unit(unit)
      if judge?.subject != subject {
        judge = (subject, try SweepJudge(plan.subjects[subject], implementations[subject]))
      }
      if let bin = judge?.judge.judge(chunk) { bins.append(bin) }
    }
    return bins
  }
}
