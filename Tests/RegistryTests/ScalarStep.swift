import KernelShims
import OptimizerKernels
import Registry

extension DigestPart {
  /// Takes the nth step element by element in plain Float, by the formula of `KernelStep`.
  mutating func stepScalars(_ n: Int, _ rule: any KernelRule) {
    let t = state.stepCount + 1
    let k = rule.kernelStep(t)
    var slots = (state.firstMoment, state.secondMoment, state.maximum, state.averagedRate)
    for i in parameters.indices {
      var x = ScalarElement(
        θ: parameters[i], g: gradients[n][i], m: k.keepsFirstMoment ? slots.0[i] : 0, v: k.keepsSecondMoment ? slots.1[i] : 0,
        vMax: slots.2?[i] ?? 0, s: slots.3?[i] ?? 0)
      x.step(k)
      parameters[i] = x.θ
      if k.keepsFirstMoment { slots.0[i] = x.m }
      if k.keepsSecondMoment { slots.1[i] = x.v }
      slots.2?[i] = x.vMax
      slots.3?[i] = x.s
    }
    restore(slots.0, slots.1, slots.2, averagedRate: slots.3, stepCount: t)
  }

  /// Puts a state in the place of the one that is there. The counts are those of the part.
  mutating func restore(_ first: [Float], _ second: [Float], _ maximum: [Float]?, averagedRate: [Float]? = nil, stepCount: Int) {
    let restored = try? OptimizerState(
      firstMoment: first, secondMoment: second, maximum: maximum, averagedRate: averagedRate, stepCount: stepCount)
    if let restored { state = restored }
  }
}
