internal import KernelShims

// What a step asks of gradients before it begins.

/// How many bytes ahead memory is asked for: the sum of squares takes two thirds of the time so. Addresses past the end are not read.
private var scanAhead: Int { 4096 }

/// Whether any element is NaN or ∞.
///
/// - Precondition: `source` holds `count` elements.
public func hasNonFinite(_ source: UnsafePointer<Float>, count: Int) -> Bool {
  let whole = count & ~15
  let origin = unsafe UnsafeRawPointer(source)
  // An exponent of all ones plus one carries into the sign bit.
  var carries = SIMD16<UInt32>(repeating: 0)
  for i in stride(from: 0, to: whole, by: 16) {
    unsafe kernelPrefetch(origin, i &* 4 &+ scanAhead)
    // In bounds: i + 16 ≤ whole ≤ count.
    let bits = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: SIMD16<UInt32>.self)
    carries |= (bits & 0x7F80_0000) &+ 0x0080_0000
  }
  let eight = carries.lowHalf | carries.highHalf
  let four = eight.lowHalf | eight.highHalf
  var any = four.x | four.y | four.z | four.w
  for i in whole..<count {
    // In bounds: i < count.
    let bits = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: UInt32.self)
    any |= (bits & 0x7F80_0000) &+ 0x0080_0000
  }
  return any & 0x8000_0000 != 0
}

/// The sum of squares in Double: eight sums, of every eighth element each, joined as a tree. A square of a Float is exact there and cannot overflow.
///
/// - Precondition: `source` holds `count` elements.
public func sumOfSquares(_ source: UnsafePointer<Float>, count: Int) -> Double {
  let whole = count & ~7
  let origin = unsafe UnsafeRawPointer(source)
  var sums = SIMD8<Double>(repeating: 0)
  for i in stride(from: 0, to: whole, by: 8) {
    unsafe kernelPrefetch(origin, i &* 4 &+ scanAhead)
    // In bounds: i + 8 ≤ whole ≤ count.
    let x = kernelDoubles8(unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: SIMD8<Float>.self))
    sums = sums + x * x
  }
  for i in whole..<count {
    // In bounds: i < count.
    let x = Double(unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: Float.self))
    sums[i & 7] += x * x
  }
  let four = sums.lowHalf + sums.highHalf
  let two = four.lowHalf + four.highHalf
  return two.x + two.y
}
