package import KernelShims

/// AdamW: Adam with weight decay that does not pass through the moments.
///
/// I. Loshchilov, F. Hutter, *Decoupled Weight Decay Regularization*, ICLR 2019 (arXiv 1711.05101), in the form that libraries give it.
public struct AdamW: KernelRule {
  /// How the decay is scaled and when it comes.
  public enum Convention: String, Codable, CaseIterable, Hashable, Sendable {
    /// torch.optim.AdamW 2.15.0: θ is multiplied by 1 − αλ, then steps by (α/c1) · m / (√v/√c2 + ε).
    /// The paper's Algorithm 2 scales the decay by its schedule η and not by α.
    case torch
  }

  /// Which it is.
  public let convention: Convention
  /// α, the step size: in parameters' units.
  public let learningRate: Double
  /// β1, the decay of the first moment.
  public let beta1: Double
  /// β2, the decay of the second moment.
  public let beta2: Double
  /// ε: in gradients' units.
  public let epsilon: Double
  /// λ: the share of θ that decays is αλ a step. It may pass 1, and θ then changes sign.
  public let weightDecay: Double
  /// Whether the maximum of v (raw, corrected afterwards) takes its place.
  public let amsgrad: Bool
  /// Whether the step ascends: −g takes the place of g. The decay stays a decay.
  public let maximize: Bool

  /// torch.optim.AdamW 2.15.0: torch's Adam with decoupled decay.
  ///
  /// - Throws: ``HyperparameterError``: NaN, ∞ and what is out of range (α ≥ 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0, each 0 or a normal Float; αλ a Float).
  public static func torch(
    lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 1e-2,
    amsgrad: Bool = false, maximize: Bool = false
  ) throws(HyperparameterError) -> AdamW {
    try AdamW(.torch, lr, betas.0, betas.1, eps, weightDecay, amsgrad: amsgrad, maximize: maximize)
  }

  private init(
    _ convention: Convention, _ learningRate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double,
    _ weightDecay: Double, amsgrad: Bool, maximize: Bool
  ) throws(HyperparameterError) {
    try HyperparameterRange.rates(
      learningRate: learningRate, beta1: beta1, beta2: beta2, weightDecay: weightDecay, decoupled: true)
    try HyperparameterRange.constant("epsilon", epsilon)
    self.convention = convention
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.amsgrad = amsgrad
    self.maximize = maximize
  }

  /// Decodes and validates. Every key is required.
  ///
  /// - Throws: ``HyperparameterError`` as the preset does, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      values.decode(Convention.self, forKey: .convention),
      values.decode(Double.self, forKey: .learningRate),
      values.decode(Double.self, forKey: .beta1),
      values.decode(Double.self, forKey: .beta2),
      values.decode(Double.self, forKey: .epsilon),
      values.decode(Double.self, forKey: .weightDecay),
      amsgrad: values.decode(Bool.self, forKey: .amsgrad),
      maximize: values.decode(Bool.self, forKey: .maximize))
  }

  package var keepsMaximum: Bool { amsgrad }

  package func kernelStep(_ t: Int) -> KernelStep {
    .torchAdam(
      t, learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay,
      decoupled: true, amsgrad: amsgrad, maximize: maximize)
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
