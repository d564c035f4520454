internal import Dispatch
internal import Foundation
internal import KernelShims

/// How the blocks of a step are shared among threads.
///
/// Two workers share a part: one goes through it from its first block on, the other from its last, until they meet. Each comes to the same blocks step after
/// step, which are in its cache, and one that wakes up late holds nobody up. No number depends on who does what.
struct WorkSplit {
  let blocks: Int
  let workers: Int

  /// How many threads the machine has to offer.
  static let mostThreads = max(1, ProcessInfo.processInfo.activeProcessorCount)
  /// Fewer elements than these a thread are not worth waking one for: to wake one takes 20 µs where to step as many takes 30.
  static let elementsPerThread = 1 << 16
  /// The most blocks that are taken at once.
  private static let longestRun = 16

  init(blocks: Int, elements: Int, threads: Int) {
    self.blocks = blocks
    workers = max(1, min(threads, elements / Self.elementsPerThread, blocks))
  }

  /// Has the workers do all blocks, each in several runs, and waits for all.
  func run(_ body: @Sendable (_ worker: Int, _ blocks: Range<Int>) -> Void) {
    if workers == 1 { return body(0, 0..<blocks) }
    // A cache line for each pair's count of runs that were taken.
    let stride = 64 / MemoryLayout<Int>.stride
    let pairs = (workers + 1) / 2
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: pairs * stride) { taken in
      unsafe taken.initialize(repeating: 0)
      guard let first = taken.baseAddress else { return }
      let counts = unsafe RunCounts(first: first, stride: stride)
      DispatchQueue.concurrentPerform(iterations: workers) { worker in unsafe work(worker, counts, body) }
    }
  }

  /// Takes runs of a worker's part until none is left.
  private func work(_ worker: Int, _ counts: RunCounts, _ body: (_ worker: Int, _ blocks: Range<Int>) -> Void) {
    let pair = worker / 2
    let part = blocks * (2 * pair) / workers..<blocks * min(2 * pair + 2, workers) / workers
    let length = max(1, min(part.count / 32, Self.longestRun))
    let runs = (part.count + length - 1) / length
    // Together the two take no more runs than there are: those of one from the front and of the other from the back do not meet.
    var own = 0
    while unsafe kernelCount(counts.first + pair * counts.stride) < runs {
      let run = worker % 2 == 0 ? own : runs - 1 - own
      let start = part.lowerBound + run * length
      body(worker, start..<min(start + length, part.upperBound))
      own += 1
    }
  }
}

/// How many runs each pair of workers has taken: one number in each cache line.
@unsafe private struct RunCounts: @unchecked Sendable {
  let first: UnsafeMutablePointer<Int>
  let stride: Int
}
