internal import KernelsAVX2
internal import KernelsBaseline

/// What no step can be faster than, for a benchmark that measures it beside one. Work is shared among threads as a step's is.
package enum SpeedLimits {
  /// Reads an array and reads and writes others, which keep their values, and does nothing else.
  ///
  /// - Parameters:
  ///   - written: between one and six arrays.
  ///   - read: an array that is only read.
  ///   - zero: 0, in a way that the compiler does not see.
  /// - Precondition: each array holds `count` elements, and no two overlap.
  @unsafe package static func passThroughMemory(
    written: [UnsafeMutablePointer<Float>], read: UnsafePointer<Float>, count: Int, threads: Int, zero: UInt32
  ) {
    guard unsafe 1...6 ~= written.count else { fatalError("a step writes between one and six arrays") }
    unsafe written.withUnsafeBufferPointer { written in
      let arrays = unsafe LimitArrays(written: written, read: read)
      each(of: count, threads) { _, start, count in
        // Every part ends where its array does or before.
        if Blocks.hasAVX2 {
          unsafe KernelsAVX2.passThroughMemory(arrays.written, arrays.read, from: start, count: count, zero: zero)
        } else {
          unsafe KernelsBaseline.passThroughMemory(arrays.written, arrays.read, from: start, count: count, zero: zero)
        }
      }
    }
  }

  /// Reads an array and does nothing else.
  ///
  /// - Precondition: it holds `count` elements.
  @unsafe package static func readThrough(_ read: UnsafePointer<Float>, count: Int, threads: Int) {
    let arrays = unsafe LimitArrays(written: UnsafeBufferPointer(start: nil, count: 0), read: read)
    each(of: count, threads) { _, start, count in
      // Every part ends where the array does or before.
      let first = unsafe arrays.read + start
      let bits = unsafe Blocks.hasAVX2 ? KernelsAVX2.readThrough(first, count: count) : KernelsBaseline.readThrough(first, count: count)
      // Whoever asks for the bits keeps the loop.
      if bits.bitPattern == 0x7fc0_0abc { fatalError("a gradient that no benchmark makes") }
    }
  }

  /// Takes the root and divides, once for each of `count` elements, and does nothing else: neither reads nor writes beyond the first cache.
  ///
  /// - Parameter scratch: 3,072 positive numbers for each thread.
  /// - Precondition: there are as many.
  @unsafe package static func divideByRoots(_ scratch: UnsafeMutablePointer<Float>, count: Int, threads: Int) {
    let arrays = unsafe LimitArrays(written: UnsafeBufferPointer(start: nil, count: 0), read: UnsafePointer(scratch))
    each(of: count, threads) { worker, _, count in
      // Each worker has 3,072 to itself, of which it writes the last third.
      let base = unsafe UnsafeMutablePointer(mutating: arrays.read) + 3 * 1024 * worker
      if Blocks.hasAVX2 {
        unsafe KernelsAVX2.divideByRoots(base, base + 1024, base + 2048, count: count)
      } else {
        unsafe KernelsBaseline.divideByRoots(base, base + 1024, base + 2048, count: count)
      }
    }
  }

  /// Calls `body` with a worker and the first element and the count of a part, as a step does.
  private static func each(of count: Int, _ threads: Int, _ body: @Sendable (_ worker: Int, _ start: Int, _ count: Int) -> Void) {
    let split = WorkSplit(blocks: Blocks.count(of: count), elements: count, threads: threads)
    split.run { worker, range in
      let start = range.lowerBound * Blocks.size
      body(worker, start, min(range.upperBound * Blocks.size, count) - start)
    }
  }
}

/// The arrays of a loop, for workers on any thread: each touches elements of its own.
@unsafe private struct LimitArrays: @unchecked Sendable {
  let written: UnsafeBufferPointer<UnsafeMutablePointer<Float>>
  let read: UnsafePointer<Float>
}
