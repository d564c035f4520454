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

  /// Runs the batches of a shard on several threads. What it comes to depends on neither the threads nor their order.
  ///
  /// - Parameters:
  ///   - shard: which batches of the plan.
  ///   - jobs: the number of threads.
  ///   - goesOn: asked now and then, with what was seen so far; false ends a run. A run of a plan with a number of cases that ends so is not
  ///     the plan's, and the report is of what was asked for only if it went to the end.
  public func run(shard: Shard = .whole, jobs: Int, goesOn: (Progress) -> Bool = { _ in true }) -> CampaignReport {
    var total = CampaignSums(of: plan)
    var done = 0
    let end = batches ?? Self.mostCases / CaseGenerator.batchSize
    // A round is long enough that no thread waits for another for long, and short enough to be asked.
    let round = 16 * jobs
    while true {
      let from = shard.index + done * shard.count
      let count = from >= end ? 0 : min(round, (end - from + shard.count - 1) / shard.count)
      guard count > 0, goesOn(Progress(batches: done, sums: total)) else { break }
      let sums = Mutex(CampaignSums(of: plan))
      let next = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
        while true {
          let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard i < count else { return }
          let batch = run(batch: from + i * shard.count)
          sums.withLock { $0.add(batch) }
        }
      }
      total.add(sums.withLock { $0 })
      done += count
    }
    return CampaignReport(plan: plan, shard: shard, sums: total)
  }
}
