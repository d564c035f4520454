import Dispatch
public import KernelVerification
import Synchronization

extension Campaign {
  /// How far a run has come, for those who watch.
  public struct Progress: Sendable {
    /// Batches done by this run.
    public let batches: Int
    public let sums: CampaignSums
  }

  /// What a run does next.
  public enum Next: Sendable {
    case goOn
    /// The time is up: the report is of what was done.
    case end
    /// Stopped before its end: the report says so.
    case interrupt
  }

  /// Runs the batches of a shard on several threads. What it comes to depends on neither the threads nor their order.
  ///
  /// - Parameters:
  ///   - shard: which batches of the plan.
  ///   - jobs: the number of threads; fewer than 1 count as 1, more than 1,024 as 1,024.
  ///   - next: asked now and then, with what was seen so far. A run of a plan with a number of cases that stops before them is interrupted,
  ///     whatever stopped it.
  public func run(shard: Shard = .whole, jobs: Int, next: (Progress) -> Next = { _ in .goOn }) -> CampaignReport {
    let jobs = min(max(1, jobs), 1024)
    var isInterrupted = false
    var total = CampaignSums(of: plan)
    var done = 0
    let end = batches ?? Self.mostCases / CaseGenerator.batchSize
    // A round is long enough that no thread waits for another for long, and short enough to be asked.
    let round = 16 * jobs
    while true {
      let from = shard.index + done * shard.count
      let count = from >= end ? 0 : min(round, (end - from + shard.count - 1) / shard.count)
      if count <= 0 { break }
      let answer = next(Progress(batches: done, sums: total))
      isInterrupted = answer == .interrupt || (answer == .end && plan.cases != nil)
      if answer != .goOn { break }
      let sums = Mutex(CampaignSums(of: plan))
      let first = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
        while true {
          let i = first.wrappingAdd(1, ordering: .relaxed).oldValue
          guard i < count else { return }
          let batch = run(batch: from + i * shard.count)
          sums.withLock { $0.add(batch) }
        }
      }
      total.add(sums.withLock { $0 })
      done += count
    }
    return CampaignReport(plan: plan, shard: shard, sums: total, isInterrupted: isInterrupted)
  }
}
