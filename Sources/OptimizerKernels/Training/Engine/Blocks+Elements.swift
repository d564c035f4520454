internal import KernelsAVX2
internal import KernelsBaseline

/// What is done to elements beside the step. Every instruction set gives the same bits.
///
/// - Precondition (all): each pointer holds `count` elements. A source and a destination of one type are the same or do not overlap, of two types they
///   do not overlap. Elements of two bytes may have any alignment.
extension Blocks {
  /// Float's values of other elements, exactly.
  static func widen(
    _ source: UnsafeRawPointer, _ type: TensorElementType, _ destination: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch type {
    case .float32: unsafe destination.update(from: source.assumingMemoryBound(to: Float.self), count: count)
    case .float16:
      if hasAVX2 {
        unsafe KernelsAVX2.widenHalf(source, destination, count: count)
      } else {
        unsafe KernelsBaseline.widenHalf(source, destination, count: count)
      }
    case .bfloat16:
      if hasAVX2 {
        unsafe KernelsAVX2.widenBrain(source, destination, count: count)
      } else {
        unsafe KernelsBaseline.widenBrain(source, destination, count: count)
      }
    }
  }

  /// Rounds to the nearest, ties to even.
  static func narrow(
    _ source: UnsafePointer<Float>, _ destination: UnsafeMutableRawPointer, _ type: TensorElementType, count: Int
  ) {
    switch type {
    case .float32: unsafe destination.assumingMemoryBound(to: Float.self).update(from: source, count: count)
    case .float16:
      if hasAVX2 {
        unsafe KernelsAVX2.narrowHalf(source, destination, count: count)
      } else {
        unsafe KernelsBaseline.narrowHalf(source, destination, count: count)
      }
    case .bfloat16:
      if hasAVX2 {
        unsafe KernelsAVX2.narrowBrain(source, destination, count: count)
      } else {
        unsafe KernelsBaseline.narrowBrain(source, destination, count: count)
      }
    }
  }

  /// Whether any element is NaN or ∞.
  static func hasNonFinite(_ source: UnsafePointer<Float>, count: Int) -> Bool {
    unsafe hasAVX2 ? KernelsAVX2.hasNonFinite(source, count: count) : KernelsBaseline.hasNonFinite(source, count: count)
  }

  /// The sum of squares in Double of one block, a fixed tree.
  static func sumOfSquares(_ source: UnsafePointer<Float>, count: Int) -> Double {
    unsafe hasAVX2 ? KernelsAVX2.sumOfSquares(source, count: count) : KernelsBaseline.sumOfSquares(source, count: count)
  }

  /// Each element divided by `divisor`.
  static func divide(_ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, by divisor: Float) {
    if hasAVX2 {
      unsafe KernelsAVX2.divideElements(source, destination, count: count, by: divisor)
    } else {
      unsafe KernelsBaseline.divideElements(source, destination, count: count, by: divisor)
    }
  }

  /// Each element times `factor`.
  static func scale(_ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, by factor: Float) {
    if hasAVX2 {
      unsafe KernelsAVX2.scaleElements(source, destination, count: count, by: factor)
    } else {
      unsafe KernelsBaseline.scaleElements(source, destination, count: count, by: factor)
    }
  }

  /// Each element, or the limit of its sign where it is past it. NaN stays.
  static func clamp(_ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, to limit: Float) {
    if hasAVX2 {
      unsafe KernelsAVX2.clampElements(source, destination, count: count, limit: limit)
    } else {
      unsafe KernelsBaseline.clampElements(source, destination, count: count, limit: limit)
    }
  }
}
