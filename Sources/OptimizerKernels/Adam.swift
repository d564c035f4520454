package import KernelShims

/// Adam: steps by the average gradient over the root of the average squared gradient.
///
/// D. Kingma, J. Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015 (arXiv 1412.6980).
///
/// m and v are averages from 0, c1 = 1 − β1ᵗ and c2 = 1 − β2ᵗ their bias corrections, m̂ = m/c1, v̂ = v/c2. At t = 1, m̂ = g and v̂ = g²:
/// the update is α·sign(g) but for ε. Where v = 0 and ε = 0 it is 0/0, NaN.
public struct Adam: KernelRule {
  /// Where ε goes, and what else there is.
  public enum Convention: String, Codable, CaseIterable, Hashable, Sendable {
    /// Algorithm 1: θ −= α · m̂ / (√v̂ + ε).
    case paper
    /// The end of §2: α_t = α·√c2/c1, θ −= α_t · m / (√v + ε̂). The same as the paper's for ε = ε̂/√c2.
    case reformulated
    /// torch.optim.Adam 2.15.0: θ −= (α/c1) · m / (√v/√c2 + ε), with weight decay and `amsgrad`.
    case torch
  }

  /// Which of the three it is.
  public let convention: Convention
  /// α, the step size: in parameters' units.
  public let learningRate: Double
  /// β1, the decay of the first moment.
  public let beta1: Double
  /// β2, the decay of the second moment.
  public let beta2: Double
  /// ε (ε̂ where reformulated): in gradients' units.
  public let epsilon: Double
  /// λ: 0 for none.
  public let weightDecay: Double
  /// Whether θ is multiplied by 1 − αλ before the update; otherwise λθ is added to the gradient.
  public let decoupledWeightDecay: Bool
  /// Whether the maximum of v (raw, corrected afterwards) takes its place.
  public let amsgrad: Bool
  /// Whether the step ascends: −g takes the place of g.
  public let maximize: Bool

  /// Algorithm 1, with the paper's defaults.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) throws(HyperparameterError) -> Adam {
    try Adam(.paper, learningRate, beta1, beta2, epsilon, 0, decoupledWeightDecay: false, amsgrad: false, maximize: false)
  }

  /// The more efficient order of the end of §2, where ε̂ is added before the bias correction. The default of ε̂ is Algorithm 1's ε.
  public static func reformulated(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) throws(HyperparameterError) -> Adam {
    try Adam(
      .reformulated, learningRate, beta1, beta2, epsilon, 0, decoupledWeightDecay: false, amsgrad: false, maximize: false)
  }

  /// torch.optim.Adam 2.15.0.
  ///
  /// Departs from it in rounding alone: torch computes m as m + (1 − β1)(g − m). Sparse gradients and tensors as rates are not taken.
  public static func torch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
    amsgrad: Bool = false, maximize: Bool = false, decoupledWeightDecay: Bool = false
  ) throws(HyperparameterError) -> Adam {
    try Adam(
      .torch, lr, betas.0, betas.1, eps, weightDecay, decoupledWeightDecay: decoupledWeightDecay, amsgrad: amsgrad,
      maximize: maximize)
  }

  private init(
    _ convention: Convention, _ learningRate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double,
    _ weightDecay: Double, decoupledWeightDecay: Bool, amsgrad: Bool, maximize: Bool
  ) throws(HyperparameterError) {
    try HyperparameterRange.rates(
      learningRate: learningRate, beta1: beta1, beta2: beta2, weightDecay: weightDecay, decoupled: decoupledWeightDecay)
    try HyperparameterRange.constant("epsilon", epsilon)
    if convention != .torch {
      let name = "Adam's \(convention) convention"
      try HyperparameterRange.absent("weightDecay", weightDecay, from: name)
      try HyperparameterRange.fixed("decoupledWeightDecay", decoupledWeightDecay, to: false, by: name)
      try HyperparameterRange.fixed("amsgrad", amsgrad, to: false, by: name)
      try HyperparameterRange.fixed("maximize", maximize, to: false, by: name)
    }
    self.convention = convention
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.decoupledWeightDecay = decoupledWeightDecay
    self.amsgrad = amsgrad
    self.maximize = maximize
  }

  /// Decodes and validates. Every key is required.
  ///
  /// - Throws: ``HyperparameterError`` as the presets do, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      values.decode(Convention.self, forKey: .convention),
      values.decode(Double.self, forKey: .learningRate),
      values.decode(Double.self, forKey: .beta1),
      values.decode(Double.self, forKey: .beta2),
      values.decode(Double.self, forKey: .epsilon),
      values.decode(Double.self, forKey: .weightDecay),
      decoupledWeightDecay: values.decode(Bool.self, forKey: .decoupledWeightDecay),
      amsgrad: values.decode(Bool.self, forKey: .amsgrad),
      maximize: values.decode(Bool.self, forKey: .maximize))
  }

  package var keepsMaximum: Bool { amsgrad }

  package func kernelStep(_ t: Int) -> KernelStep {
    let c1 = BiasCorrection.complement(of: beta1, toThe: t)
    let c2 = BiasCorrection.complement(of: beta2, toThe: t)
    var step = KernelStep(beta1: beta1, beta2: beta2, maximize: maximize)
    switch convention {
    case .paper:
      step.rate = Float(learningRate / c1)
      step.divideByRootOfCorrected(c2, plus: epsilon)
    case .reformulated:
      step.rate = Float(learningRate * BiasCorrection.squareRoot(c2) / c1)
      step.divideByRoot(plus: epsilon)
    case .torch:
      return .torchAdam(
        t, learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay,
        decoupled: decoupledWeightDecay, amsgrad: amsgrad, maximize: maximize)
    }
    return step
  }

  /// The state before the first step, of `count` parameters.
  public func makeState(count: Int) -> OptimizerState {
    OptimizerState(count: count, keepsMaximum: keepsMaximum)
  }

  /// Takes one step; see ``OptimizerRule/update(_:gradients:state:)``.
  public func update(_ parameters: inout MutableSpan<Float>, gradients: Span<Float>, state: inout OptimizerState) {
    update(&parameters, gradients: gradients, state: &state, on: .automatic)
  }
}
