import KernelShims
import OptimizerKernels
import Registry

extension DigestPart {
  /// Takes the nth step element by element in plain Float, by the formula of `KernelStep`.
  mutating func stepScalars(_ n: Int, _ rule: any KernelRule) {
    let t = state.stepCount + 1
    let k = rule.kernelStep(t)
    var (first, second, kept) = (state.firstMoment, state.secondMoment, state.maximum)
    for i in parameters.indices {
      let θ = parameters[i]
      let g = k.decaysGradient ? gradients[n][i] + k.decay * θ : gradients[n][i]
      let m = k.firstDecay * first[i] + k.firstWeight * g
      let v = k.secondDecay * second[i] + k.secondWeight * (g * g)
      (first[i], second[i]) = (m, v)
      var d = v
      if let x = kept?[i] {
        d = x.isNaN || x > v ? x : v
        kept?[i] = d
      }
      if k.scalesInside { d *= k.scale }
      if k.epsilonInside { d += k.epsilon }
      d = d.squareRoot()
      if k.scalesOutside { d *= k.scale }
      if k.epsilonOutside { d += k.epsilon }
      let update = k.rate * (k.dividesByRoot ? m / d : m)
      let decayed = k.decaysBeforeUpdate ? θ * k.decay : θ
      parameters[i] = k.decaysInUpdate ? θ - (update + k.decay * θ) : decayed - update
    }
    restore(first, second, kept, stepCount: t)
  }

  /// Puts a state in the place of the one that is there. The counts are those of the part.
  mutating func restore(_ first: [Float], _ second: [Float], _ maximum: [Float]?, stepCount: Int) {
    if let restored = try? OptimizerState(firstMoment: first, secondMoment: second, maximum: maximum, stepCount: stepCount) {
      state = restored
    }
  }
}
