public import OptimizerReference

/// The arrays of a candidate's step by the numbers of an element that they are; empty where none is kept.
@usableFromInline struct ScreenArrays {
  @usableFromInline let θ, g, m, v, vmax, stepSize, slow: [Float]

  @usableFromInline init(_ x: CandidateStep) {
    (θ, g, vmax, stepSize, slow) = (x.parameters, x.gradients, x.vmax, x.stepSize, x.slow)
    m = x.m.isEmpty ? x.momentum : x.m
    let second = [x.v, x.s, x.sum, x.u]
    v = second.first { !$0.isEmpty } ?? []
  }

  /// Element `i` before a step: what is there is exact.
  @inlinable func element<S: Scalar>(_ i: Int, of scalar: S.Type) -> Element<S> {
    var x = Element<S>(θ: S(value: Double(θ[i]), bound: 0), g: S(value: Double(g[i]), bound: 0))
    if !m.isEmpty { x.m = S(value: Double(m[i]), bound: 0) }
    if !v.isEmpty { x.v = S(value: Double(v[i]), bound: 0) }
    if !vmax.isEmpty { x.vmax = S(value: Double(vmax[i]), bound: 0) }
    if !stepSize.isEmpty { x.stepSize = S(value: Double(stepSize[i]), bound: 0) }
    if !slow.isEmpty { x.slow = S(value: Double(slow[i]), bound: 0) }
    return x
  }
}
