internal import Safetensors

extension Optimizer {
  /// From the blocks' sums of squares: what each gradient is multiplied by, and the norms.
  mutating func clip(_ space: StepWorkspace) -> (all: Double, parameters: [Double]) {
    // One sum a parameter; then all of them as a tree.
    space.squares.removeAll(keepingCapacity: true)
    unsafe space.gradientSums.withUnsafeBufferPointer { sums in
      for i in unsafe space.targets.indices {
        let first = unsafe space.targets[i].firstBlock
        let blocks = unsafe space.targets[i].blockCount
        space.squares.append(GradientNorm.sum(unsafe UnsafeBufferPointer(rebasing: sums[first..<first + blocks]).span))
      }
    }
    let all = BiasCorrection.squareRoot(GradientNorm.sum(space.squares))
    guard let clipping else { return (all, []) }
    if clipping.norm != nil {
      let norms = space.squares.map { BiasCorrection.squareRoot($0) }
      for i in norms.indices { unsafe space.targets[i].factor = clipping.factor(norm: norms[i]) }
      return (all, norms)
    }
    let factor = clipping.factor(globalNorm: all)
    for i in unsafe space.targets.indices { unsafe space.targets[i].factor = factor }
    return (all, [])
  }

  /// Centralises the gradients of the parameters that ask for it, in memory of the optimizer's own.
  mutating func centralize(_ settings: StepSettings, _ space: StepWorkspace) throws(OptimizerError) {
    var byteCount = 0
    for i in unsafe space.targets.indices {
      let target = unsafe space.targets[i]
      if unsafe records[target.record].centralizes { byteCount += unsafe AlignedBuffer.aligned(target.count * MemoryLayout<Float>.stride) }
    }
    guard byteCount > 0 else { return }
    if space.centralized.byteCount < byteCount {
      space.centralized = try OptimizerError.wrap { () throws(OutOfMemory) in try AlignedBuffer(byteCount: byteCount) }
    }
    guard let base = unsafe space.centralized.base else { return }
    let records = records
    var offset = 0
    for i in unsafe space.targets.indices {
      let target = unsafe space.targets[i]
      let record = unsafe records[target.record]
      guard record.centralizes, record.count > 0 else { continue }
      // Every tensor has a part of the buffer to itself, of as many Floats as it has elements.
      let whole = unsafe (base + offset).assumingMemoryBound(to: Float.self)
      offset += AlignedBuffer.aligned(record.count * MemoryLayout<Float>.stride)
      unsafe withRun(settings, space) { run in
        for start in stride(from: 0, to: record.count, by: Blocks.size) {
          let count = min(Blocks.size, record.count - start)
          guard let g = unsafe run.gradients(target, start, count, run.gradientScratch(0)) else { return }
          unsafe (whole + start).update(from: g, count: count)
        }
      }
      var span = unsafe UnsafeMutableBufferPointer(start: whole, count: record.count).mutableSpan
      GradientCentralization.centralize(&span, rows: record.shape[0])
      unsafe space.targets[i].gradient = UnsafeRawPointer(whole)
      unsafe space.targets[i].gradientType = .float32
      unsafe space.targets[i].isPrepared = true
    }
  }

  /// What the workers noticed of the step that was just taken; t has not advanced yet.
  mutating func observed(_ space: StepWorkspace) -> StepObservation {
    var groups: [GroupObservation] = []
    for plan in space.plans where !groups.contains(where: { $0.group == plan.group }) {
      let formula = self.groups[plan.group].configuration.formula
      groups.append(GroupObservation(formula, group: plan.group, t: plan.t, innerStep: plan.innerStep))
    }
    var largest: Float = 0
    for notice in space.notices where notice.largestUpdate > largest || notice.largestUpdate.isNaN { largest = notice.largestUpdate }
    return StepObservation(
      updateNorm: BiasCorrection.squareRoot(GradientNorm.sum(space.updateSums)), largestUpdate: largest,
      boundedElements: space.notices.reduce(0) { $0 + $1.boundedElements }, groups: groups)
  }
}

extension StepWorkspace {
  /// How many blocks the targets have in all.
  var blockCount: Int { unsafe targets.last.map { unsafe $0.firstBlock + $0.blockCount } ?? 0 }

  /// Makes room for what the workers note, and shares the work.
  func prepare(_ settings: StepSettings, threads: Int) throws(OptimizerError) -> WorkSplit {
    let split = WorkSplit(blocks: blockCount, elements: elementCount, threads: threads)
    if scratch.byteCount < split.workers * Blocks.scratchSize {
      scratch = try OptimizerError.wrap { () throws(OutOfMemory) in try AlignedBuffer(byteCount: split.workers * Blocks.scratchSize) }
    }
    if notices.count != split.workers { notices = Array(repeating: WorkerNotice(), count: split.workers) }
    for i in notices.indices { notices[i] = WorkerNotice() }
    if settings.measuresNorm { gradientSums.fill(count: split.blocks) }
    if settings.observes { updateSums.fill(count: split.blocks) }
    return split
  }
}

extension [Double] {
  /// Zeros, as many as `count`.
  fileprivate mutating func fill(count: Int) {
    if self.count != count { self = Array(repeating: 0, count: count) } else { for i in indices { self[i] = 0 } }
  }
}
