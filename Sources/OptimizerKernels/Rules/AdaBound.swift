/// AdaBound: Adam whose rate, element by element, is clamped between bounds that close in on one rate: Adam at first, SGD in the end.
///
/// L. Luo, Y. Xiong, Y. Liu, X. Sun, *Adaptive Gradient Methods with Dynamic Bound of Learning Rate*, ICLR 2019 (arXiv 1902.09843).
///
/// With the final rate F the bounds are F(1 − 1/(γt + 1)) and F(1 + 1/(γt)). In the published code F is scaled with α: under a schedule, and where the
/// learning rate of a group is set, by α over the first α. The paper's bounds stay.
public struct AdaBound: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Algorithm 2, and with `amsbound` 3: η = clamp(α/√v) / √t, θ −= η · m, with γ = 1 − β2 as in the experiments; no bias correction, no ε.
  /// Not done here: the projection onto a feasible set, and a β1 that falls with t.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, 0 < γ ≤ 1, ε ≥ 0, λ ≥ 0).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, finalLearningRate: Double = 0.1, amsbound: Bool = false
  ) throws(HyperparameterError) -> AdaBound {
    var f = RuleFormula(learningRate, (beta1, beta2), 0)
    f.correctsFirstMoment = false
    f.finalLearningRate = finalLearningRate
    f.gamma = 1 - beta2
    f.boundScale = .one
    f.dividesRateByRootOfStep = true
    f.maximum = amsbound ? .raw : .none
    return try AdaBound(formula: f)
  }

  /// adabound.AdaBound (Luolc/AdaBound 2e928c3): η = (α√c2/c1) / (√v + ε), clamped, θ −= η · m; λθ in the gradient; the raw maximum with `amsbound`.
  /// α = 0 is refused, for it divides by zero there.
  public static func luolc(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), finalLR: Double = 0.1, gamma: Double = 1e-3, eps: Double = 1e-8,
    weightDecay: Double = 0, amsbound: Bool = false
  ) throws(HyperparameterError) -> AdaBound {
    try HyperparameterRange.positiveConstant("learningRate", lr)
    var f = RuleFormula.bounded(lr, betas, eps, finalLR, gamma, amsbound)
    f.weightDecay = weightDecay
    return try AdaBound(formula: f)
  }

  /// adabound.AdaBoundW (Luolc/AdaBound 2e928c3): the same with θ −= η · m + λθ, the decay not multiplied by α.
  public static func luolcW(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), finalLR: Double = 0.1, gamma: Double = 1e-3, eps: Double = 1e-8,
    weightDecay: Double = 0, amsbound: Bool = false
  ) throws(HyperparameterError) -> AdaBound {
    var f = try luolc(lr: lr, betas: betas, finalLR: finalLR, gamma: gamma, eps: eps, weightDecay: weightDecay, amsbound: amsbound).formula
    f.weightDecayForm = .inUpdate
    f.weightDecayScale = .one
    return try AdaBound(formula: f)
  }

  /// torch_optimizer.AdaBound 0.3.0, which is Luolc's AdaBound.
  public static func torchOptimizer(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), finalLR: Double = 0.1, gamma: Double = 1e-3, eps: Double = 1e-8,
    weightDecay: Double = 0, amsbound: Bool = false
  ) throws(HyperparameterError) -> AdaBound {
    try luolc(lr: lr, betas: betas, finalLR: finalLR, gamma: gamma, eps: eps, weightDecay: weightDecay, amsbound: amsbound)
  }

  /// pytorch_optimizer.AdaBound 4.1.0: Luolc's with √(v + 1e-15) + ε, and decay before the update: θ is multiplied by 1 − αλ (1 − λ with
  /// `fixedDecay`), or λθ is added to the gradient without `weightDecouple`. With α = 0 nothing moves,
  /// and the first α above 0 that is set scales the bounds.
  public static func pytorchOptimizer(
    lr: Double = 1e-3, finalLR: Double = 0.1, betas: (Double, Double) = (0.9, 0.999), gamma: Double = 1e-3, weightDecay: Double = 0,
    weightDecouple: Bool = true, fixedDecay: Bool = false, amsBound: Bool = false, eps: Double = 1e-8, maximize: Bool = false
  ) throws(HyperparameterError) -> AdaBound {
    var f = RuleFormula.bounded(lr, betas, eps, finalLR, gamma, amsBound)
    f.momentEpsilon = 1e-15
    f.momentEpsilonForm = .forgotten
    f.maximize = maximize
    f.decay(weightDecay, decoupled: weightDecouple, fixed: fixedDecay)
    return try AdaBound(formula: f)
  }
}

extension RuleFormula {
  /// Luolc's AdaBound without decay.
  fileprivate static func bounded(
    _ lr: Double, _ betas: (Double, Double), _ eps: Double, _ finalLR: Double, _ gamma: Double, _ amsbound: Bool
  ) -> RuleFormula {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .inRate
    f.finalLearningRate = finalLR
    f.gamma = gamma
    f.maximum = amsbound ? .raw : .none
    return f
  }
}
