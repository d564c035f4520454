internal import KernelShims
internal import KernelsAVX2
internal import KernelsBaseline

/// The loops over a part of an array, in the fastest compilation that this machine runs. Each pointer holds `count` elements.
enum Blocks {
  /// How many elements a block has: as many as a block of the norm.
  static let size = GradientNorm.blockSize

  /// How many bytes of scratch a worker has: a block of gradients, and one of parameters as they were.
  static let scratchSize = 2 * size * MemoryLayout<Float>.stride

  static func count(of elements: Int) -> Int { (elements + size - 1) / size }

  static let hasAVX2 = KernelInstructionSet.best == .avx2

  /// One step of each element. A pointer is nil where the step does not keep its array.
  static func step(
    _ θ: UnsafeMutablePointer<Float>, gradients g: UnsafePointer<Float>, _ m: UnsafeMutablePointer<Float>?,
    _ v: UnsafeMutablePointer<Float>?, _ vMax: UnsafeMutablePointer<Float>?, _ s: UnsafeMutablePointer<Float>?, count: Int,
    _ step: KernelStep
  ) {
    if hasAVX2 {
      unsafe KernelsAVX2.stepElements(at: θ, gradients: g, m, v, vMax, s, count: count, step)
    } else {
      unsafe KernelsBaseline.stepElements(at: θ, gradients: g, m, v, vMax, s, count: count, step)
    }
  }

  /// Lookahead's synchronisation.
  static func pull(
    _ θ: UnsafeMutablePointer<Float>, _ slow: UnsafeMutablePointer<Float>, count: Int, _ lookahead: LookaheadConfiguration
  ) {
    var θ = unsafe UnsafeMutableBufferPointer(start: θ, count: count).mutableSpan
    var slow = unsafe UnsafeMutableBufferPointer(start: slow, count: count).mutableSpan
    KernelPull.pull(&θ, &slow, weight: lookahead.slowStepSize, meeting: lookahead.meeting)
  }
}
