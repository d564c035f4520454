internal import KernelShims

// Float to 16-bit elements: to nearest, ties to even, by integers and one addition that rounds at the right place.

/// How many bytes ahead the lines to write are asked for: a block of 4,096 elements, so that they come while the next block steps. Addresses past the end
/// are not touched.
private var narrowAhead: Int { 4096 &* 2 }

/// Float to IEEE binary16: what is past the greatest by half an ulp or more becomes ∞, what is below the least normal is rounded to a subnormal.
/// A NaN keeps its sign and the upper bits of its payload and becomes quiet.
///
/// - Precondition: `source` holds `count` elements, `destination` holds `count` elements of two bytes, of any alignment, and they do not overlap.
public func narrowHalf(_ source: UnsafePointer<Float>, _ destination: UnsafeMutableRawPointer, count: Int) {
  let whole = count & ~15
  let origin = unsafe UnsafeRawPointer(source)
  for i in stride(from: 0, to: whole, by: 16) {
    unsafe kernelPrefetch(destination, i &* 2 &+ narrowAhead)
    // In bounds: i + 16 ≤ whole ≤ count.
    let bits = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: SIMD16<UInt32>.self)
    unsafe destination.storeBytes(of: kernelLowHalves16(narrowedHalf(bits)), toByteOffset: i &* 2, as: SIMD16<UInt16>.self)
  }
  for i in whole..<count {
    // In bounds: i < count.
    let bits = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: UInt32.self)
    let half = UInt16(truncatingIfNeeded: narrowedHalf(SIMD16(repeating: bits))[0])
    unsafe destination.storeBytes(of: half, toByteOffset: i &* 2, as: UInt16.self)
  }
}

/// Float to bfloat16, as ``narrowHalf(_:_:count:)``. Its exponent is a Float's: nothing but rounding up from the greatest overflows.
///
/// - Precondition: as for ``narrowHalf(_:_:count:)``.
public func narrowBrain(_ source: UnsafePointer<Float>, _ destination: UnsafeMutableRawPointer, count: Int) {
  let whole = count & ~15
  let origin = unsafe UnsafeRawPointer(source)
  for i in stride(from: 0, to: whole, by: 16) {
    unsafe kernelPrefetch(destination, i &* 2 &+ narrowAhead)
    // In bounds: i + 16 ≤ whole ≤ count.
    let bits = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: SIMD16<UInt32>.self)
    unsafe destination.storeBytes(of: kernelLowHalves16(narrowedBrain(bits)), toByteOffset: i &* 2, as: SIMD16<UInt16>.self)
  }
  for i in whole..<count {
    // In bounds: i < count.
    let bits = unsafe origin.loadUnaligned(fromByteOffset: i &* 4, as: UInt32.self)
    let brain = UInt16(truncatingIfNeeded: narrowedBrain(SIMD16(repeating: bits))[0])
    unsafe destination.storeBytes(of: brain, toByteOffset: i &* 2, as: UInt16.self)
  }
}

/// The nearest halves, in the low 16 bits.
///
/// What is compared are Floats: Swift compares vectors of integers lane by lane.
@_transparent
private func narrowedHalf(_ bits: SIMD16<UInt32>) -> SIMD16<UInt32> {
  let magnitude = bits & 0x7FFF_FFFF
  let value = kernelFromBits16(magnitude)
  // Half an ulp less one, and one more where the last bit kept is odd; the biases differ by 112. A carry into the exponent is right.
  let even = (magnitude &>> 13) & 1
  var result = (magnitude &+ even &+ 0xC800_0FFF) &>> 13
  // Below 2⁻¹⁴ the sum with ½ has the ulp of a subnormal half, 2⁻²⁴: the addition rounds.
  result.replace(with: kernelBits16(value + 0.5) &- 0x3F00_0000, where: value .< 0x1p-14)
  result.replace(with: 0x7C00, where: value .>= 0x1p16)
  result.replace(with: ((magnitude &>> 13) & 0x3FF) | 0x7E00, where: value .!= value)
  return result | ((bits &>> 16) & 0x8000)
}

/// The nearest bfloat16s, in the low 16 bits.
@_transparent
private func narrowedBrain(_ bits: SIMD16<UInt32>) -> SIMD16<UInt32> {
  let value = kernelFromBits16(bits)
  let even = (bits &>> 16) & 1
  var result = (bits &+ even &+ 0x7FFF) &>> 16
  result.replace(with: (bits &>> 16) | 0x40, where: value .!= value)
  return result
}
