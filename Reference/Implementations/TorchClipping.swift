extension Torch {
  /// `torch.nn.utils.clip_grad_norm_`, version 2.15.0, `torch/nn/utils/clip_grad.py`, called before each step of one of torch's optimizers.
  ///
  /// The norm of the norms of all gradients that are there; all are multiplied by max_norm / (norm + 1e-6), or 1 where that is less. It computes
  /// in the gradients' type. Where the norm
  /// is ∞ what is finite becomes 0.
  public struct Clipped<Inner: Reference>: Reference {
    public let inner: Inner
    public let maxNorm: Double

    public var slots: [Slot] { inner.slots }
    public var arrangements: [Arrangement] { inner.arrangements }
    public var preparesGradients: Bool { true }

    public init(
      json: String, inner: (_ arguments: String) throws(InvalidHyperparameter) -> Inner
    ) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["inner", "inner_args", "max_norm"])
      maxNorm = try given.number("max_norm", .positive)
      self.inner = try inner(Hyperparameters.member("inner_args", of: json))
    }

    public func start(_ slot: Slot, θ: Double) -> Double { inner.start(slot, θ: θ) }

    public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) { Torch.clip(&gradients, maxNorm: maxNorm) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      inner.step(t: t, arrangement: arrangement, schedule: schedule)
    }
  }

  /// Clips the gradients of all parameters that have one, by the norm of all.
  public static func clip<S: Scalar>(_ gradients: inout [Gradient<S>], maxNorm: Double) {
    let norms = gradients.map { gradient in √S.sum(gradient.values.map { $0 * $0 }) }
    let total = √S.sum(norms.map { $0 * $0 })
    let quotient = S(constant: maxNorm, bound: 0) / (total + S(constant: 1e-6, bound: 0))
    // Far above 1 its bound is large, and has no part in the least of both.
    let scale = quotient.value - quotient.bound > 1 ? 1 : S.min(quotient, 1)
    for i in gradients.indices {
      for j in gradients[i].values.indices { gradients[i].values[j] = gradients[i].values[j] * scale }
    }
  }
}
