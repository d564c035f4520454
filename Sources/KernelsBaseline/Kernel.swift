public import KernelShims

/// Steps every element once.
///
/// Elements past the last whole block are stepped as a block of their own, on a copy: each element sees the same instructions wherever it lies.
///
/// - Precondition: all spans have one count; those that `step` does not keep are empty instead.
public func stepElements(
  _ parameters: inout MutableSpan<Float>, gradients: Span<Float>, firstMoment: inout MutableSpan<Float>,
  secondMoment: inout MutableSpan<Float>, maximum: inout MutableSpan<Float>, averagedRate: inout MutableSpan<Float>,
  _ step: KernelStep
) {
  let count = parameters.count
  precondition(gradients.count == count)
  precondition(firstMoment.count == (step.keepsFirstMoment ? count : 0))
  precondition(secondMoment.count == (step.keepsSecondMoment ? count : 0))
  precondition(maximum.count == (step.keepsMaximum ? count : 0))
  precondition(averagedRate.count == (step.averagesRate ? count : 0))
  // The pointers hold for the closures' time and `count` elements; spans taken inout overlap nothing.
  unsafe parameters.withUnsafeMutableBytes { θ in
    unsafe gradients.withUnsafeBytes { g in
      unsafe firstMoment.withUnsafeMutableBytes { m in
        unsafe secondMoment.withUnsafeMutableBytes { v in
          unsafe maximum.withUnsafeMutableBytes { vMax in
            unsafe averagedRate.withUnsafeMutableBytes { s in
              // A span without elements may have no address, and is then not stepped.
              guard let θ = θ.baseAddress, let g = g.baseAddress else { return }
              // Where an array is not kept any address will do: it is not touched.
              let arrays = unsafe (
                θ: θ, g: g, m: m.baseAddress ?? θ, v: v.baseAddress ?? θ, vMax: vMax.baseAddress ?? θ, s: s.baseAddress ?? θ
              )
              unsafe stepElements(arrays, count, step)
            }
          }
        }
      }
    }
  }
}

/// Steps every element once, as ``stepElements(_:gradients:firstMoment:secondMoment:maximum:averagedRate:_:)`` does.
///
/// - Precondition: each array that `step` keeps has a pointer to `count` elements, and no two overlap. The others are nil or not touched.
public func stepElements(
  at parameters: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>, _ firstMoment: UnsafeMutablePointer<Float>?,
  _ secondMoment: UnsafeMutablePointer<Float>?, _ maximum: UnsafeMutablePointer<Float>?, _ averagedRate: UnsafeMutablePointer<Float>?,
  count: Int, _ step: KernelStep
) {
  let θ = UnsafeMutableRawPointer(parameters)
  func address(_ array: UnsafeMutablePointer<Float>?) -> UnsafeMutableRawPointer {
    if let array = unsafe array { return UnsafeMutableRawPointer(array) }
    return unsafe θ
  }
  unsafe stepElements(
    (θ, UnsafeRawPointer(gradients), address(firstMoment), address(secondMoment), address(maximum), address(averagedRate)), count, step)
}

/// Where the arrays of a step begin. What the step does not keep is not touched.
typealias Arrays = (
  θ: UnsafeMutableRawPointer, g: UnsafeRawPointer, m: UnsafeMutableRawPointer, v: UnsafeMutableRawPointer,
  vMax: UnsafeMutableRawPointer, s: UnsafeMutableRawPointer
)

/// Steps whole blocks in place and what remains on a copy.
///
/// - Precondition: every array that the step keeps holds `count` elements, and no two overlap.
private func stepElements(_ arrays: Arrays, _ count: Int, _ step: KernelStep) {
  let whole = count / Vector.scalarCount
  unsafe stepBlocks(arrays, whole, step)
  let rest = (count % Vector.scalarCount) * MemoryLayout<Float>.stride
  guard rest > 0 else { return }
  let size = MemoryLayout<Vector>.size
  let done = whole * size
  // Ones in the lanes without an element: nothing overflows or divides by zero there.
  let ones = Vector(repeating: 1)
  var block = (ones, ones, ones, ones, ones, ones)
  unsafe withUnsafeMutableBytes(of: &block) { bytes in
    guard let θ = bytes.baseAddress else { return }
    // Each array has `rest` bytes left after `done`; each vector of the copy has `size`, which is more.
    let copy = unsafe (θ: θ, g: θ + size, m: θ + 2 * size, v: θ + 3 * size, vMax: θ + 4 * size, s: θ + 5 * size)
    unsafe kernelCopyPart(copy.θ, arrays.θ + done, rest)
    unsafe kernelCopyPart(copy.g, arrays.g + done, rest)
    if step.keepsFirstMoment { unsafe kernelCopyPart(copy.m, arrays.m + done, rest) }
    if step.keepsSecondMoment { unsafe kernelCopyPart(copy.v, arrays.v + done, rest) }
    if step.keepsMaximum { unsafe kernelCopyPart(copy.vMax, arrays.vMax + done, rest) }
    if step.averagesRate { unsafe kernelCopyPart(copy.s, arrays.s + done, rest) }
    unsafe stepBlocks((copy.θ, UnsafeRawPointer(copy.g), copy.m, copy.v, copy.vMax, copy.s), 1, step)
    unsafe kernelCopyPart(arrays.θ + done, copy.θ, rest)
    if step.keepsFirstMoment { unsafe kernelCopyPart(arrays.m + done, copy.m, rest) }
    if step.keepsSecondMoment { unsafe kernelCopyPart(arrays.v + done, copy.v, rest) }
    if step.keepsMaximum { unsafe kernelCopyPart(arrays.vMax + done, copy.vMax, rest) }
    if step.averagesRate { unsafe kernelCopyPart(arrays.s + done, copy.s, rest) }
  }
}
