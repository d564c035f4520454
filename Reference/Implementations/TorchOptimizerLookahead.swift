/// jettify/pytorch-optimizer, version 0.3.0 of the package `torch_optimizer`, `torch_optimizer/lookahead.py`.
extension TorchOptimizer {
  /// `torch_optimizer.Lookahead`, around one of torch's optimizers.
  ///
  /// Departures from Zhang et al., Algorithm 1: it synchronises where its counter is 0, before it counts. So it takes the slow weights from the
  /// parameters after the first step, not before it, and synchronises at steps k + 1, 2k + 1, …
  ///
  /// It counts its own steps, over all parameters: that is the same as long as every parameter has a gradient at every step.
  public struct Lookahead<Inner: Reference>: Reference {
    public let inner: Inner
    public let k: Int
    public let α: Double

    public var slots: [Slot] { inner.slots + [.slow] }
    public var arrangements: [Arrangement] { inner.arrangements }

    public init(
      json: String, inner: (_ arguments: String) throws(InvalidHyperparameter) -> Inner
    ) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["inner", "inner_args", "k", "alpha"])
      k = try given.count("k", 1...Int(Int32.max))
      α = try given.number("alpha", .nonNegative)
      self.inner = try inner(Hyperparameters.member("inner_args", of: json))
    }

    public func start(_ slot: Slot, θ: Double) -> Double { slot == .slow ? 0 : inner.start(slot, θ: θ) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      let fast: [Variant<S>] = inner.step(t: t, arrangement: arrangement, schedule: schedule)
      guard (t - 1) % k == 0 else { return fast }
      let α = Coefficient<C>(α)
      let isFirst = t == 1
      return fast.map { step in
        step.then { x in
          if isFirst { x.slow = x.θ }
          x.θ = α * x.θ + (1 - α) * x.slow
          x.slow = x.θ
        }
      }
    }
  }
}
