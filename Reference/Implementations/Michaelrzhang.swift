/// michaelrzhang/lookahead, commit c4fd85f7afca (2021-01-19), `lookahead_pytorch.py`.
public enum Michaelrzhang {
  /// `Lookahead`, around one of torch's optimizers.
  ///
  /// Departures from Zhang et al., Algorithm 1: what becomes of the inner optimizer's momentum at a synchronisation. `reset` sets it to 0.
  /// `pullback` means to interpolate it with the one of the synchronisation before; but what it keeps is the buffer itself and no copy, so the
  /// first synchronisation leaves a·momentum and each later one a·momentum + (1 − a)·(a·momentum).
  ///
  /// Its slow weights are the parameters that it was made with. It counts its own steps, over all parameters: that is the same as long as every
  /// parameter has a gradient at every step. `pullback` around an optimizer without momentum raises an error, and is refused here.
  public struct Lookahead<Inner: Reference>: Reference {
    /// What becomes of the momentum.
    public enum PullbackMomentum: String, Sendable, CaseIterable {
      case none, reset, pullback
    }

    public let inner: Inner
    public let steps: Int
    public let α: Double
    public let pullbackMomentum: PullbackMomentum

    public var slots: [Slot] { inner.slots + [.slow] }
    public var arrangements: [Arrangement] { inner.arrangements }

    public init(
      json: String, inner: (_ arguments: String) throws(InvalidHyperparameter) -> Inner
    ) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(json: json, keys: ["inner", "inner_args", "la_steps", "la_alpha", "pullback_momentum"])
      steps = try given.count("la_steps", 1...Int(Int32.max))
      α = try given.number("la_alpha")
      let name = try given.text("pullback_momentum", PullbackMomentum.allCases.map(\.rawValue))
      pullbackMomentum = PullbackMomentum(rawValue: name) ?? .none
      self.inner = try inner(Hyperparameters.member("inner_args", of: json))
      if pullbackMomentum == .pullback && !self.inner.slots.contains(.momentum) {
        throw InvalidHyperparameter(
          name: "pullback_momentum", found: "pullback, around an optimizer without momentum", allowed: "none, reset")
      }
    }

    public func start(_ slot: Slot, θ: Double) -> Double { slot == .slow ? θ : inner.start(slot, θ: θ) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      let fast: [Variant<S>] = inner.step(t: t, arrangement: arrangement, schedule: schedule)
      guard t % steps == 0 else { return fast }
      let α = Coefficient<C>(α)
      let isFirst = t == steps
      let pullback = inner.slots.contains(.momentum) ? pullbackMomentum : .none
      return fast.map { step in
        step.then { x in
          x.θ = α * x.θ + (1 - α) * x.slow
          x.slow = x.θ
          switch pullback {
          case .none: break
          case .reset: x.momentum = 0
          case .pullback:
            x.momentum = α * x.momentum
            if !isFirst { x.momentum = x.momentum + (1 - α) * x.momentum }
          }
        }
      }
    }
  }
}
