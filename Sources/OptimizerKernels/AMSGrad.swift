package import KernelShims

/// AMSGrad: Adam with the running maximum of the second moment, so that no element's rate grows.
///
/// S. Reddi, S. Kale, S. Kumar, *On the Convergence of Adam and Beyond*, ICLR 2018, Algorithm 2.
///
/// The maximum is of v as it is, without bias correction. It is NaN for good once v was.
public struct AMSGrad: KernelRule {
  /// Whether there is bias correction, and where ε goes.
  public enum Convention: String, Codable, CaseIterable, Hashable, Sendable {
    /// Algorithm 2: θ −= α · m / √v̂max, without bias correction. The paper has no ε: with ε = 0 an element that never had a gradient becomes NaN.
    /// Not done here: the projection onto a feasible set, and the theory's α/√t.
    case paper
    /// torch.optim.Adam 2.15.0 with `amsgrad`: θ −= (α/c1) · m / (√max/√c2 + ε).
    case torch
  }

  /// Which of the two it is.
  public let convention: Convention
  /// α, the step size: in parameters' units.
  public let learningRate: Double
  /// β1, the decay of the first moment.
  public let beta1: Double
  /// β2, the decay of the second moment.
  public let beta2: Double
  /// ε, added to the root: in gradients' units. 0 in the paper.
  public let epsilon: Double
  /// λ: 0 for none.
  public let weightDecay: Double
  /// Whether θ is multiplied by 1 − αλ before the update; otherwise λθ is added to the gradient.
  public let decoupledWeightDecay: Bool
  /// Whether the step ascends: −g takes the place of g.
  public let maximize: Bool

  /// Algorithm 2. `epsilon` is not the paper's; greater than 0 it is added to the root. The other defaults are Adam's.
  ///
  /// - Throws: ``HyperparameterError``, as the other preset: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float).
  public static func paper(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 0
  ) throws(HyperparameterError) -> AMSGrad {
    try AMSGrad(.paper, learningRate, beta1, beta2, epsilon, 0, decoupledWeightDecay: false, maximize: false)
  }

  /// torch.optim.Adam 2.15.0 with `amsgrad=True`: the same bits as ``Adam/torch(lr:betas:eps:weightDecay:amsgrad:maximize:decoupledWeightDecay:)``.
  public static func torch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
    maximize: Bool = false, decoupledWeightDecay: Bool = false
  ) throws(HyperparameterError) -> AMSGrad {
    try AMSGrad(
      .torch, lr, betas.0, betas.1, eps, weightDecay, decoupledWeightDecay: decoupledWeightDecay, maximize: maximize)
  }

  private init(
    _ convention: Convention, _ learningRate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double,
    _ weightDecay: Double, decoupledWeightDecay: Bool, maximize: Bool
  ) throws(HyperparameterError) {
    try HyperparameterRange.rates(
      learningRate: learningRate, beta1: beta1, beta2: beta2, weightDecay: weightDecay, decoupled: decoupledWeightDecay)
    try HyperparameterRange.constant("epsilon", epsilon)
    if convention == .paper {
      let name = "AMSGrad's paper convention"
      try HyperparameterRange.absent("weightDecay", weightDecay, from: name)
      try HyperparameterRange.fixed("decoupledWeightDecay", decoupledWeightDecay, to: false, by: name)
      try HyperparameterRange.fixed("maximize", maximize, to: false, by: name)
    }
    self.convention = convention
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
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
      values.decode(Double.self, forKey: .weightDecay),
      decoupledWeightDecay: values.decode(Bool.self, forKey: .decoupledWeightDecay),
      maximize: values.decode(Bool.self, forKey: .maximize))
  }

  package var keepsMaximum: Bool { true }

  package func kernelStep(_ t: Int) -> KernelStep {
    guard convention == .paper else {
      return .torchAdam(
        t, learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay,
        decoupled: decoupledWeightDecay, amsgrad: true, maximize: maximize)
    }
    var step = KernelStep(beta1: beta1, beta2: beta2, maximize: maximize)
    step.keepsMaximum = true
    step.rate = Float(learningRate)
    if epsilon > 0 { step.divideByRoot(plus: epsilon) } else { step.divideByRoot() }
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
