/// AdaMod: Adam whose rate, element by element, may not pass its own average.
///
/// J. Ding, X. Ren, R. Luo, X. Sun, *An Adaptive and Momental Bound Method for Stochastic Learning*, 2019 (arXiv 1910.12249).
///
/// The averaged rate s = β3 · s + (1 − β3) · η begins at 0 and is not corrected: first steps are small.
public struct AdaMod: FormulaRule, KernelRule {
  public let formula: RuleFormula

  public init(formula: RuleFormula) throws(HyperparameterError) { self.formula = try formula.validated() }

  /// Algorithm 1: η = α / (√(v/c2) + ε), θ −= min(η, s) · m̂. Here 1/c1 is no part of the rate that is averaged, in the published code it is.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, beta3: Double = 0.999, epsilon: Double = 1e-8
  ) throws(HyperparameterError) -> AdaMod {
    var f = RuleFormula(learningRate, (beta1, beta2), epsilon)
    f.secondCorrection = .insideRoot
    f.beta3 = beta3
    f.rateAverage = .caps
    f.boundsCorrectedRate = false
    return try AdaMod(formula: f)
  }

  /// adamod.AdaMod (lancopku/AdaMod d866407): θ is multiplied by 1 − αλ; η = (α√c2/c1) / (√v + ε), θ −= min(η, s) · m.
  public static func lancopku(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), beta3: Double = 0.999, eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> AdaMod {
    var f = RuleFormula(lr, betas, eps)
    f.secondCorrection = .inRate
    f.beta3 = beta3
    f.rateAverage = .caps
    f.decay(weightDecay, decoupled: true)
    return try AdaMod(formula: f)
  }

  /// torch_optimizer.AdaMod 0.3.0, which is lancopku's. (α = 0, refused there, is taken.)
  public static func torchOptimizer(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), beta3: Double = 0.999, eps: Double = 1e-8, weightDecay: Double = 0
  ) throws(HyperparameterError) -> AdaMod {
    try lancopku(lr: lr, betas: betas, beta3: beta3, eps: eps, weightDecay: weightDecay)
  }

  /// pytorch_optimizer.AdaMod 4.1.0: lancopku's; the third of `betas` is β3. θ is multiplied by 1 − λ with `fixedDecay`, λθ is added to the gradient
  /// without `weightDecouple`.
  public static func pytorchOptimizer(
    lr: Double = 1e-3, betas: (Double, Double, Double) = (0.9, 0.99, 0.9999), weightDecay: Double = 0, weightDecouple: Bool = true,
    fixedDecay: Bool = false, eps: Double = 1e-8, maximize: Bool = false
  ) throws(HyperparameterError) -> AdaMod {
    var f = try lancopku(lr: lr, betas: (betas.0, betas.1), beta3: betas.2, eps: eps).formula
    f.decay(weightDecay, decoupled: weightDecouple, fixed: fixedDecay)
    f.maximize = maximize
    return try AdaMod(formula: f)
  }
}
