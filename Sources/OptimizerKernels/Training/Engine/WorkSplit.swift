internal import Dispatch
internal import Foundation

/// How the blocks of a step are shared among threads.
///
/// Each worker takes blocks that follow one another. No number depends on how many workers there are.
struct WorkSplit {
  let blocks: Int
  let workers: Int

  /// How many threads the machine has to offer.
  static let mostThreads = max(1, ProcessInfo.processInfo.activeProcessorCount)
  /// Fewer elements than these a thread are not worth waking one for.
  static let elementsPerThread = 1 << 16

  init(blocks: Int, elements: Int, threads: Int) {
    self.blocks = blocks
    workers = max(1, min(threads, elements / Self.elementsPerThread, blocks))
  }

  /// Which blocks a worker takes.
  func range(of worker: Int) -> Range<Int> {
    blocks * worker / workers..<blocks * (worker + 1) / workers
  }

  /// Has each worker do its part, and waits for all.
  func run(_ body: @Sendable (Int) -> Void) {
    if workers == 1 { return body(0) }
    DispatchQueue.concurrentPerform(iterations: workers, execute: body)
  }
}
