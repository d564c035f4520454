package import KernelShims

/// RAdam: Adam that steps by plain momentum until its second moment has seen enough, and is rectified from then on.
///
/// L. Liu et al., *On the Variance of the Adaptive Learning Rate and Beyond*, ICLR 2020 (arXiv 1908.03265), Algorithm 2.
///
/// ρt is the length of the average behind v; above the threshold the step is scaled by rt, else it is θ −= α · m̂. m and v advance in both.
/// With β2 = 0.999 the first rectified step is t = 5 where the threshold is 4, t = 6 where it is 5. With β2 ≤ 0.6 ρt never passes 4.
/// ρt is computed without the cancellation of the published form, in which TensorFlow and JAX lose its digits.
public struct RAdam: KernelRule {
  /// The threshold, and where ε goes.
  public enum Convention: String, Codable, CaseIterable, Hashable, Sendable {
    /// Algorithm 2: ρt > 4, θ −= α · rt · m̂ · √(c2/v), no ε. An element without a gradient so far becomes NaN at the first rectified step.
    /// (The paper's second version prints 1/β2 where v decays; the authors call it a misprint.)
    case paper
    /// torch.optim.RAdam 2.15.0: ρt > 5, θ −= α · rt · (√c2/c1) · m / (√v + ε).
    case torch
    /// kozistr/RAdam-tensorflow ed889cad: ρt > 4, θ −= α_t · (rt · m̂ / √(v/c2 + ε) + λθ), α_t = α / (1 + decay · (t − 1)).
    case kozistr
  }

  /// Which of the three it is.
  public let convention: Convention
  /// α, the step size: in parameters' units.
  public let learningRate: Double
  /// β1, the decay of the first moment.
  public let beta1: Double
  /// β2, the decay of the second moment.
  public let beta2: Double
  /// ε: in gradients' units, in their square's units for kozistr, 0 for the paper.
  public let epsilon: Double
  /// How the learning rate decays with t, for kozistr: 0 for not at all.
  public let decay: Double
  /// λ: 0 for none.
  public let weightDecay: Double
  /// Whether the decay stays out of the gradient: always for kozistr, by choice for torch.
  public let decoupledWeightDecay: Bool
  /// Whether the step ascends: −g takes the place of g.
  public let maximize: Bool

  /// Algorithm 2 with a constant α. The defaults are Adam's.
  ///
  /// - Throws: ``HyperparameterError``, as every preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999
  ) throws(HyperparameterError) -> RAdam {
    try RAdam(.paper, learningRate, beta1, beta2, 0, decay: 0, 0, decoupledWeightDecay: false, maximize: false)
  }

  /// torch.optim.RAdam 2.15.0, one tensor at a time. Weight decay goes into the gradient unless decoupled: θ is then multiplied by 1 − αλ first.
  ///
  /// Departs from it in rounding alone (torch computes m as m + (1 − β1)(g − m)). torch's `foreach` path gives NaN below the threshold
  /// where ε = 0 and v = 0; this does not.
  public static func torch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
    decoupledWeightDecay: Bool = false, maximize: Bool = false
  ) throws(HyperparameterError) -> RAdam {
    try RAdam(
      .torch, lr, betas.0, betas.1, eps, decay: 0, weightDecay, decoupledWeightDecay: decoupledWeightDecay,
      maximize: maximize)
  }

  /// kozistr/RAdam-tensorflow ed889cad. ε must be greater than 0, as there.
  ///
  /// Departs from it: coefficients are computed in Double, where TensorFlow's float32 loses digits of ρt; a negative `decay` is refused, not ignored;
  /// `amsgrad` and `exclude_from_weight_decay`, which fail there, and `warmup_proportion`, which does nothing there, are not offered.
  public static func kozistr(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-6, decay: Double = 0,
    weightDecay: Double = 0
  ) throws(HyperparameterError) -> RAdam {
    try RAdam(
      .kozistr, learningRate, beta1, beta2, epsilon, decay: decay, weightDecay, decoupledWeightDecay: true, maximize: false)
  }

  private init(
    _ convention: Convention, _ learningRate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double, decay: Double,
    _ weightDecay: Double, decoupledWeightDecay: Bool, maximize: Bool
  ) throws(HyperparameterError) {
    try HyperparameterRange.rates(
      learningRate: learningRate, beta1: beta1, beta2: beta2, weightDecay: weightDecay, decoupled: decoupledWeightDecay)
    let name = "RAdam's \(convention) convention"
    switch convention {
    case .paper:
      try HyperparameterRange.absent("epsilon", epsilon, from: name)
      try HyperparameterRange.absent("weightDecay", weightDecay, from: name)
    case .torch:
      try HyperparameterRange.constant("epsilon", epsilon)
    case .kozistr:
      try HyperparameterRange.positiveConstant("epsilon", epsilon)
      try HyperparameterRange.nonnegative("decay", decay)
    }
    if convention != .kozistr { try HyperparameterRange.absent("decay", decay, from: name) }
    if convention != .torch {
      try HyperparameterRange.fixed("decoupledWeightDecay", decoupledWeightDecay, to: convention == .kozistr, by: name)
      try HyperparameterRange.fixed("maximize", maximize, to: false, by: name)
    }
    self.convention = convention
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
    self.weightDecay = weightDecay
    self.decoupledWeightDecay = decoupledWeightDecay
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
      decay: values.decode(Double.self, forKey: .decay),
      values.decode(Double.self, forKey: .weightDecay),
      decoupledWeightDecay: values.decode(Bool.self, forKey: .decoupledWeightDecay),
      maximize: values.decode(Bool.self, forKey: .maximize))
  }

  package var keepsMaximum: Bool { false }

  package func kernelStep(_ t: Int) -> KernelStep {
    let c1 = BiasCorrection.complement(of: beta1, toThe: t)
    let rectification = Rectification(β2: beta2, t: t)
    let α = convention == .kozistr ? learningRate / (1 + decay * Double(t - 1)) : learningRate
    var step = KernelStep(beta1: beta1, beta2: beta2, maximize: maximize)
    switch convention {
    case .kozistr: step.decayInUpdate(weightDecay, learningRate: α)
    case .torch where decoupledWeightDecay: step.decayBeforeUpdate(weightDecay, learningRate: α)
    case .paper, .torch: step.decayGradient(weightDecay, maximize: maximize)
    }
    guard rectification.exceeds(convention == .torch ? 5 : 4) else {
      step.rate = Float(α / c1)
      return step
    }
    let c2 = rectification.complement
    switch convention {
    case .paper:
      step.rate = Float(α * rectification.rate * BiasCorrection.squareRoot(c2) / c1)
      step.divideByRoot()
    case .torch:
      step.rate = Float(α * rectification.rate * BiasCorrection.squareRoot(c2) / c1)
      step.divideByRoot(plus: epsilon)
    case .kozistr:
      step.rate = Float(α * rectification.rate / c1)
      step.divideByRoot(ofCorrected: c2, with: epsilon)
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
