internal import KernelShims

// This module declares no types: their value witnesses are weak symbols, and a linker may keep one compiled for another instruction set.

typealias Vector = SIMD16<Float>

// The formula of KernelStep.h, once. `has` are the choices of a step: a literal where a shape has a loop of its own (Shapes.swift), so that what it
// leaves out costs nothing, and a number that is looked at for every block in the loop of all other shapes.
//
// All that a loop is made of is `@_transparent`: inlined before anything is optimised, where `@inline(__always)` comes after the calls of two shapes
// have been merged into one. It stays in one file because a debug build inlines no further.

@_transparent private func + (a: Vector, b: Vector) -> Vector { kernelSum16(a, b) }
@_transparent private func - (a: Vector, b: Vector) -> Vector { kernelDifference16(a, b) }
@_transparent private func * (a: Vector, b: Vector) -> Vector { kernelProduct16(a, b) }
@_transparent private func / (a: Vector, b: Vector) -> Vector { kernelQuotient16(a, b) }
@_transparent private func + (a: Vector, b: Float) -> Vector { kernelSum16(a, kernelSplat16(b)) }
@_transparent private func * (a: Vector, b: Float) -> Vector { kernelProduct16(a, kernelSplat16(b)) }
@_transparent private func * (a: Float, b: Vector) -> Vector { kernelProduct16(kernelSplat16(a), b) }
@_transparent private func / (a: Float, b: Vector) -> Vector { kernelQuotient16(kernelSplat16(a), b) }

/// D of the step.
@_transparent
private func denominator(_ y: Vector, _ k: KernelStep, _ has: UInt32) -> Vector {
  var d = y
  if has & KernelMomentEpsilonInside != 0 { d = d + k.momentEpsilon }
  if has & KernelScalesInside != 0 { d = d * k.scale }
  if has & KernelEpsilonInside != 0 { d = d + k.rootEpsilon }
  if has & KernelDividesByMoment == 0 { d = kernelSquareRoot16(d) }
  if has & KernelScalesOutside != 0 { d = d * k.scale }
  if has & KernelEpsilonOutside != 0 { d = d + k.epsilon }
  return d
}

/// The second moment after the step.
@_transparent
private func second(_ v: Vector, _ q: Vector, _ k: KernelStep, _ has: UInt32) -> Vector {
  if has & KernelTakesGreatest != 0 {
    var magnitude = kernelMagnitude16(q)
    if has & KernelAddsSecondEpsilon != 0 { magnitude = magnitude + k.secondEpsilon }
    return kernelMaximum16(k.secondDecay * v, magnitude)
  }
  let average = k.secondDecay * v + k.secondWeight * (q * q)
  return has & KernelAddsSecondEpsilon != 0 ? average + k.secondEpsilon : average
}

/// The rate of each element where it is bounded.
@_transparent
private func boundedRate(_ d: Vector, _ s: inout Vector, _ k: KernelStep, _ has: UInt32) -> Vector {
  var η = k.rate / d
  if has & KernelAveragesRate != 0 {
    s = k.averageDecay * s + k.averageWeight * η
    η = has & KernelCapsAtAverage != 0 ? kernelMinimum16(s, η) : s
  }
  if has & KernelClampsRate != 0 { η = kernelClamp16(η, k.lowerRate, k.upperRate) }
  return η * k.boundedScale
}

/// What the update takes of the gradient, by m or beside it.
@_transparent
private func numerator(_ m: Vector, _ g: Vector, _ k: KernelStep, _ has: UInt32) -> Vector {
  if has & KernelMixesGradient != 0 { return k.momentWeight * m + k.gradientWeight * g }
  return has & KernelStepsByGradient != 0 ? g : m
}

/// The step of one vector of each array, in the order that `KernelStep` states. Every operation is +, −, ×, ÷, √ or a compare-select, rounded once:
/// no position, width or instruction set changes a bit of a number.
@_transparent
private func advance(
  _ θ: inout Vector, _ gradient: Vector, _ m: inout Vector, _ v: inout Vector, _ vMax: inout Vector, _ s: inout Vector,
  _ k: KernelStep, _ has: UInt32
) {
  let averagesQuotient = has & KernelAveragesQuotient != 0
  // Where nothing scales it, the factor of 1 changes no bit and takes no time.
  var g = gradient * k.gradientScale
  // Swift's −g is 0 − g, which loses the sign of 0.
  if has & KernelNegatesGradient != 0 { g = g * -1 }
  if has & KernelDecaysGradient != 0 { g = g + k.decay * θ }
  if has & KernelKeepsFirstMoment != 0 && !averagesQuotient { m = k.firstDecay * m + k.firstWeight * g }
  var y = v
  if has & KernelKeepsSecondMoment != 0 {
    v = second(v, has & KernelAveragesResidual != 0 ? g - m : g, k, has)
    y = v
    if has & KernelKeepsMaximum != 0 {
      vMax = kernelMaximum16(vMax, has & KernelScalesMaximum != 0 ? v * k.scale : v)
      if has & KernelAddsMaximumEpsilon != 0 { vMax = vMax + k.maximumEpsilon }
      if has & KernelIgnoresMaximum == 0 { y = vMax }
    }
  }
  if averagesQuotient { m = k.firstDecay * m + k.firstWeight * (g / denominator(y, k, has)) }
  if has & KernelHolds != 0 {
    if has & KernelDecaysBeforeUpdate != 0 { θ = θ * k.decay }
    return
  }
  var update = numerator(m, g, k, has)
  // The rate multiplies last: rate · m would be subnormal where the quotient is not.
  if has & KernelBoundsRate != 0 {
    update = boundedRate(denominator(y, k, has), &s, k, has) * update
  } else {
    if has & (KernelDividesByRoot | KernelDividesByMoment) != 0 && !averagesQuotient { update = update / denominator(y, k, has) }
    update = k.rate * update
  }
  if has & KernelDecaysInUpdate != 0 { update = update + k.decay * θ }
  if has & KernelDecaysBeforeUpdate != 0 { θ = θ * k.decay }
  θ = θ - update
}

/// Asks for the lines of memory that the loop comes to after 32 blocks: from memory that saves a tenth of the time, and in cache it costs nothing.
@_transparent
private func prefetch(_ arrays: Arrays, _ offset: Int, _ has: UInt32) {
  let ahead = offset &+ 32 &* MemoryLayout<Vector>.size
  // Addresses past the end are never read: a prefetch cannot fault.
  unsafe kernelPrefetch(arrays.θ, ahead)
  unsafe kernelPrefetch(arrays.g, ahead)
  if has & KernelKeepsFirstMoment != 0 { unsafe kernelPrefetch(arrays.m, ahead) }
  if has & KernelKeepsSecondMoment != 0 { unsafe kernelPrefetch(arrays.v, ahead) }
  if has & KernelKeepsMaximum != 0 { unsafe kernelPrefetch(arrays.vMax, ahead) }
  if has & KernelAveragesRate != 0 { unsafe kernelPrefetch(arrays.s, ahead) }
}

/// Steps the first `blocks` blocks. Each array that the step keeps is read once and written once; the others are not touched.
///
/// - Precondition: every array that the step keeps holds at least `blocks` vectors, and no two overlap.
@_transparent
private func stepBlocks(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, _ has: UInt32) {
  for block in 0..<blocks {
    let offset = block &* MemoryLayout<Vector>.size
    unsafe prefetch(arrays, offset, has)
    // In bounds: offset + size ≤ blocks · size, and an unaligned load or store asks nothing of the address.
    var θ = unsafe arrays.θ.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    let g = unsafe arrays.g.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    var (m, v, vMax, s) = (Vector(), Vector(), Vector(), Vector())
    if has & KernelKeepsFirstMoment != 0 { m = unsafe arrays.m.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    if has & KernelKeepsSecondMoment != 0 { v = unsafe arrays.v.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    if has & KernelKeepsMaximum != 0 { vMax = unsafe arrays.vMax.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    if has & KernelAveragesRate != 0 { s = unsafe arrays.s.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    advance(&θ, g, &m, &v, &vMax, &s, k, has)
    if has & KernelKeepsFirstMoment != 0 { unsafe arrays.m.storeBytes(of: m, toByteOffset: offset, as: Vector.self) }
    if has & KernelKeepsSecondMoment != 0 { unsafe arrays.v.storeBytes(of: v, toByteOffset: offset, as: Vector.self) }
    if has & KernelKeepsMaximum != 0 { unsafe arrays.vMax.storeBytes(of: vMax, toByteOffset: offset, as: Vector.self) }
    if has & KernelAveragesRate != 0 { unsafe arrays.s.storeBytes(of: s, toByteOffset: offset, as: Vector.self) }
    unsafe arrays.θ.storeBytes(of: θ, toByteOffset: offset, as: Vector.self)
  }
}

/// One loop for each place of weight decay.
@_transparent
private func stepEachDecay(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, _ choices: UInt32, _ has: UInt32) {
  switch choices ^ has {
  case 0: unsafe stepBlocks(arrays, blocks, k, has)
  case KernelDecaysGradient: unsafe stepBlocks(arrays, blocks, k, has | KernelDecaysGradient)
  case KernelDecaysBeforeUpdate: unsafe stepBlocks(arrays, blocks, k, has | KernelDecaysBeforeUpdate)
  case KernelDecaysInUpdate: unsafe stepBlocks(arrays, blocks, k, has | KernelDecaysInUpdate)
  default: unsafe stepBlocksGenerally(arrays, blocks, k, choices)
  }
}

/// The loop of every shape without one of its own. Its choices are the same for all blocks, so that their branches are foretold.
///
/// - Precondition: as for the loop.
@inline(never)
private func stepBlocksGenerally(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, _ choices: UInt32) {
  unsafe stepBlocks(arrays, blocks, k, choices)
}

// MARK: Shapes

@_transparent private var moments: UInt32 { KernelKeepsFirstMoment | KernelKeepsSecondMoment }
@_transparent private var adam: UInt32 { moments | KernelDividesByRoot }
@_transparent private var adaGrad: UInt32 { KernelKeepsSecondMoment | KernelDividesByRoot | KernelStepsByGradient }
@_transparent private var adamax: UInt32 { moments | KernelTakesGreatest | KernelDividesByMoment }
@_transparent private var belief: UInt32 { adam | KernelAveragesResidual }
@_transparent private var bound: UInt32 { adam | KernelBoundsRate | KernelClampsRate }
@_transparent private var mod: UInt32 { adam | KernelBoundsRate | KernelAveragesRate | KernelCapsAtAverage }
@_transparent private var balance: UInt32 { adam | KernelBoundsRate | KernelAveragesRate | KernelClampsRate }
@_transparent private var maximum: UInt32 { KernelKeepsMaximum }

/// ε that v keeps.
@_transparent private var kept: UInt32 { KernelAddsSecondEpsilon }

/// ε beside the root, and c2 in the rate or nowhere, inside the root, or outside.
@_transparent private var plain: UInt32 { KernelEpsilonOutside }
@_transparent private var inside: UInt32 { KernelScalesInside | KernelEpsilonOutside }
@_transparent private var outside: UInt32 { KernelScalesOutside | KernelEpsilonOutside }

@_transparent private var decays: UInt32 { KernelDecaysGradient | KernelDecaysBeforeUpdate | KernelDecaysInUpdate }

// Each family is a function of its own: with all loops in one, the compiler takes the vectors apart.

/// Steps whole blocks by the loop of the step's shape. The presets' shapes have one each.
///
/// - Precondition: as for the loop.
func stepBlocks(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep) {
  let choices = kernelChoices(k)
  if choices & KernelBoundsRate != 0 {
    unsafe stepBounded(arrays, blocks, k, choices)
  } else if choices & KernelAveragesResidual != 0 {
    unsafe stepBelief(arrays, blocks, k, choices)
  } else if choices & KernelKeepsMaximum != 0 {
    unsafe stepMaximum(arrays, blocks, k, choices)
  } else if choices & adam == adam {
    unsafe stepAdam(arrays, blocks, k, choices)
  } else {
    unsafe stepMomentum(arrays, blocks, k, choices)
  }
}

/// Adam, AdamW, RAdam and NAdam.
@inline(never)
private func stepAdam(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, _ choices: UInt32) {
  switch choices & ~decays {
  case adam: unsafe stepEachDecay(arrays, blocks, k, choices, adam)
  case adam | plain: unsafe stepEachDecay(arrays, blocks, k, choices, adam | plain)
  case adam | inside: unsafe stepEachDecay(arrays, blocks, k, choices, adam | inside)
  case adam | outside: unsafe stepEachDecay(arrays, blocks, k, choices, adam | outside)
  case adam | KernelMixesGradient | inside: unsafe stepEachDecay(arrays, blocks, k, choices, adam | KernelMixesGradient | inside)
  default: unsafe stepBlocksGenerally(arrays, blocks, k, choices)
  }
}

/// AMSGrad.
@inline(never)
private func stepMaximum(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, _ choices: UInt32) {
  switch choices & ~decays {
  case adam | maximum: unsafe stepEachDecay(arrays, blocks, k, choices, adam | maximum)
  case adam | maximum | plain: unsafe stepEachDecay(arrays, blocks, k, choices, adam | maximum | plain)
  case adam | maximum | outside: unsafe stepEachDecay(arrays, blocks, k, choices, adam | maximum | outside)
  case adam | maximum | KernelScalesMaximum | plain:
    unsafe stepEachDecay(arrays, blocks, k, choices, adam | maximum | KernelScalesMaximum | plain)
  default: unsafe stepBlocksGenerally(arrays, blocks, k, choices)
  }
}

/// AdaBelief.
@inline(never)
private func stepBelief(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, _ choices: UInt32) {
  switch choices & ~decays {
  case belief | kept | plain: unsafe stepEachDecay(arrays, blocks, k, choices, belief | kept | plain)
  case belief | kept | inside: unsafe stepEachDecay(arrays, blocks, k, choices, belief | kept | inside)
  case belief | kept | outside: unsafe stepEachDecay(arrays, blocks, k, choices, belief | kept | outside)
  case belief | plain: unsafe stepEachDecay(arrays, blocks, k, choices, belief | plain)
  case belief | outside: unsafe stepEachDecay(arrays, blocks, k, choices, belief | outside)
  case belief | maximum | KernelMomentEpsilonInside | outside:
    unsafe stepEachDecay(arrays, blocks, k, choices, belief | maximum | KernelMomentEpsilonInside | outside)
  case belief | maximum | KernelAddsMaximumEpsilon | outside:
    unsafe stepEachDecay(arrays, blocks, k, choices, belief | maximum | KernelAddsMaximumEpsilon | outside)
  default: unsafe stepBlocksGenerally(arrays, blocks, k, choices)
  }
}

/// AdaBound, AdaMod and AdaBalance.
@inline(never)
private func stepBounded(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, _ choices: UInt32) {
  switch choices & ~decays {
  case bound: unsafe stepEachDecay(arrays, blocks, k, choices, bound)
  case bound | plain: unsafe stepEachDecay(arrays, blocks, k, choices, bound | plain)
  case bound | maximum | plain: unsafe stepEachDecay(arrays, blocks, k, choices, bound | maximum | plain)
  case bound | maximum: unsafe stepEachDecay(arrays, blocks, k, choices, bound | maximum)
  case bound | KernelMomentEpsilonInside | plain:
    unsafe stepEachDecay(arrays, blocks, k, choices, bound | KernelMomentEpsilonInside | plain)
  case mod | plain: unsafe stepEachDecay(arrays, blocks, k, choices, mod | plain)
  case mod | inside: unsafe stepEachDecay(arrays, blocks, k, choices, mod | inside)
  case balance | inside: unsafe stepEachDecay(arrays, blocks, k, choices, balance | inside)
  case balance | maximum | plain: unsafe stepEachDecay(arrays, blocks, k, choices, balance | maximum | plain)
  default: unsafe stepBlocksGenerally(arrays, blocks, k, choices)
  }
}

/// RAdam below its threshold, SGD, AdaGrad, RMSProp and Adamax.
@inline(never)
private func stepMomentum(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep, _ choices: UInt32) {
  switch choices & ~decays {
  case moments: unsafe stepEachDecay(arrays, blocks, k, choices, moments)
  case adaGrad | plain: unsafe stepEachDecay(arrays, blocks, k, choices, adaGrad | plain)
  case adamax: unsafe stepEachDecay(arrays, blocks, k, choices, adamax)
  case adamax | kept: unsafe stepEachDecay(arrays, blocks, k, choices, adamax | kept)
  case KernelKeepsFirstMoment: unsafe stepEachDecay(arrays, blocks, k, choices, KernelKeepsFirstMoment)
  case KernelStepsByGradient: unsafe stepEachDecay(arrays, blocks, k, choices, KernelStepsByGradient)
  case KernelKeepsFirstMoment | KernelMixesGradient:
    unsafe stepEachDecay(arrays, blocks, k, choices, KernelKeepsFirstMoment | KernelMixesGradient)
  default: unsafe stepBlocksGenerally(arrays, blocks, k, choices)
  }
}
