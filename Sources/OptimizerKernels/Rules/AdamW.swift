/// AdamW: Adam with weight decay that does not pass through the moments.
///
/// I. Loshchilov, F. Hutter, *Decoupled Weight Decay Regularization*, ICLR 2019 (arXiv 1711.05101). λ may pass 1/α; θ then changes sign.
public struct AdamW: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Algorithm 2 with the schedule multiplier η = 1: θ −= α · m̂ / (√v̂ + ε) + λθ. The decay is not multiplied by α, as libraries do.
  ///
  /// - Throws: ``HyperparameterError``: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float; αλ a Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> AdamW {
    var f = RuleFormula(learningRate, (beta1, beta2), epsilon)
    f.secondCorrection = .insideRoot
    f.weightDecay = weightDecay
    f.weightDecayForm = .inUpdate
    f.weightDecayScale = .one
    return try AdamW(formula: f)
  }

  /// torch.optim.AdamW 2.15.0: torch's Adam with decoupled decay. θ is multiplied by 1 − αλ, then steps by (α/c1) · m / (√v/√c2 + ε).
  public static func torch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 1e-2,
    amsgrad: Bool = false, maximize: Bool = false
  ) throws(HyperparameterError) -> AdamW {
    let adam = try Adam.torch(
      lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, amsgrad: amsgrad, maximize: maximize, decoupledWeightDecay: true)
    return try AdamW(formula: adam.formula)
  }

  /// lucid.optim.AdamW 3.8.0: θ is multiplied by 1 − αλ, then steps by α · m̂ / (√v̂ + ε).
  public static func lucid(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 1e-2
  ) throws(HyperparameterError) -> AdamW {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .insideRoot
    f.decay(weightDecay, decoupled: true)
    return try AdamW(formula: f)
  }

  /// AdamW of ml-explore/mlx-swift 09051ed: θ is multiplied by 1 − αλ, then steps as ``Adam/mlx(learningRate:betas:eps:biasCorrection:)``.
  public static func mlx(
    learningRate: Double, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 1e-2,
    biasCorrection: Bool = false
  ) throws(HyperparameterError) -> AdamW {
    var f = RuleFormula.mlx(learningRate, betas, eps, biasCorrection)
    f.decay(weightDecay.inFloat, decoupled: true)
    return try AdamW(formula: f)
  }

  /// AdamW of LiyuanLucasLiu/RAdam d9fd30a: α_t = 1e-8 + t · α / warmup while t < warmup; θ is multiplied by 1 − α_t λ, then steps by
  /// (α_t √c2/c1) · m / (√v + ε).
  public static func liyuanLucasLiu(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0, warmup: Double = 0
  ) throws(HyperparameterError) -> AdamW {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .inRate
    f.decay(weightDecay, decoupled: true)
    if warmup != 0 { f.schedule = [.warmup(steps: warmup)] }
    return try AdamW(formula: f)
  }
}
