internal import KernelShims

// What no step can be faster than, to be measured beside it.

/// Reads the arrays of a step and writes those that it writes, and does nothing else: each element is written as it was.
///
/// - Parameters:
///   - written: between one and six arrays.
///   - read: an array that is only read.
///   - start: the first element.
///   - zero: 0, which the compiler does not know.
/// - Precondition: each array holds `count` elements from `start` on, and no two overlap.
public func passThroughMemory(
  _ written: UnsafeBufferPointer<UnsafeMutablePointer<Float>>, _ read: UnsafePointer<Float>, from start: Int, count: Int, zero: UInt32
) {
  let read = unsafe read + start
  let blocks = count / Vector.scalarCount
  switch written.count {
  case 1: unsafe pass(written, start, 1, read, blocks, zero)
  case 2: unsafe pass(written, start, 2, read, blocks, zero)
  case 3: unsafe pass(written, start, 3, read, blocks, zero)
  case 4: unsafe pass(written, start, 4, read, blocks, zero)
  case 5: unsafe pass(written, start, 5, read, blocks, zero)
  default: unsafe pass(written, start, 6, read, blocks, zero)
  }
}

@_transparent
private func pass(
  _ written: UnsafeBufferPointer<UnsafeMutablePointer<Float>>, _ start: Int, _ arrays: Int, _ read: UnsafePointer<Float>,
  _ blocks: Int, _ zero: UInt32
) {
  // No more arrays than there are.
  let a = unsafe UnsafeMutableRawPointer(written[0] + start)
  let b = unsafe UnsafeMutableRawPointer(written[arrays > 1 ? 1 : 0] + start)
  let c = unsafe UnsafeMutableRawPointer(written[arrays > 2 ? 2 : 0] + start)
  let d = unsafe UnsafeMutableRawPointer(written[arrays > 3 ? 3 : 0] + start)
  let e = unsafe UnsafeMutableRawPointer(written[arrays > 4 ? 4 : 0] + start)
  let f = unsafe UnsafeMutableRawPointer(written[arrays > 5 ? 5 : 0] + start)
  let g = unsafe UnsafeRawPointer(read)
  for block in 0..<blocks {
    let offset = block &* MemoryLayout<Vector>.size
    unsafe prefetchLine(g, offset)
    // In bounds: offset + size ≤ blocks · size.
    let gradient = unsafe g.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    unsafe rewrite(a, offset, kernelMasked16(gradient, zero))
    if arrays > 1 { unsafe rewrite(b, offset, kernelMasked16(gradient, zero)) }
    if arrays > 2 { unsafe rewrite(c, offset, kernelMasked16(gradient, zero)) }
    if arrays > 3 { unsafe rewrite(d, offset, kernelMasked16(gradient, zero)) }
    if arrays > 4 { unsafe rewrite(e, offset, kernelMasked16(gradient, zero)) }
    if arrays > 5 { unsafe rewrite(f, offset, kernelMasked16(gradient, zero)) }
  }
}

/// Writes a vector as it was, but for the bits of `nothing`, which are 0.
@_transparent
private func rewrite(_ array: UnsafeMutableRawPointer, _ offset: Int, _ nothing: Vector) {
  unsafe prefetchLine(array, offset)
  let x = unsafe array.loadUnaligned(fromByteOffset: offset, as: Vector.self)
  unsafe array.storeBytes(of: kernelUnion16(x, nothing), toByteOffset: offset, as: Vector.self)
}

@_transparent
private func prefetchLine(_ array: UnsafeRawPointer, _ offset: Int) {
  // As in the loops of a step.
  unsafe kernelPrefetch(array, offset &+ 32 &* MemoryLayout<Vector>.size)
}

/// Reads an array and does nothing else.
///
/// - Returns: the union of the bits of all whole vectors, in its first lane.
/// - Precondition: the array holds `count` elements.
public func readThrough(_ read: UnsafePointer<Float>, count: Int) -> Float {
  let origin = unsafe UnsafeRawPointer(read)
  var all = Vector(repeating: 0)
  for block in 0..<count / Vector.scalarCount {
    let offset = block &* MemoryLayout<Vector>.size
    unsafe prefetchLine(origin, offset)
    // In bounds: offset + size ≤ count · 4.
    all = kernelUnion16(all, unsafe origin.loadUnaligned(fromByteOffset: offset, as: Vector.self))
  }
  return all[0]
}

/// The root and the division of `count` elements and nothing else: one array of 1,024 elements over the roots of another, again and again.
///
/// - Precondition: each array holds 1,024 elements, and no two overlap.
public func divideByRoots(
  _ numerators: UnsafePointer<Float>, _ squares: UnsafePointer<Float>, _ quotients: UnsafeMutablePointer<Float>, count: Int
) {
  let (n, s, q) = unsafe (UnsafeRawPointer(numerators), UnsafeRawPointer(squares), UnsafeMutableRawPointer(quotients))
  for block in 0..<count / Vector.scalarCount {
    // In bounds: 64 vectors are 1,024 elements.
    let offset = (block & 63) &* MemoryLayout<Vector>.size
    let numerator = unsafe n.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    let square = unsafe s.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    unsafe q.storeBytes(of: kernelQuotient16(numerator, kernelSquareRoot16(square)), toByteOffset: offset, as: Vector.self)
  }
}
