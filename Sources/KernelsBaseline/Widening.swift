internal import KernelShims

// 16-bit elements to Float, by integers and one exact subtraction: no instruction set rounds them otherwise.

/// How many bytes ahead memory is asked for: a block of 4,096 elements, so that it comes while this one steps. Addresses past the end are not read.
private var widenAhead: Int { 4096 &* 2 }

/// IEEE binary16 to Float, exactly. A NaN keeps its sign and payload and becomes quiet.
///
/// - Precondition: `source` holds `count` elements of two bytes, of any alignment, `destination` holds `count` elements, and they do not overlap.
public func widenHalf(_ source: UnsafeRawPointer, _ destination: UnsafeMutablePointer<Float>, count: Int) {
  let whole = count & ~15
  let target = UnsafeMutableRawPointer(destination)
  for i in stride(from: 0, to: whole, by: 16) {
    unsafe kernelPrefetch(source, i &* 2 &+ widenAhead)
    // In bounds: i + 16 ≤ whole ≤ count.
    let half = unsafe source.loadUnaligned(fromByteOffset: i &* 2, as: SIMD16<UInt16>.self)
    unsafe target.storeBytes(of: widenedHalf(half), toByteOffset: i &* 4, as: SIMD16<UInt32>.self)
  }
  for i in whole..<count {
    // In bounds: i < count.
    let half = unsafe source.loadUnaligned(fromByteOffset: i &* 2, as: UInt16.self)
    unsafe target.storeBytes(of: widenedHalf(SIMD16(repeating: half))[0], toByteOffset: i &* 4, as: UInt32.self)
  }
}

/// bfloat16 to Float, exactly: the bits of an element are the upper half of a Float's.
///
/// - Precondition: `source` holds `count` elements of two bytes, of any alignment, `destination` holds `count` elements, and they do not overlap.
public func widenBrain(_ source: UnsafeRawPointer, _ destination: UnsafeMutablePointer<Float>, count: Int) {
  let whole = count & ~15
  let target = UnsafeMutableRawPointer(destination)
  for i in stride(from: 0, to: whole, by: 16) {
    unsafe kernelPrefetch(source, i &* 2 &+ widenAhead)
    // In bounds: i + 16 ≤ whole ≤ count.
    let brain = unsafe source.loadUnaligned(fromByteOffset: i &* 2, as: SIMD16<UInt16>.self)
    unsafe target.storeBytes(of: kernelWords16(brain) &<< 16, toByteOffset: i &* 4, as: SIMD16<UInt32>.self)
  }
  for i in whole..<count {
    // In bounds: i < count.
    let brain = unsafe source.loadUnaligned(fromByteOffset: i &* 2, as: UInt16.self)
    unsafe target.storeBytes(of: UInt32(brain) &<< 16, toByteOffset: i &* 4, as: UInt32.self)
  }
}

/// The bits of the Floats that these halves are.
///
/// What is compared are Floats: Swift compares vectors of integers lane by lane.
@_transparent
private func widenedHalf(_ half: SIMD16<UInt16>) -> SIMD16<UInt32> {
  let bits = kernelWords16(half)
  let shifted = (bits & 0x7FFF) &<< 13
  // The biases differ by 112; where the exponent is all ones, by as much again.
  var result = shifted &+ 0x3800_0000
  let magnitude = kernelFromBits16(result)
  result.replace(with: shifted | 0x7F80_0000, where: magnitude .>= 0x1p16)
  result.replace(with: shifted | 0x7FC0_0000, where: magnitude .> 0x1p16)
  // Without a leading one: 2⁻¹⁴ · (1 + f) − 2⁻¹⁴ is exact.
  let subnormal = kernelFromBits16(shifted &+ 0x3880_0000) - 0x1p-14
  result.replace(with: kernelBits16(subnormal), where: magnitude .< 0x1p-14)
  return result | ((bits & 0x8000) &<< 16)
}
