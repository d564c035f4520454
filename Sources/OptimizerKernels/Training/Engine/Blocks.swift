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

  private static let hasAVX2 = KernelInstructionSet.best == .avx2

  /// Float's values of other elements, exactly.
  static func widen(
    _ source: UnsafeRawPointer, _ type: TensorElementType, _ destination: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch type {
    case .float32: unsafe destination.update(from: source.assumingMemoryBound(to: Float.self), count: count)
    case .float16:
      let half = unsafe source.assumingMemoryBound(to: Float16.self)
      for i in 0..<count { unsafe destination[i] = Float(half[i]) }
    case .bfloat16:
      let brain = unsafe source.assumingMemoryBound(to: UInt16.self)
      for i in 0..<count { unsafe destination[i] = Float(bitPattern: UInt32(brain[i]) << 16) }
    }
  }

  /// Rounds to the nearest, ties to even.
  static func narrow(
    _ source: UnsafePointer<Float>, _ destination: UnsafeMutableRawPointer, _ type: TensorElementType, count: Int
  ) {
    switch type {
    case .float32: unsafe destination.assumingMemoryBound(to: Float.self).update(from: source, count: count)
    case .float16:
      let half = unsafe destination.assumingMemoryBound(to: Float16.self)
      for i in 0..<count { unsafe half[i] = Float16(source[i]) }
    case .bfloat16:
      let brain = unsafe destination.assumingMemoryBound(to: UInt16.self)
      for i in 0..<count {
        let bits = unsafe source[i].bitPattern
        let rounded = unsafe source[i].isNaN ? bits | 0x40_0000 : bits + 0x7FFF + (bits >> 16 & 1)
        unsafe brain[i] = UInt16(truncatingIfNeeded: rounded >> 16)
      }
    }
  }

  static func hasNonFinite(_ source: UnsafePointer<Float>, count: Int) -> Bool {
    for i in 0..<count where unsafe !source[i].isFinite { return true }
    return false
  }

  static func sumOfSquares(_ source: UnsafePointer<Float>, count: Int) -> Double {
    unsafe GradientNorm.squaredBlock(UnsafeBufferPointer(start: source, count: count).span, 0..<count)
  }

  /// Source and destination may be one.
  static func divide(_ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, by divisor: Float) {
    for i in 0..<count { unsafe destination[i] = source[i] / divisor }
  }

  /// Source and destination may be one.
  static func scale(_ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, by factor: Float) {
    for i in 0..<count { unsafe destination[i] = source[i] * factor }
  }

  /// NaN stays. Source and destination may be one.
  static func clamp(_ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, to limit: Float) {
    for i in 0..<count {
      let value = unsafe source[i]
      unsafe destination[i] = value > limit ? limit : value < -limit ? -limit : value
    }
  }

  /// One step of each element. A pointer is nil where the step does not keep its array.
  static func step(
    _ θ: UnsafeMutablePointer<Float>, gradients g: UnsafePointer<Float>, _ m: UnsafeMutablePointer<Float>?,
    _ v: UnsafeMutablePointer<Float>?, _ vMax: UnsafeMutablePointer<Float>?, _ s: UnsafeMutablePointer<Float>?, count: Int,
    _ step: KernelStep
  ) {
    var θ = unsafe UnsafeMutableBufferPointer(start: θ, count: count).mutableSpan
    let g = unsafe UnsafeBufferPointer(start: g, count: count).span
    var m = unsafe UnsafeMutableBufferPointer(start: m, count: m == nil ? 0 : count).mutableSpan
    var v = unsafe UnsafeMutableBufferPointer(start: v, count: v == nil ? 0 : count).mutableSpan
    var vMax = unsafe UnsafeMutableBufferPointer(start: vMax, count: vMax == nil ? 0 : count).mutableSpan
    var s = unsafe UnsafeMutableBufferPointer(start: s, count: s == nil ? 0 : count).mutableSpan
    if hasAVX2 {
      KernelsAVX2.stepElements(&θ, gradients: g, firstMoment: &m, secondMoment: &v, maximum: &vMax, averagedRate: &s, step)
    } else {
      KernelsBaseline.stepElements(&θ, gradients: g, firstMoment: &m, secondMoment: &v, maximum: &vMax, averagedRate: &s, step)
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
