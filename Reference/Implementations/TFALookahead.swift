extension TFA {
  /// `tfa.optimizers.Lookahead` around another legacy Keras optimizer. Around RectifiedAdam it is what is called Ranger.
  ///
  /// Departures from Zhang et al., Algorithm 1: the synchronization is a part of every `sync_period`-th step, and of a parameter that has no
  /// gradient at that step it does not take place. Clipping is Lookahead's own; what the inner optimizer was told to clip at is ignored.
  ///
  /// A negative `sync_period` is as good as its magnitude; 0 is a division by zero there and refused here. Around an SGD without momentum it
  /// raises for a gradient that lacks rows. Otherwise the inner optimizer steps the rows as it does, and all are synchronized.
  public struct Lookahead<Inner: Reference>: Reference {
    public let inner: Inner
    public let period: Int
    public let stepSize: Double
    public let clipping: KerasClipping

    public var slots: [Slot] { inner.slots + [.slow] }
    public var arrangements: [Arrangement] { inner.arrangements }
    public let countsMissedSteps = true
    public var takesRows: Bool { inner.takesRows && !inner.slots.isEmpty }
    public var preparesGradients: Bool { clipping.isSet }

    /// - Parameters:
    ///   - json: the arguments by name, with those of the inner optimizer.
    ///   - keepsFloat: whether hyperparameters are rounded to Float, as Keras does.
    ///   - inner: makes the inner optimizer of its own hyperparameters, `inner_args`.
    public init(
      json: String, keepsFloat: Bool = true, inner: (String) throws(InvalidHyperparameter) -> Inner
    ) throws(InvalidHyperparameter) {
      let given = try Hyperparameters(
        json: json, keys: ["inner", "inner_args", "sync_period", "slow_step_size"], optional: KerasClipping.keys)
      self.inner = try inner(Hyperparameters.member("inner_args", of: json))
      period = try given.count("sync_period", -1 << 53...1 << 53)
      guard period != 0 else { throw InvalidHyperparameter(name: "sync_period", found: "0", allowed: "a whole number other than 0") }
      stepSize = try given.keras("slow_step_size", keepsFloat: keepsFloat)
      clipping = try KerasClipping(given)
    }

    /// The slow weights start where the parameter does.
    public func start(_ slot: Slot, θ: Double) -> Double { slot == .slow ? θ : inner.start(slot, θ: θ) }

    public func prepare<S: Scalar>(_ gradients: inout [Gradient<S>]) { clipping.clip(&gradients) }

    @inlinable public func step<C: Scalar, S: Scalar>(t: Int, arrangement: Arrangement, schedule: C.Type) -> [Variant<S>] {
      let α = Coefficient<C>(stepSize)
      let isTime = t % period == 0
      let variants: [Variant<S>] = inner.step(t: t, arrangement: arrangement, schedule: C.self)
      return variants.map { fast in
        Variant(branch: fast.branch) { x in
          fast.step(&x)
          guard isTime else { return }
          x.slow = x.slow + α * (x.θ - x.slow)
          x.θ = x.slow
        }
      }
    }
  }
}
