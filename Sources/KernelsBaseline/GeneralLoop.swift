internal import KernelShims

// The loop for every shape without one of its own. Its choices are the same for all blocks, so that their branches are foretold; from memory they
// cost nothing. `@_transparent` for the reason that StepLoops.swift gives.

/// The greater, or NaN where either is.
@_transparent
private func greater(_ a: Vector, _ b: Vector) -> Vector { b.replacing(with: a, where: (a .> b) .| (a .!= a)) }

/// The lesser, or NaN where either is.
@_transparent
private func lesser(_ a: Vector, _ b: Vector) -> Vector { b.replacing(with: a, where: (a .< b) .| (a .!= a)) }

/// Between two numbers, or NaN where `a` is.
@_transparent
private func clamp(_ a: Vector, _ lower: Float, _ upper: Float) -> Vector {
  let raised = a.replacing(with: lower, where: a .< lower)
  return raised.replacing(with: upper, where: raised .> upper)
}

/// D of the step.
@_transparent
private func denominator(_ y: Vector, _ k: KernelStep) -> Vector {
  var d = y
  if k.momentEpsilonInside { d = d + k.momentEpsilon }
  if k.scalesInside { d = d * k.scale }
  if k.epsilonInside { d = d + k.rootEpsilon }
  if !k.dividesByMoment { d = kernelSquareRoot16(d) }
  if k.scalesOutside { d = d * k.scale }
  if k.epsilonOutside { d = d + k.epsilon }
  return d
}

/// The second moment after the step.
@_transparent
private func second(_ v: Vector, _ q: Vector, _ k: KernelStep) -> Vector {
  if k.takesGreatest {
    var magnitude = kernelMagnitude16(q)
    if k.addsSecondEpsilon { magnitude = magnitude + k.secondEpsilon }
    return greater(k.secondDecay * v, magnitude)
  }
  let average = k.secondDecay * v + k.secondWeight * (q * q)
  return k.addsSecondEpsilon ? average + k.secondEpsilon : average
}

/// The rate of each element where it is bounded.
@_transparent
private func boundedRate(_ d: Vector, _ s: inout Vector, _ k: KernelStep) -> Vector {
  var η = k.rate / d
  if k.averagesRate {
    s = k.averageDecay * s + k.averageWeight * η
    η = k.capsAtAverage ? lesser(s, η) : s
  }
  if k.clampsRate { η = clamp(η, k.lowerRate, k.upperRate) }
  return η * k.boundedScale
}

/// What the update takes of the gradient, by m or beside it.
@_transparent
private func numerator(_ m: Vector, _ g: Vector, _ k: KernelStep) -> Vector {
  if k.mixesGradient { return k.momentWeight * m + k.gradientWeight * g }
  return k.stepsByGradient ? g : m
}

/// The step of one vector of each array, in the order that `KernelStep` states. Each operation is rounded once.
@_transparent
private func advance(
  _ θ: inout Vector, _ gradient: Vector, _ m: inout Vector, _ v: inout Vector, _ vMax: inout Vector, _ s: inout Vector,
  _ k: KernelStep
) {
  var g = gradient
  // Swift's −g is 0 − g, which loses the sign of 0.
  if k.negatesGradient { g = g * -1 }
  if k.decaysGradient { g = g + k.decay * θ }
  if k.keepsFirstMoment && !k.averagesQuotient { m = k.firstDecay * m + k.firstWeight * g }
  var y = v
  if k.keepsSecondMoment {
    v = second(v, k.averagesResidual ? g - m : g, k)
    y = v
    if k.keepsMaximum {
      vMax = greater(vMax, k.scalesMaximum ? v * k.scale : v)
      if k.addsMaximumEpsilon { vMax = vMax + k.maximumEpsilon }
      if !k.ignoresMaximum { y = vMax }
    }
  }
  if k.averagesQuotient { m = k.firstDecay * m + k.firstWeight * (g / denominator(y, k)) }
  if k.holds {
    if k.decaysBeforeUpdate { θ = θ * k.decay }
    return
  }
  var update = numerator(m, g, k)
  if k.boundsRate {
    update = boundedRate(denominator(y, k), &s, k) * update
  } else {
    if (k.dividesByRoot || k.dividesByMoment) && !k.averagesQuotient { update = update / denominator(y, k) }
    update = k.rate * update
  }
  if k.decaysInUpdate { update = update + k.decay * θ }
  if k.decaysBeforeUpdate { θ = θ * k.decay }
  θ = θ - update
}

/// Steps the first `blocks` blocks. Each array that the step keeps is read once and written once; the others are not touched.
///
/// - Precondition: every array that the step keeps holds at least `blocks` vectors, and no two overlap.
func stepBlocksGenerally(_ arrays: Arrays, _ blocks: Int, _ k: KernelStep) {
  for block in 0..<blocks {
    let offset = block &* MemoryLayout<Vector>.size
    // In bounds: offset + size ≤ blocks · size, and an unaligned load or store asks nothing of the address.
    var θ = unsafe arrays.θ.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    let g = unsafe arrays.g.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    var (m, v, vMax, s) = (Vector(), Vector(), Vector(), Vector())
    if k.keepsFirstMoment { m = unsafe arrays.m.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    if k.keepsSecondMoment { v = unsafe arrays.v.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    if k.keepsMaximum { vMax = unsafe arrays.vMax.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    if k.averagesRate { s = unsafe arrays.s.loadUnaligned(fromByteOffset: offset, as: Vector.self) }
    advance(&θ, g, &m, &v, &vMax, &s, k)
    if k.keepsFirstMoment { unsafe arrays.m.storeBytes(of: m, toByteOffset: offset, as: Vector.self) }
    if k.keepsSecondMoment { unsafe arrays.v.storeBytes(of: v, toByteOffset: offset, as: Vector.self) }
    if k.keepsMaximum { unsafe arrays.vMax.storeBytes(of: vMax, toByteOffset: offset, as: Vector.self) }
    if k.averagesRate { unsafe arrays.s.storeBytes(of: s, toByteOffset: offset, as: Vector.self) }
    unsafe arrays.θ.storeBytes(of: θ, toByteOffset: offset, as: Vector.self)
  }
}
