internal import KernelShims

/// Coefficients in Double become constants of a step here, each rounded once.
extension KernelStep {
  /// A plain step θ − rate · m with the moments of β1 and β2.
  init(beta1 β1: Double, beta2 β2: Double, maximize: Bool) {
    self.init()
    firstDecay = Float(β1)
    firstWeight = Float(maximize ? β1 - 1 : 1 - β1)
    secondDecay = Float(β2)
    secondWeight = Float(1 - β2)
  }

  /// Adds λ to the gradient. Nothing for λ = 0, so that an infinite θ stays out of the gradient.
  mutating func decayGradient(_ λ: Double, maximize: Bool) {
    guard λ != 0 else { return }
    decaysGradient = true
    decay = Float(maximize ? -λ : λ)
  }

  /// Multiplies θ by 1 − αλ before the update.
  mutating func decayBeforeUpdate(_ λ: Double, learningRate α: Double) {
    guard λ != 0 else { return }
    decaysBeforeUpdate = true
    decay = Float(1 - α * λ)
  }

  /// Adds αλθ to the update.
  mutating func decayInUpdate(_ λ: Double, learningRate α: Double) {
    guard λ != 0 else { return }
    decaysInUpdate = true
    decay = Float(α * λ)
  }

  /// Divides by √x.
  mutating func divideByRoot() {
    dividesByRoot = true
  }

  /// Divides by √x + ε.
  mutating func divideByRoot(plus ε: Double) {
    dividesByRoot = true
    epsilonOutside = true
    epsilon = Float(ε)
  }

  /// Divides by √(x/c2) + ε, the correction inside the root.
  mutating func divideByRootOfCorrected(_ c2: Double, plus ε: Double) {
    divideByRoot(plus: ε)
    scalesInside = true
    scale = Float(1 / c2)
  }

  /// Divides by √x/√c2 + ε, the correction outside the root.
  mutating func divideByCorrectedRoot(_ c2: Double, plus ε: Double) {
    divideByRoot(plus: ε)
    scalesOutside = true
    scale = Float(1 / BiasCorrection.squareRoot(c2))
  }

  /// Divides by √(x/c2 + ε).
  mutating func divideByRoot(ofCorrected c2: Double, with ε: Double) {
    dividesByRoot = true
    scalesInside = true
    epsilonInside = true
    scale = Float(1 / c2)
    epsilon = Float(ε)
  }
}

extension KernelStep {
  /// torch.optim.Adam's step t, which its AdamW and its `amsgrad` share.
  static func torchAdam(
    _ t: Int, learningRate α: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double, decoupled: Bool,
    amsgrad: Bool, maximize: Bool
  ) -> KernelStep {
    var step = KernelStep(beta1: beta1, beta2: beta2, maximize: maximize)
    step.keepsMaximum = amsgrad
    if decoupled {
      step.decayBeforeUpdate(weightDecay, learningRate: α)
    } else {
      step.decayGradient(weightDecay, maximize: maximize)
    }
    step.rate = Float(α / BiasCorrection.complement(of: beta1, toThe: t))
    step.divideByCorrectedRoot(BiasCorrection.complement(of: beta2, toThe: t), plus: epsilon)
    return step
  }
}
