internal import KernelShims

// This module declares no types: their value witnesses are weak symbols, and a linker may keep one compiled for another instruction set.

typealias Vector = SIMD16<Float>

// The shapes that most rules have, each with a loop that leaves out what it does not use; every other shape has the loop in GeneralLoop.swift.
//
// All that a loop is made of is `@_transparent`: inlined before anything is optimised, where `@inline(__always)` comes after the calls of two shapes
// have been merged into one. It stays in one file because a debug build inlines no further.

/// What a denominator has, in the order it is applied.
private typealias RootShape = (scalesInside: Bool, epsilonInside: Bool, scalesOutside: Bool, epsilonOutside: Bool)

/// Where weight decay enters; at most one is true.
private typealias DecayShape = (inGradient: Bool, beforeUpdate: Bool, inUpdate: Bool)

/// The greater, or NaN where either is: as `torch.maximum`.
@_transparent
private func maximum(_ kept: Vector, _ new: Vector) -> Vector {
  new.replacing(with: kept, where: (kept .> new) .| (kept .!= kept))
}

/// D of the step, from the second moment or its maximum.
@_transparent
private func denominator(_ x: Vector, _ k: KernelStep, _ shape: RootShape) -> Vector {
  var d = x
  if shape.scalesInside { d = d * k.scale }
  if shape.epsilonInside { d = d + k.rootEpsilon }
  d = kernelSquareRoot16(d)
  if shape.scalesOutside { d = d * k.scale }
  if shape.epsilonOutside { d = d + k.epsilon }
  return d
}

/// The step of one vector of each array. Every operation is +, −, ×, ÷, √ or a compare-select, rounded once, in the order written here:
/// no position, width or instruction set changes a bit of a number.
///
/// The shapes are literals at each call, so that what they leave out costs nothing. Without a root the step is plain momentum.
@_transparent
private func advance(
  _ θ: inout Vector, _ gradient: Vector, _ m: inout Vector, _ v: inout Vector, _ vMax: inout Vector, _ k: KernelStep,
  root: RootShape?, decay: DecayShape, keepsMaximum: Bool
) {
  let g = decay.inGradient ? gradient + k.decay * θ : gradient
  m = k.firstDecay * m + k.firstWeight * g
  v = k.secondDecay * v + k.secondWeight * (g * g)
  if keepsMaximum { vMax = maximum(vMax, v) }
  var quotient = m
  if let root { quotient = m / denominator(keepsMaximum ? vMax : v, k, root) }
  // The rate multiplies last: rate · m would be subnormal where the quotient is not.
  let update = k.rate * quotient
  if decay.beforeUpdate {
    θ = θ * k.decay - update
  } else if decay.inUpdate {
    θ = θ - (update + k.decay * θ)
  } else {
    θ = θ - update
  }
}

/// Steps the first `blocks` blocks. Each array is read once and written once.
///
/// - Precondition: every array holds at least `blocks` vectors, and no two overlap.
@_transparent
private func stepBlocks(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, root: RootShape?, decay: DecayShape, keepsMaximum: Bool) {
  for block in 0..<blocks {
    let offset = block &* MemoryLayout<Vector>.size
    // In bounds: offset + size ≤ blocks · size, and an unaligned load or store asks nothing of the address.
    var θ = unsafe arrays.θ.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    let g = unsafe arrays.g.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    var m = unsafe arrays.m.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    var v = unsafe arrays.v.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    var vMax = Vector(repeating: 0)
    if keepsMaximum { vMax = unsafe arrays.vMax.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    advance(&θ, g, &m, &v, &vMax, k, root: root, decay: decay, keepsMaximum: keepsMaximum)
    unsafe arrays.m.storeBytes(of: m, toByteOffset: offset, as: Vector.self)
    unsafe arrays.v.storeBytes(of: v, toByteOffset: offset, as: Vector.self)
    if keepsMaximum { unsafe arrays.vMax.storeBytes(of: vMax, toByteOffset: offset, as: Vector.self) }
    unsafe arrays.θ.storeBytes(of: θ, toByteOffset: offset, as: Vector.self)
  }
}

/// Steps whole blocks by the loop that the step's choices name.
///
/// - Precondition: as for the loop.
func stepBlocks(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep) {
  guard !needsGeneralLoop(k) else {
    unsafe stepBlocksGenerally(arrays, blocks, k)
    return
  }
  guard k.dividesByRoot else {
    unsafe stepBlocks(arrays, blocks, k, root: nil)
    return
  }
  switch (k.scalesInside, k.epsilonInside, k.scalesOutside, k.epsilonOutside) {
  case (false, false, false, false): unsafe stepBlocks(arrays, blocks, k, root: (false, false, false, false))
  case (false, false, false, true): unsafe stepBlocks(arrays, blocks, k, root: (false, false, false, true))
  case (false, false, true, true): unsafe stepBlocks(arrays, blocks, k, root: (false, false, true, true))
  case (true, false, false, true): unsafe stepBlocks(arrays, blocks, k, root: (true, false, false, true))
  case (true, true, false, false): unsafe stepBlocks(arrays, blocks, k, root: (true, true, false, false))
  default: unsafe stepBlocksGenerally(arrays, blocks, k)
  }
}

/// Whether the step chooses anything that the loops of this file leave out.
private func needsGeneralLoop(_ k: KernelStep) -> Bool {
  if k.negatesGradient || !k.keepsFirstMoment || k.averagesResidual || k.averagesQuotient { return true }
  if !k.keepsSecondMoment || k.takesGreatest || k.addsSecondEpsilon { return true }
  if k.scalesMaximum || k.addsMaximumEpsilon || k.ignoresMaximum { return true }
  return k.dividesByMoment || k.momentEpsilonInside || k.stepsByGradient || k.mixesGradient || k.boundsRate || k.holds
}

/// One loop with a maximum and one without.
@_transparent
private func stepBlocks(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, root: RootShape?) {
  if k.keepsMaximum {
    unsafe stepBlocks(arrays, blocks, k, root: root, keepsMaximum: true)
  } else {
    unsafe stepBlocks(arrays, blocks, k, root: root, keepsMaximum: false)
  }
}

/// One loop for each place of weight decay.
@_transparent
private func stepBlocks(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, root: RootShape?, keepsMaximum: Bool) {
  if k.decaysGradient {
    unsafe stepBlocks(arrays, blocks, k, root: root, decay: (true, false, false), keepsMaximum: keepsMaximum)
  } else if k.decaysBeforeUpdate {
    unsafe stepBlocks(arrays, blocks, k, root: root, decay: (false, true, false), keepsMaximum: keepsMaximum)
  } else if k.decaysInUpdate {
    unsafe stepBlocks(arrays, blocks, k, root: root, decay: (false, false, true), keepsMaximum: keepsMaximum)
  } else {
    unsafe stepBlocks(arrays, blocks, k, root: root, decay: (false, false, false), keepsMaximum: keepsMaximum)
  }
}
