import Foundation
import Testing

@testable import OptimizerKernels

@Suite struct WorkSplitTests {
  /// How often each block was done, noted from any thread.
  private final class Counts: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [Int]

    init(_ blocks: Int) { counts = Array(repeating: 0, count: blocks) }

    func add(_ range: Range<Int>) {
      lock.lock()
      defer { lock.unlock() }
      for i in range { counts[i] += 1 }
    }

    var all: [Int] { counts }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 8]) func `every block is done once`(threads: Int) {
    for blocks in [1, 2, 3, 31, 32, 33, 64, 100, 517, 5000] {
      let split = WorkSplit(blocks: blocks, elements: blocks << 20, threads: threads)
      #expect(split.workers == min(threads, blocks))
      let counts = Counts(blocks)
      split.run { worker, range in
        #expect((0..<split.workers).contains(worker))
        counts.add(range)
      }
      #expect(counts.all.allSatisfy { $0 == 1 }, "\(blocks) blocks, \(threads) threads")
    }
  }

  @Test func `few elements are not worth a thread`() {
    #expect(WorkSplit(blocks: 16, elements: 65_536, threads: 8).workers == 1)
    #expect(WorkSplit(blocks: 32, elements: 131_072, threads: 8).workers == 2)
    #expect(WorkSplit(blocks: 0, elements: 0, threads: 8).workers == 1)
  }
}
