/// One step's view of everything it reads and writes, for workers on any thread.
///
/// The pointers are to the workspace's arrays and the optimizer's, which nobody else touches while the step runs. Workers write to blocks of their
/// own, and to their own place in `scratch` and `notices`.
@unsafe struct StepRun: @unchecked Sendable {
  let targets: UnsafeMutablePointer<StepTarget>
  let targetCount: Int
  let plans: UnsafePointer<PlannedStep>
  let records: UnsafeBufferPointer<ParameterRecord>
  let groups: UnsafeBufferPointer<ParameterGroup>
  let gradientSums: UnsafeMutableBufferPointer<Double>
  let updateSums: UnsafeMutableBufferPointer<Double>
  let scratch: UnsafeMutableRawPointer
  let notices: UnsafeMutableBufferPointer<WorkerNotice>
  let settings: StepSettings

  /// A worker's own block for gradients.
  func gradientScratch(_ worker: Int) -> UnsafeMutablePointer<Float> {
    unsafe (scratch + worker * Blocks.scratchSize).assumingMemoryBound(to: Float.self)
  }

  /// A worker's own block for parameters.
  func parameterScratch(_ worker: Int) -> UnsafeMutablePointer<Float> { unsafe gradientScratch(worker) + Blocks.size }

  /// Calls `body` with each target that has part in a range of all blocks, and which of its own.
  func walk(_ range: Range<Int>, _ body: (Int, Range<Int>) -> Void) {
    guard !range.isEmpty else { return }
    // The last target that begins at or before the first block.
    var (low, high) = unsafe (0, targetCount)
    while high - low > 1 {
      let middle = (low + high) / 2
      if unsafe targets[middle].firstBlock <= range.lowerBound { low = middle } else { high = middle }
    }
    var i = low
    while unsafe i < targetCount {
      let first = unsafe targets[i].firstBlock
      guard first < range.upperBound else { return }
      let blocks = unsafe max(range.lowerBound - first, 0)..<min(range.upperBound - first, targets[i].blockCount)
      if !blocks.isEmpty { body(i, blocks) }
      i += 1
    }
  }

  /// The gradients of a part of a target as the step takes them, or only unscaled where `beforeClamp`.
  /// They are in `block`, or where they were if nothing had to be done.
  func gradients(
    _ target: StepTarget, _ start: Int, _ count: Int, _ block: UnsafeMutablePointer<Float>,
    beforeClamp: Bool = false
  ) -> UnsafePointer<Float>? {
    guard let base = unsafe target.gradient else { return nil }
    var now: UnsafePointer<Float>
    if unsafe target.gradientType == .float32 {
      unsafe now = base.assumingMemoryBound(to: Float.self) + start
    } else {
      unsafe Blocks.widen(base + start * target.gradientType.byteCount, target.gradientType, block, count: count)
      unsafe now = UnsafePointer(block)
    }
    if unsafe target.isPrepared { return unsafe now }
    if unsafe settings.lossScale != 1 {
      unsafe Blocks.divide(now, block, count: count, by: settings.lossScale)
      unsafe now = UnsafePointer(block)
    }
    if beforeClamp { return unsafe now }
    if let limit = unsafe settings.clampLimit {
      unsafe Blocks.clamp(now, block, count: count, to: limit)
      unsafe now = UnsafePointer(block)
    }
    if let factor = unsafe target.factor {
      unsafe Blocks.scale(now, block, count: count, by: factor)
      unsafe now = UnsafePointer(block)
    }
    return unsafe now
  }

  /// Reads a worker's gradients of these blocks once: are they finite, and what is the sum of their squares?
  func measure(_ worker: Int, _ range: Range<Int>) {
    let block = unsafe gradientScratch(worker)
    unsafe walk(range) { i, blocks in
      let target = unsafe targets[i]
      for index in blocks {
        let start = index * Blocks.size
        let count = unsafe min(Blocks.size, target.count - start)
        guard let unscaled = unsafe gradients(target, start, count, block, beforeClamp: true) else { return }
        if unsafe settings.looksForNonFinite && Blocks.hasNonFinite(unscaled, count: count) { unsafe notices[worker].hasNonFinite = true }
        guard unsafe settings.measuresNorm else { continue }
        var now = unsafe unscaled
        if let limit = unsafe settings.clampLimit {
          unsafe Blocks.clamp(now, block, count: count, to: limit)
          unsafe now = UnsafePointer(block)
        }
        let sum = unsafe Blocks.sumOfSquares(now, count: count)
        unsafe gradientSums[target.firstBlock + index] = sum
        if unsafe settings.checksFinite && !sum.isFinite { unsafe notices[worker].hasNonFinite = true }
      }
    }
  }
}
