/// Lookahead, around an optimizer.
///
/// M. R. Zhang, J. Lucas, G. Hinton and J. Ba, *Lookahead Optimizer: k steps forward, 1 step back*, NeurIPS 2019 (arXiv 1907.08610),
/// Algorithm 1.
///
/// Departures: none. The inner optimizer A keeps its state across a synchronisation, and its step count. The parameter is the fast weights θ,
/// which are the slow ones φ after each k-th step.
public struct Lookahead<Inner: Reference>: Reference {
  public let inner: Inner
  public let k: Int
  public let α: Double

  public var slots: [Slot] { inner.slots + [.slow] }
  public var arrangements: [Arrangement] { inner.arrangements }
  public var countsMissedSteps: Bool { inner.countsMissedSteps }

  public init(inner: Inner, k: Int = 5, α: Double = 0.5) {
    (self.inner, self.k, self.α) = (inner, k, α)
  }

  /// The hyperparameters as a trace writes them: `inner` names the inner optimizer and `inner_args` has its hyperparameters.
  public init(
    json: String, inner: (_ arguments: String) throws(InvalidHyperparameter) -> Inner
  ) throws(InvalidHyperparameter) {
    let given = try Hyperparameters(json: json, keys: ["inner", "inner_args", "k", "alpha"])
    k = try given.count("k", 1...Int(Int32.max))
    α = try given.number("alpha", .nonNegative)
    self.inner = try inner(Hyperparameters.member("inner_args", of: json))
  }

  /// φ0 = θ0.
  public func start(_ slot: Slot, θ: Double) -> Double { slot == .slow ? θ : inner.start(slot, θ: θ) }

  @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
    let fast: [Variant<S>] = inner.step(t: t, arrangement: arrangement, schedule: schedule)
    guard t % k == 0 else { return fast }
    let α = Coefficient<C>(α)
    return fast.map { step in
      step.then { x in
        x.slow = x.slow + α * (x.θ - x.slow)
        x.θ = x.slow
      }
    }
  }
}
