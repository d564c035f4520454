internal import KernelShims

// One operation on each element. The destination may be the source: each element is read before it is written.

/// How many bytes ahead memory is asked for: a block of 4,096 elements, so that it comes while this one steps. Addresses past the end are not read.
private var scaleAhead: Int { 4096 &* 4 }

/// Each element divided by `divisor`.
///
/// - Precondition: both hold `count` elements, and they are the same or do not overlap.
public func divideElements(
  _ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, by divisor: Float
) {
  let whole = count & ~15
  let (origin, target) = unsafe (UnsafeRawPointer(source), UnsafeMutableRawPointer(destination))
  for i in stride(from: 0, to: whole, by: 16) {
    unsafe kernelPrefetch(origin, i &* 4 &+ scaleAhead)
    // In bounds: i + 16 ≤ whole ≤ count.
    let x = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: Vector.self)
    unsafe target.storeBytes(of: x / divisor, toByteOffset: i &* 4, as: Vector.self)
  }
  for i in whole..<count {
    // In bounds: i < count.
    unsafe destination[i] = source[i] / divisor
  }
}

/// Each element times `factor`.
///
/// - Precondition: as for ``divideElements(_:_:count:by:)``.
public func scaleElements(
  _ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, by factor: Float
) {
  let whole = count & ~15
  let (origin, target) = unsafe (UnsafeRawPointer(source), UnsafeMutableRawPointer(destination))
  for i in stride(from: 0, to: whole, by: 16) {
    unsafe kernelPrefetch(origin, i &* 4 &+ scaleAhead)
    // In bounds: i + 16 ≤ whole ≤ count.
    let x = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: Vector.self)
    unsafe target.storeBytes(of: x * factor, toByteOffset: i &* 4, as: Vector.self)
  }
  for i in whole..<count {
    // In bounds: i < count.
    unsafe destination[i] = source[i] * factor
  }
}

/// Each element, or the limit of its sign where it is past it. NaN stays.
///
/// - Precondition: as for ``divideElements(_:_:count:by:)``, and `limit` is not negative.
public func clampElements(
  _ source: UnsafePointer<Float>, _ destination: UnsafeMutablePointer<Float>, count: Int, limit: Float
) {
  let whole = count & ~15
  let (origin, target) = unsafe (UnsafeRawPointer(source), UnsafeMutableRawPointer(destination))
  for i in stride(from: 0, to: whole, by: 16) {
    unsafe kernelPrefetch(origin, i &* 4 &+ scaleAhead)
    // In bounds: i + 16 ≤ whole ≤ count.
    let x = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: Vector.self)
    unsafe target.storeBytes(of: clamped(x, limit), toByteOffset: i &* 4, as: Vector.self)
  }
  for i in whole..<count {
    // In bounds: i < count.
    unsafe destination[i] = clamped(Vector(repeating: source[i]), limit)[0]
  }
}

/// Between the limit and its negative, or NaN where `x` is.
@_transparent
private func clamped(_ x: Vector, _ limit: Float) -> Vector {
  let lowered = x.replacing(with: limit, where: x .> limit)
  return lowered.replacing(with: -limit, where: lowered .< -limit)
}
